import { execFile } from 'node:child_process'
import { cp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { root } from '../test/docs/pages.ts'
import { createFolder, removeFolder } from '../test/docs/program.ts'

// Every program of an example is run as a reader runs it, on the built packages; what it prints is compared.
const examples = import.meta.dirname
const execute = promisify(execFile)

/** What each program that stands by itself prints, and the files it leaves. */
const programs: {
  readonly [name: string]: { readonly prints: readonly RegExp[]; readonly files?: readonly string[] }
} = {
  'fit/mixture': { prints: [/^age numerical /m, /^1000 rows$/m], files: ['synthetic.csv'] },
  'fit/ctgan': { prints: [/^about \d+ s and \d+ MB$/m, /^epoch 5 of 5 \{/m], files: ['penguins.parquet'] },
  'fit/recommend': { prints: [/^independent 0\.\d+ /m, /^(mixture|tvae): On a sample/m] },
  'fit/many-categories': {
    prints: [
      /^\d{3} encoded columns, \d+ parameters$/m,
      /^about \d+ MB and \d+ s$/m,
      /10,000 categories/,
      /^[5-9]\d\d towns on 1000 rows$/m,
    ],
  },
  'fit/tensorflow': { prints: [/^epoch 2 of 2 \{/m, /^344 rows by tfjs$/m] },
  'sample/seeds': { prints: [/same rows: true/, /others: true/, /of more: true/] },
  'stream/to-file': { prints: [/^\d+ MB$/m, /^found 1\d\d penguins/m], files: ['many.csv'] },
  'condition/where': {
    prints: [
      /^drawn 1000 rejected \{ where: 0 \}$/m,
      /(^Gentoo,.*,200[89]\n){5}/m,
      /^body_mass_g /m,
      /^wingspan no such column/m,
    ],
  },
  'condition/rebalance': {
    prints: [/^real \{ '<=50K': 0\.7\d+/m, /^balanced \{ '<=50K': 0\.5, '>50K': 0\.5 \}$/m],
  },
  'constrain/constrain': {
    prints: [
      /^drawn \d+ rejected \{$/m,
      /'range\(age, 17, 90\)': 0,/,
      /Give the constraints again .*: nobody below 20 is divorced\.$/m,
      /^in force: fixedCombinations\(education, education-num\)$/m,
      /^in force: nobody below 20 is divorced$/m,
    ],
    files: ['adult.tabricate'],
  },
  'fine-tune/fine-tune': {
    prints: [/^first: \d{1,2} of 1000 of 2009$/m, /^tuned: [6-9]\d\d of 1000 of 2009$/m],
    files: ['penguins.checkpoint'],
  },
  'evaluate/report': {
    prints: [/^floor, quality, ceiling: 0\.\d+ 0\.\d+ 0\.\d+$/m, /^bmi KSComplement 0\.\d+/m],
    files: ['report.html'],
  },
  'tune/model-options': { prints: [/^5 \{ smoothing: /m, /^best: \d \{/m] },
  'tune/any-function': { prints: [/^25 trials$/m, /^best: \[ 0\.\d+ \] \{/m] },
  'save/onnx': {
    prints: [/"name":"species"/, /^column_\d+ \[ \d+(\.\d+)?, \d+(\.\d+)?, \d+(\.\d+)? \]$/m],
    files: ['penguins.onnx'],
  },
  'save/model-file': { prints: [/^tvae of 344 rows$/m, /same rows: true/], files: ['penguins.tabricate'] },
}

/** Programs with a test of their own, which stands beside them or is named here. */
const tested: { readonly [folder: string]: string } = {
  browser: 'browser/browser.slow.test.ts',
  'client-browser': 'clients.slow.test.ts',
  'client-node': 'clients.slow.test.ts',
  'client-react': 'clients.slow.test.ts',
  'custom-model': 'custom-model/quantiles.test.ts',
  'custom-strategy': 'custom-strategy/annealing.test.ts',
  express: 'express/app.test.ts',
  next: 'next/route.test.ts',
  workers: 'workers/fleet.slow.test.ts',
}

async function sources(): Promise<readonly string[]> {
  const found = await readdir(examples, { recursive: true })
  return found
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\/[^/]+\.(tsx?|m?js)$/.test(path) && !path.includes('.test.'))
}

let folder = ''
beforeAll(async () => {
  folder = await createFolder()
  await cp(join(examples, 'data'), join(folder, 'examples', 'data'), { recursive: true })
})
afterAll(() => removeFolder(folder))

describe('the examples', () => {
  it('have at most 40 lines', async () => {
    for (const path of await sources()) {
      const lines = (await readFile(join(examples, path), 'utf8')).trimEnd().split('\n')
      expect(lines.length, path).toBeLessThanOrEqual(40)
    }
  })

  it('are all run', async () => {
    const unknown = (await sources()).filter(
      (path) => !(path.replace(/\.ts$/, '') in programs) && !(path.split('/', 1).join('') in tested),
    )
    expect(unknown).toEqual([])
    for (const [example, test] of Object.entries(tested)) {
      const text = await readFile(join(examples, test), 'utf8')
      const names = (await readdir(join(examples, example))).filter((name) => !name.includes('.test.'))
      expect(
        names.filter((name) => text.includes(name)),
        `${test} uses ${example}`,
      ).not.toEqual([])
    }
  })

  it('are all named on their page', async () => {
    const page = await readFile(join(examples, 'README.md'), 'utf8')
    for (const name of Object.keys(programs)) expect(page).toContain(`(${name}.ts)`)
    for (const name of Object.keys(tested)) expect(page).toContain(`(${name}/`)
  })

  it.each(Object.entries(programs))('run: %s', async (name, { prints, files = [] }) => {
    const { stdout, stderr } = await execute(process.execPath, [join(root, 'scripts', 'example.mjs'), name], {
      cwd: folder,
    })
    expect(stderr).toBe('')
    for (const line of prints) expect(stdout).toMatch(line)
    for (const file of files) expect((await stat(join(folder, file))).size).toBeGreaterThan(1000)
  })

  it('that do not exist are told', async () => {
    const missing = execute(process.execPath, [join(root, 'scripts', 'example.mjs'), 'no/such'])
    await expect(missing).rejects.toThrow('no example "no/such"')
  })

  it('of a reader run by npm, in the folder that it is called in, with their own arguments', async () => {
    await writeFile(
      join(folder, 'try.ts'),
      'const [first, second]: string[] = process.argv.slice(2)\nconsole.log(process.cwd(), first, second)\n',
    )
    const { stdout } = await execute('npm', ['run', '--silent', 'example', 'try.ts', 'one', 'two'], {
      cwd: folder,
    })
    expect(stdout).toBe(`${folder} one two\n`)
  })
})

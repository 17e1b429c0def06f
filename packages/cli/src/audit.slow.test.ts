import { copyFile, mkdtemp, readdir, readFile, rm, watch, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exitCodeOf, runProcess, startProcess } from '../test/run-process.ts'

// Every command as a person or a script runs it: the built program, its streams and its exit code.

const penguins = join(import.meta.dirname, '..', '..', '..', 'examples', 'data', 'penguins.csv')

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-audit-'))
  await copyFile(penguins, join(folder, 'penguins.csv'))
  const made = await run(
    'synthesize penguins.csv --model mixture --preset quick -o synthetic.csv --save penguins.tabricate -q',
  )
  expect(made).toEqual({ exitCode: 0, stdout: '', stderr: '' })
}, 60_000)
afterAll(() => rm(folder, { recursive: true }))

const run = (line: string, stdin = '') => runProcess(line.split(' '), folder, stdin)

/** What was there before, and nothing half written. */
async function expectUntouched(): Promise<void> {
  const files = ['penguins.csv', 'penguins.tabricate', 'synthetic.csv']
  expect((await readdir(folder)).sort()).toEqual(files)
}

const commands = [
  'synthesize',
  'fine-tune',
  'sample',
  'export',
  'inspect',
  'evaluate',
  'recommend',
  'models',
  'tune',
  'serve',
  'worker',
  'verify',
  'migrate',
  'backup',
  'supabase-sql',
  'admin',
  'completion',
] as const

describe('help', () => {
  it('names all commands', async () => {
    const { stdout } = await run('--help')
    const [, list = ''] = /Commands:\n(.*?)\n\n/s.exec(stdout) ?? []
    const named = list.split('\n').flatMap((line) => /^ {2}([a-z-]+)/.exec(line)?.[1] ?? [])
    expect(named.filter((name) => name !== 'help').sort()).toEqual([...commands].sort())
  })

  it.each([...commands, 'admin create', 'migrate latest', 'migrate to', 'migrate make'])(
    'of %s is on standard output, with examples',
    async (command) => {
      const { exitCode, stdout, stderr } = await run(`${command} --help`)
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
      expect(stdout).toContain(`Usage: tabricate ${command} `)
      expect(stdout).toMatch(new RegExp(`Examples:\\n(.*\\n)*.*tabricate ${command.split(' ')[0]}`))
    },
  )
})

describe('JSON', () => {
  it.each([
    ['synthesize penguins.csv --model independent -n 5 -o new.csv --json', { model: 'independent', rows: 5 }],
    ['sample penguins.tabricate -n 5 -o new.csv --json', { model: 'mixture', rows: 5 }],
    ['inspect penguins.csv --json', { rowCount: 344 }],
    ['inspect penguins.tabricate --json', { model: 'mixture', learnedRows: 344 }],
    ['evaluate penguins.csv synthetic.csv --json', { quality: {}, floor: {} }],
    [
      'recommend penguins.csv -m independent -m mixture --max-rows 200 --json',
      { heldOutRows: 50, candidates: [{ name: 'independent' }, { name: 'mixture' }] },
    ],
    [
      'tune penguins.csv --model mixture --trials 2 --strategy random --set components=1 --json',
      { model: 'mixture', trials: [{ number: 0 }, { number: 1 }] },
    ],
    ['models --json', [{ id: 'mixture' }]],
    ['models ctgan --json', { type: 'object' }],
    ['migrate list --json', ['2026-11-22-accounts']],
  ])(
    'of `%s` stands alone on standard output',
    async (line, expected) => {
      const { exitCode, stdout, stderr } = await run(line)
      await rm(join(folder, 'new.csv'), { force: true })
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
      const printed: unknown = JSON.parse(stdout)
      if (Array.isArray(expected)) expect(printed).toEqual(expect.arrayContaining(expected.map(loosely)))
      else expect(printed).toMatchObject(expected)
    },
    60_000,
  )

  it('of an error stands on standard error, with its code', async () => {
    const { exitCode, stdout, stderr } = await run('inspect nothing.csv --json')
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' })
    expect(JSON.parse(stderr)).toMatchObject({ error: { code: 'FILE_NOT_FOUND' } })
  })
})

function loosely(part: unknown): unknown {
  return typeof part === 'object' ? expect.objectContaining(part) : part
}

describe('pipes', () => {
  it.each(['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'parquet', 'xlsx'])(
    'carry %s out, and in again by its content',
    async (format) => {
      const written = startProcess(`sample penguins.tabricate -n 30 --format ${format}`.split(' '), folder)
      const read = startProcess('inspect - --json'.split(' '), folder)
      written.stdout.pipe(read.stdin)
      written.stdin.end()
      const [profile, messages] = await Promise.all([text(read.stdout), text(written.stderr)])
      expect(messages).toBe('Wrote 30 rows to standard output.\n')
      expect(JSON.parse(profile)).toMatchObject({ rowCount: 30, columns: { length: 8 } })
    },
  )

  it('take a table from standard input in every command that reads one', async () => {
    const csv = await readFile(join(folder, 'penguins.csv'), 'utf8')
    const synthetic = await run('synthesize - --model independent -n 3 -q --format jsonl', csv)
    expect(synthetic.stdout.trimEnd().split('\n').map(speciesOf)).toHaveLength(3)
    expect((await run('inspect -', csv)).stdout).toContain('344 rows × 8 columns')
    expect((await run('evaluate - synthetic.csv', csv)).stdout).toContain('least alike pairs')
    expect((await run('evaluate penguins.csv -', csv)).exitCode).toBe(0)
    const few = csv.split('\n').slice(0, 101).join('\n')
    expect((await run('recommend - -m independent -q', few)).stdout).toContain('Recommended: independent')
  }, 60_000)

  it.each([
    'sample penguins.tabricate -n 100000000 -q',
    'sample penguins.tabricate -n 100000000 -q --format parquet',
    'inspect penguins.csv',
    'evaluate penguins.csv synthetic.csv --json',
    'models ctgan --json',
    'completion bash',
    '--help',
  ])(
    'that are closed end `%s` quietly',
    async (line) => {
      const child = startProcess(line.split(' '), folder)
      child.stdin.end()
      const stderr = text(child.stderr)
      child.stdout.once('data', () => child.stdout.destroy())
      expect(await exitCodeOf(child)).toBe(0)
      expect(await stderr).toBe('')
    },
    60_000,
  )
})

function speciesOf(line: string): unknown {
  const row: unknown = JSON.parse(line)
  return typeof row === 'object' && row !== null && 'species' in row ? row.species : undefined
}

describe('formats of files', () => {
  it('are named by the extension, or by --format where it does not tell', async () => {
    for (const name of ['a.json', 'a.xlsx', 'a.PARQUET', 'a.tab']) {
      expect((await run(`sample penguins.tabricate -n 4 -q -o ${name}`)).exitCode).toBe(0)
      expect((await run(`inspect ${name}`)).stdout).toContain('4 rows × 8 columns')
      await rm(join(folder, name))
    }
    const unnamed = await run('sample penguins.tabricate -n 4 -o rows.data')
    expect(unnamed.exitCode).toBe(3)
    expect(unnamed.stderr).toContain('--format')
    expect((await run('sample penguins.tabricate -n 4 -q -o rows.data --format tsv')).exitCode).toBe(0)
    expect(await readFile(join(folder, 'rows.data'), 'utf8')).toMatch(/^species\tisland\t/)
    await rm(join(folder, 'rows.data'))
    await expectUntouched()
  }, 60_000)
})

describe('exit codes', () => {
  it.each([
    ['sythesize penguins.csv', 2, 'Did you mean synthesize?'],
    ['synthesize penguins.csv --rwos 5', 2, 'Did you mean --rows?'],
    ['synthesize penguins.csv --model independent -n many', 2, '--rows: must be a whole number from 0'],
    ['synthesize penguins.csv --model ctgan --set epoch=3', 2, 'did you mean "epochs"?'],
    ['synthesize penguins.csv --model independent --where speceis=Adelie', 2, 'did you mean "species"?'],
    ['synthesize penguins.csv --model independent --type yaer=id', 3, 'did you mean "year"?'],
    ['evaluate penguins.csv synthetic.csv --target speceis', 2, 'did you mean "species"?'],
    ['models mixtur', 2, 'did you mean "mixture"?'],
    ['sample synthetic.csv -n 5', 5, '"synthetic.csv": The model file cannot be read'],
    ['inspect broken.csv', 3, 'rows[3]: has 3 cells where the header has 2'],
    ['synthesize nothing.csv --model independent', 4, '"nothing.csv"'],
    [
      'synthesize penguins.csv --model independent -o nowhere/a.csv',
      4,
      'The folder "nowhere" does not exist',
    ],
    ['sample penguins.tabricate -n 5 --where year=2031', 6, 'year'],
    ['evaluate penguins.csv synthetic.csv --min-quality 0.999', 7, 'quality'],
    ['worker', 2, 'DATABASE_URL'],
  ])(
    '`%s` ends with %i and says why',
    async (line, code, message) => {
      await writeFile(join(folder, 'broken.csv'), 'a,b\n1,2\n1,2,3\n')
      const { exitCode, stderr } = await run(line)
      await rm(join(folder, 'broken.csv'))
      expect(exitCode, stderr).toBe(code)
      expect(stderr.toLowerCase()).toContain(message.toLowerCase())
      await expectUntouched()
    },
    60_000,
  )

  it.each([
    'synthesize penguins.csv --model independent -o synthetic.csv',
    'synthesize penguins.csv --model independent -q --save synthetic.csv',
    'sample penguins.tabricate -n 5 -o synthetic.csv',
    'tune penguins.csv --model mixture -o synthetic.csv',
    'tune penguins.csv --model mixture --journal synthetic.csv',
  ])('`%s` does not overwrite without --force', async (line) => {
    const before = await readFile(join(folder, 'synthetic.csv'), 'utf8')
    const { exitCode, stdout, stderr } = await run(line)
    expect({ exitCode, stdout }).toEqual({ exitCode: 4, stdout: '' })
    expect(stderr).toContain('--force overwrites files')
    expect(await readFile(join(folder, 'synthetic.csv'), 'utf8')).toBe(before)
  })

  it('of a report that would be overwritten is 4', async () => {
    await writeFile(join(folder, 'report.html'), 'precious')
    const { exitCode } = await run('evaluate penguins.csv synthetic.csv --report report.html')
    expect([exitCode, await readFile(join(folder, 'report.html'), 'utf8')]).toEqual([4, 'precious'])
    await rm(join(folder, 'report.html'))
  })
})

describe('an interruption', () => {
  it('while rows are written leaves no part of them', async () => {
    const child = startProcess('sample penguins.tabricate -n 100000000 -o new.parquet'.split(' '), folder)
    for await (const { filename } of watch(folder)) if (filename?.endsWith('.part') === true) break
    child.kill('SIGINT')
    expect(await exitCodeOf(child)).toBe(130)
    await expectUntouched()
  }, 60_000)

  it.each([
    ['recommend penguins.csv -m independent -m ctgan --max-seconds 300', 'Tried independent'],
    ['tune penguins.csv --model mixture --trials 500 --strategy random', 'trial'],
  ])(
    'of `%s` ends it with 130',
    async (line, message) => {
      const child = startProcess(line.split(' '), folder)
      child.stdin.end()
      child.stderr.on('data', (part: Buffer) => part.toString().includes(message) && child.kill('SIGINT'))
      expect(await exitCodeOf(child)).toBe(130)
      await expectUntouched()
    },
    120_000,
  )
})

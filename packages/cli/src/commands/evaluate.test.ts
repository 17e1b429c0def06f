import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runFake } from '../../test/fake-io.ts'

/** x and y depend on each other. */
function csv(rows: number, offset: number): string {
  const row = (i: number) =>
    `${(i + offset) % 5},${((i + offset) % 5) * 10 + (i % 7)}.25,${(i + offset) % 2 === 0 ? 'a' : 'b'}`
  return ['x,y,z', ...Array.from({ length: rows }, (_, i) => row(i)), ''].join('\n')
}

let folder = ''
const file = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  await writeFile(file('real.csv'), csv(200, 0))
  await writeFile(file('holdout.csv'), csv(80, 3))
})
afterAll(() => rm(folder, { recursive: true }))

it('finds a table like itself, above the floor', async () => {
  const { exitCode, stdout } = await runFake([
    'evaluate',
    file('real.csv'),
    file('real.csv'),
    '--holdout',
    file('holdout.csv'),
  ])
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^score \(0 to 1\) +synthetic +floor +ceiling$/m)
  expect(stdout).toMatch(/^quality +1\.000 +0\.\d{3} +0\.\d{3}$/m)
  expect(stdout).toContain('ceiling:     80 real rows that were not learned')
  expect(stdout).toMatch(/^not told apart by trees +\d\.\d{3} +\d\.\d{3} +\d\.\d{3}$/m)
  expect(stdout).toMatch(/^quality: +95 % interval 0\.\d{3} to 1\.000; \d of 3 pairs count$/m)
  expect(stdout).toMatch(/^privacy: +\d\.\d{3} \(weakest: .+\)$/m)
})

it('says how well a column can be predicted from the synthetic rows', async () => {
  const argv = [
    'evaluate',
    file('real.csv'),
    file('real.csv'),
    '--holdout',
    file('holdout.csv'),
    '--target',
    'z',
  ]
  expect((await runFake(argv)).stdout).toMatch(/^usefulness: .*\(predicting z\)$/m)
  const wrong = await runFake([...argv.slice(0, -1), 'w'])
  expect(wrong.exitCode).toBe(2)
  expect(wrong.stderr).toContain('there is no column "w"')
})

it('gives the whole report as JSON, and no ceiling without a holdout', async () => {
  const { stdout } = await runFake(['evaluate', file('real.csv'), file('holdout.csv'), '--json'])
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    rows: { real: 200, synthetic: 80, holdout: null },
    ceiling: null,
  })
})

it('writes the report to a file, once', async () => {
  const argv = ['evaluate', file('real.csv'), file('real.csv'), '--report', file('report.json')]
  expect((await runFake(argv)).exitCode).toBe(0)
  expect(JSON.parse(await readFile(file('report.json'), 'utf8'))).toMatchObject({
    quality: { score: { value: 1 } },
  })
  expect((await runFake(argv)).exitCode).toBe(4)
})

it('writes a page or Markdown where the name of the file asks for it, and refuses other names first', async () => {
  const argv = (name: string) => [
    'evaluate',
    file('real.csv'),
    file('holdout.csv'),
    '--quiet',
    '--report',
    file(name),
  ]
  expect((await runFake(argv('report.html'))).exitCode).toBe(0)
  const page = await readFile(file('report.html'), 'utf8')
  expect(page).toMatch(/^<!doctype html>/)
  expect(page).toContain('200 real rows (real.csv)')
  // Where a file lay is nobody's business.
  expect(page).not.toContain(folder)
  expect((await runFake(argv('report.MD'))).exitCode).toBe(0)
  expect(await readFile(file('report.MD'), 'utf8')).toMatch(/^# Quality of a synthetic table\n/)
  expect((await runFake([...argv('rapport.html'), '--language', 'fr'])).exitCode).toBe(0)
  const french = await readFile(file('rapport.html'), 'utf8')
  expect(french).toContain('<html lang="fr">')
  expect(french).toContain('200 lignes réelles (real.csv)')
  const unknown = await runFake([...argv('other.html'), '--language', 'de'])
  expect(unknown).toMatchObject({ exitCode: 2, stdout: '' })
  expect(unknown.stderr).toContain('Allowed choices are en, fr')
  const refused = await runFake(argv('report.pdf'))
  expect(refused).toMatchObject({ exitCode: 3, stdout: '' })
  expect(refused.stderr).toContain('must end in .html, .htm, .md, .markdown, .json')
})

describe('as a guard', () => {
  const run = (...options: string[]) =>
    runFake(['evaluate', file('real.csv'), file('real.csv'), '--json', ...options])

  it('passes what is good enough', async () => {
    expect((await run('--min-quality', '.85')).exitCode).toBe(0)
  })

  it('ends with exit code 7 below a threshold, the report printed all the same', async () => {
    const { exitCode, stdout, stderr } = await runFake([
      'evaluate',
      file('real.csv'),
      file('holdout.csv'),
      '--min-quality',
      '1',
      '--json',
    ])
    expect(exitCode).toBe(7)
    expect(JSON.parse(stdout)).toMatchObject({ version: 1 })
    expect(stderr).toMatch(/^Quality is 0\.\d{3}; at least 1 was asked for\.$/m)
  })

  it('takes what cannot be said for not enough', async () => {
    const { exitCode, stderr } = await run('--min-privacy', '0')
    expect(exitCode).toBe(7)
    expect(stderr).toMatch(/^Privacy is none \(Without a holdout/)
  })

  it('refuses thresholds that are no scores', async () => {
    const { exitCode, stderr } = await run('--min-quality', '85')
    expect(exitCode).toBe(2)
    expect(stderr).toContain('--minQuality')
  })
})

it('names columns that do not match', async () => {
  const { exitCode, stderr } = await runFake(['evaluate', file('real.csv'), '-'], {
    stdin: 'x,y,w\n1,2.25,a\n',
  })
  expect(exitCode).toBe(3)
  expect(stderr).toMatch(/columns\.z: is in the schema but not in the table/)
  expect(stderr).toMatch(/columns\.w: /)
})

import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { runFake } from '../../test/fake-io.ts'

const table =
  'name,age,born,member\nA,20,2001-05-01,yes\nB,,2002-06-02,no\nA,41,2003-07-03,yes\nC,20,2004-08-04,yes\n'

it('shows rows, types with reasons, missing, distinct and extremes', async () => {
  const { exitCode, stdout } = await runFake(['inspect', '-', '--type', 'name=categorical'], { stdin: table })
  expect(exitCode).toBe(0)
  const lines = stdout.split('\n')
  expect(lines[0]).toBe('4 rows × 4 columns')
  expect(lines[2]).toMatch(/^column +type +missing +distinct +min +max +why this type$/)
  expect(stdout).toMatch(/^name +categorical +– +3 +– +– +\S/m)
  expect(stdout).toMatch(/^age +numerical +25\.0 % +2 +20 +41 +\S/m)
  expect(stdout).toMatch(/^born +datetime +– +4 +2001-05-01 +2004-08-04 +\S/m)
  expect(stdout).toMatch(/^member +boolean +– +2 +– +– +\S/m)
})

it('shows the same as JSON', async () => {
  const { stdout } = await runFake(['inspect', '-', '--json'], { stdin: table })
  expect(JSON.parse(stdout)).toMatchObject({
    version: 1,
    rowCount: 4,
    columns: [
      { name: 'name', missing: 0 },
      { name: 'age', type: 'numerical', missing: 1, distinct: { count: 2 }, min: 20, max: 41 },
      { name: 'born', type: 'datetime', min: '2001-05-01', max: '2004-08-04' },
      { name: 'member', type: 'boolean', distinct: { count: 2 }, min: null },
    ],
  })
})

it('notes what is personal and what may be wrong', async () => {
  const csv = 'email,zip,k\na@b.org,01234,x\nc@d.org,90210,x\n,01234,x\n'
  const { stdout } = await runFake(['inspect', '-'], { stdin: csv })
  expect(stdout).toMatch(/^email +likely personal \(email\): synthetic values are made up$/m)
  expect(stdout).toMatch(/^zip +2 numbers begin with a zero/m)
  expect(stdout).toMatch(/^k +all values are the same$/m)
  const learned = await runFake(['inspect', '-', '--type', 'email=categorical'], { stdin: csv })
  expect(learned.stdout).toMatch(
    /^email +looks like e-mail addresses .*: real values will be in synthetic tables/m,
  )
})

it('refuses what is no table, with its place', async () => {
  const { exitCode, stderr } = await runFake(['inspect', '-'], { stdin: 'a,b\n1,2\n3,4,5\n' })
  expect(exitCode).toBe(3)
  expect(stderr).toMatch(/rows\[3\]: has 3 cells where the header has 2/)
})

it('knows the format by the content, of files and of standard input', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  try {
    const path = join(folder, 'people.parquet')
    await writeFile(path, table)
    const file = await runFake(['inspect', path])
    expect(file.stdout).toContain('4 rows × 4 columns')
    expect(file.stderr).toContain('Note: "people.parquet" is called parquet but holds separated values')
    const json = await runFake(['inspect', '-'], { stdin: '[{"a":1},{"a":2}]' })
    expect(json.stdout).toContain('2 rows × 1 columns')
    const wrong = await runFake(['inspect', '-', '--format', 'jsonl'], { stdin: table })
    expect(wrong.stderr).toContain('rows[1]: is no JSON')
  } finally {
    await rm(folder, { recursive: true })
  }
})

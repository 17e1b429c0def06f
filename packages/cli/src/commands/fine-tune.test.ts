import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runFake } from '../../test/fake-io.ts'

let folder = ''
const file = (name: string) => join(folder, name)
const csv = (rows: readonly string[]) => ['colour,size', ...rows, ''].join('\n')
const small = ['--set', 'compressDims=[8]', '--set', 'decompressDims=[8]', '--set', 'embeddingDim=4']
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  const rows = Array.from({ length: 80 }, (_, i) => `${i % 4 === 0 ? 'blue' : 'red'},${i}.5`)
  await writeFile(file('first.csv'), csv(rows))
  await writeFile(file('new.csv'), csv(rows.map((row) => row.replace('red', 'blue'))))
  await writeFile(file('unknown.csv'), csv([...rows.slice(0, 30), 'green,3.5']))
  const first = ['synthesize', file('first.csv'), '-m', 'tvae', '-e', '3', ...small, '-q']
  const run = await runFake([...first, '--checkpoint', file('a.checkpoint'), '-o', file('a.csv')])
  expect(run).toMatchObject({ exitCode: 0 })
})
afterAll(() => rm(folder, { recursive: true }))

const tune = (...more: string[]) => runFake(['fine-tune', file('a.checkpoint'), ...more])

it('goes on with new rows, and leaves a model and a checkpoint to go on from again', async () => {
  const files = ['--save', file('b.tabricate'), '--checkpoint', file('b.checkpoint'), '-o', file('b.csv')]
  const run = await tune(file('new.csv'), '-e', '40', '--set', 'lr=0.01', '-n', '200', ...files)
  expect(run).toMatchObject({ exitCode: 0 })
  expect(run.stderr).toContain('Going on with 80 rows from a training of tvae.')
  const rows = (await readFile(file('b.csv'), 'utf8')).trim().split('\n').slice(1)
  expect(rows).toHaveLength(200)
  // A quarter of the first rows is blue, all of the new ones.
  expect(rows.filter((row) => row.startsWith('blue')).length).toBeGreaterThan(150)
  const again = [
    'fine-tune',
    file('b.checkpoint'),
    file('first.csv'),
    '-e',
    '1',
    '--json',
    '-o',
    file('c.csv'),
  ]
  const summary = await runFake(again)
  expect(JSON.parse(summary.stdout)).toMatchObject({ model: 'tvae', learnedRows: 80, options: { lr: 0.01 } })
})

it('names what it cannot learn, or leaves it out', async () => {
  const refused = await tune(file('unknown.csv'), '-e', '1', '-o', file('d.csv'))
  expect(refused.exitCode).toBe(3)
  expect(refused.stderr).toContain(
    'columns.colour: 1 rows (the first is row 31) have what the first fit did not: "green"',
  )
  const dropped = await tune(file('unknown.csv'), '-e', '1', '-o', file('d.csv'), '--drop-unknown')
  expect(dropped.exitCode).toBe(0)
  expect(dropped.stderr).toContain('1 of 31 rows have values that the first fit did not have')
})

it('says which options the first fit decided', async () => {
  const run = await tune(file('new.csv'), '--set', 'embeddingDim=8', '-o', file('e.csv'))
  expect(run.exitCode).toBe(2)
  expect(run.stderr).toContain('embeddingDim: was decided by the first fit: 4')
})

import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runFake } from '../../test/fake-io.ts'

let folder = ''
const file = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  const people = Array.from({ length: 100 }, (_, i) => `${i % 10 ? 'm' : 'f'},${i}.5`)
  await writeFile(file('people.csv'), ['sex,age', ...people, ''].join('\n'))
})
afterAll(() => rm(folder, { recursive: true }))

const women = async (name: string) =>
  (await readFile(file(name), 'utf8')).split('\n').filter((line) => line.startsWith('f,')).length

it('--rebalance gives a value its share, when learning and when sampling', async () => {
  const learn = ['synthesize', file('people.csv'), '-m', 'independent', '--save', file('m.tabricate'), '-q']
  const half = ['--rows', '200', '--rebalance', 'sex=f:0.5']
  expect(await runFake([...learn, ...half, '-o', file('a.csv')])).toMatchObject({ exitCode: 0 })
  expect(await women('a.csv')).toBe(100)
  const sample = ['sample', file('m.tabricate'), '-q', ...half, '-o', file('b.csv')]
  expect(await runFake(sample)).toMatchObject({ exitCode: 0 })
  expect(await women('b.csv')).toBe(100)
})

it('refuses shares that cannot be, before anything is learned', async () => {
  const run = await runFake([
    'synthesize',
    file('people.csv'),
    '--rebalance',
    'sex=f:1.5',
    '-o',
    file('c.csv'),
  ])
  expect(run.exitCode).toBe(2)
  expect(run.stderr).toContain('a share is a number from 0 to 1, not 1.5')
})

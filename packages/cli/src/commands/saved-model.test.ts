import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { custom, independent, parseTable } from '@tabricate/core'
import { saveModel } from '@tabricate/core/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runFake } from '../../test/fake-io.ts'

const people = [
  'sex,age',
  ...Array.from({ length: 50 }, (_, i) => `${i % 3 === 0 ? 'f' : 'm'},${20 + i}.5`),
  '',
].join('\n')

let folder = ''
let model = ''
let fitted = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  model = join(folder, 'people.tabricate')
  const argv = [
    'synthesize',
    '-',
    '--model',
    'independent',
    '--rows',
    '20',
    '--seed',
    '3',
    '--save',
    model,
    '--quiet',
  ]
  fitted = (await runFake(argv, { stdin: people })).stdout
})
afterAll(() => rm(folder, { recursive: true }))

describe('sample', () => {
  it('gives the rows that the model gave when it was fitted', async () => {
    const run = await runFake(['sample', model, '--rows', '20', '--seed', '3', '--quiet'])
    expect(run).toEqual({ exitCode: 0, stdout: fitted, stderr: '' })
  })

  it('gives more rows of the same beginning', async () => {
    const { stdout } = await runFake(['sample', model, '--rows', '3000', '--seed', '3', '--where', 'sex=f'])
    const rows = stdout.trim().split('\n').slice(1)
    expect(rows).toHaveLength(3000)
    expect(rows.every((row) => row.startsWith('f,'))).toBe(true)
  })

  it('writes the header alone for no rows', async () => {
    expect((await runFake(['sample', model, '--rows', '0'])).stdout).toBe('sex,age\n')
  })

  it('refuses a file that is no model, and one that is missing', async () => {
    const text = join(folder, 'text.tabricate')
    await writeFile(text, people)
    expect(await runFake(['sample', text, '--rows', '1'])).toMatchObject({ exitCode: 5, stdout: '' })
    expect(await runFake(['sample', join(folder, 'none.tabricate'), '--rows', '1'])).toMatchObject({
      exitCode: 4,
    })
  })

  it('says which condition could not be met', async () => {
    const { exitCode, stderr } = await runFake(['sample', model, '--rows', '1', '--where', 'age>=1000'])
    expect(exitCode).toBe(6)
    expect(stderr).toMatch(/Relax or leave out one of: age/)
  })
})

describe('inspect', () => {
  it('shows what a model holds', async () => {
    const { exitCode, stdout } = await runFake(['inspect', model])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^model +independent \(version 1\)$/m)
    expect(stdout).toMatch(/^learned +50 rows × 2 columns$/m)
    expect(stdout).toMatch(/^seed +3$/m)
    expect(stdout).toMatch(/^age +numerical +/m)
  })

  it('shows what a model holds as JSON', async () => {
    const { stdout } = await runFake(['inspect', model, '--json'])
    expect(JSON.parse(stdout)).toMatchObject({ model: 'independent', seed: 3, learnedRows: 50, options: {} })
  })

  it('shows a model whose constraint only the program that made it knows', async () => {
    const table = await parseTable(people)
    const adult = custom('adult', ({ age }) => Number(age) >= 21)
    const synthesizer = await independent().fit(table, { constraints: [adult], violatingRows: 'drop' })
    const path = join(folder, 'custom.tabricate')
    await saveModel(synthesizer, path)
    const { exitCode, stdout } = await runFake(['inspect', path])
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^constraints +adult$/m)
    // Whoever draws rows from it has to bring the constraint.
    expect((await runFake(['sample', path, '--rows', '1'])).exitCode).toBe(5)
  })
})

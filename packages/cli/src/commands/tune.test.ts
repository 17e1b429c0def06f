import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { importJournal } from '@tabricate/optimizer'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { runFake } from '../../test/fake-io.ts'
import { exitCodeOf, runProcess, startProcess } from '../../test/run-process.ts'

const people = [
  'sex,age,income',
  ...Array.from({ length: 90 }, (_, i) => `${i % 3 === 0 ? 'f' : 'm'},${20 + (i % 40)}.5,${(i * 37) % 1000}`),
  '',
].join('\n')

/** So small that a trial takes a moment. */
const smallNetwork = [
  '--model',
  'tvae',
  '--options',
  JSON.stringify({ embeddingDim: 2, compressDims: [4], decompressDims: [4], latentComponents: 0 }),
]
const space = {
  epochs: { type: 'int', low: 1, high: 3 },
  rate: { type: 'float', low: 1e-4, high: 1e-2, log: true, sets: ['lr'] },
}

const resultSchema = z.object({
  model: z.string(),
  metric: z.string(),
  stopped: z.string(),
  best: z.object({ trial: z.number(), value: z.number() }).nullable(),
  bestOptions: z.record(z.string(), z.json()).nullable(),
  trials: z.array(
    z.object({
      number: z.number(),
      state: z.string(),
      parameters: z.object({ epochs: z.number(), rate: z.number() }),
      value: z.number().nullable(),
    }),
  ),
})

let folder = ''
let table = ''
let spaceFile = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  table = join(folder, 'people.csv')
  spaceFile = join(folder, 'space.json')
  await writeFile(table, people)
  await writeFile(spaceFile, JSON.stringify(space))
})
afterEach(() => rm(folder, { recursive: true }))

const file = (name: string) => join(folder, name)
const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(file(name), 'utf8'))
const savedTrials = z.object({
  study: z.object({ trials: z.array(z.object({ parameters: z.json(), values: z.json() })) }),
})

describe('tabricate tune', () => {
  it('prints the trials and the options to train with', async () => {
    const { exitCode, stdout, stderr } = await runFake([
      ...['tune', table, ...smallNetwork, '--space', spaceFile, '--trials', '3'],
      ...['--journal', file('trials.log')],
    ])
    expect(exitCode).toBe(0)
    expect(stderr.match(/^trial \d complete: quality 0\.\d+ · epochs \d, rate 0\.\d+$/gm)).toHaveLength(3)
    expect(stdout).toMatch(/^trial +state +epoch +on the way +quality +epochs +rate$/m)
    const options = /--options '(.*)'/.exec(stdout)?.[1] ?? ''
    const trained = z.object({ embeddingDim: z.literal(2), epochs: z.int(), lr: z.number() })
    expect(trained.safeParse(JSON.parse(options)).success).toBe(true)
    const [journal] = importJournal(await readFile(file('trials.log'), 'utf8'))
    expect(journal?.trials).toHaveLength(3)
  })

  it('changes a table on a terminal in place', async () => {
    const { exitCode, stderr } = await runFake(
      ['tune', table, ...smallNetwork, '--space', spaceFile, '--trials', '2'],
      { isTTY: true },
    )
    expect(exitCode).toBe(0)
    const frames = stderr.split('\r')
    expect(frames.some((frame) => /0 .* running/.test(frame))).toBe(true)
    expect(frames.some((frame) => /0 +\* +complete .*\n +1 .* running/.test(frame))).toBe(true)
    // What was drawn is taken away before the result is printed.
    expect(frames.at(-1)).toBe('')
  })

  it('goes on with saved trials as if it had not stopped', async () => {
    const begin = ['tune', table, '--quiet', ...smallNetwork, '--space', spaceFile]
    await runFake([...begin, '--trials', '5', '-o', file('whole.json')])
    await runFake([...begin, '--trials', '2', '-o', file('part.json')])
    const { exitCode } = await runFake([
      ...['tune', table, '--quiet', '--resume', file('part.json'), '-o', file('part.json'), '--trials', '5'],
    ])
    expect(exitCode).toBe(0)
    expect(savedTrials.parse(await read('part.json'))).toEqual(savedTrials.parse(await read('whole.json')))
  })

  it('refuses what does not fit, with all that is wrong', async () => {
    await writeFile(
      spaceFile,
      JSON.stringify({ epoch: { type: 'int', low: 1, high: 2 }, epochs: space.epochs, lr: space.rate }),
    )
    const wrong = await runFake(['tune', table, ...smallNetwork, '--space', spaceFile, '--set', 'epochs=3'])
    expect(wrong.exitCode).toBe(2)
    expect(wrong.stderr).toContain('has no option "epoch"')
    expect(wrong.stderr).toContain('"epochs" is given too')
    const missing = await runFake(['tune', table, '--model', 'uniform'])
    expect(missing).toMatchObject({ exitCode: 2, stdout: '' })
    expect(missing.stderr).toContain('has no usual search space')
    expect((await runFake(['tune', table, '--resume', file('nothing.json')])).exitCode).toBe(4)
    expect((await runFake(['tune', table, '--resume', table])).exitCode).toBe(3)
  })

  it('refuses to go on otherwise than it began, or with another table', async () => {
    const saved = file('trials.json')
    await runFake(['tune', table, '-q', ...smallNetwork, '--space', spaceFile, '--trials', '1', '-o', saved])
    const otherwise = await runFake(['tune', table, '--resume', saved, '--model', 'ctgan', '--seed', '5'])
    expect(otherwise.exitCode).toBe(2)
    expect(otherwise.stderr).toContain('--model: is "ctgan"; it was "tvae"')
    expect(otherwise.stderr).toContain('--seed: is 5; it was 0')
    await writeFile(table, people.slice(0, people.length / 2))
    expect((await runFake(['tune', table, '--resume', saved])).exitCode).toBe(3)
  })

  it('ends with 6 when no trial was completed', async () => {
    const { exitCode, stdout } = await runFake([
      ...[
        'tune',
        table,
        '-q',
        '--json',
        ...smallNetwork,
        '--space',
        spaceFile,
        '--trials',
        '2',
        '--target',
        'sex',
      ],
      ...['--memory-mb', '64'],
    ])
    expect(exitCode).toBe(6)
    expect(resultSchema.parse(JSON.parse(stdout))).toMatchObject({
      best: null,
      trials: [{ state: 'failed' }, { state: 'failed' }],
    })
  })
})

describe('the process of tabricate tune', () => {
  const arguments_ = ['tune', 'people.csv', ...smallNetwork, '--space', 'space.json', '--json']

  it('runs trials side by side in processes, to the results of a single one', async () => {
    const side = await runProcess([...arguments_, '--trials', '3', '--parallel', '3', '--no-prune'], folder)
    const alone = await runProcess([...arguments_, '--trials', '3', '--no-prune'], folder)
    expect({ exitCode: side.exitCode, stderr: side.stderr }).toEqual({ exitCode: 0, stderr: '' })
    // The first six trials are a design: they do not depend on the order in which others end.
    expect(resultSchema.parse(JSON.parse(side.stdout))).toEqual(resultSchema.parse(JSON.parse(alone.stdout)))
  })

  it('stops at SIGINT with its trials saved, and is gone on with', async () => {
    const command = ['tune', 'people.csv', ...smallNetwork, '--space', 'space.json', '-o', 'trials.json']
    const child = startProcess([...command, '--trials', '1000'], folder)
    child.stdin.end()
    child.stderr.on('data', (chunk: Buffer) => chunk.toString().includes('trial 1 ') && child.kill('SIGINT'))
    expect(await exitCodeOf(child)).toBe(130)
    expect((await readdir(folder)).toSorted()).toEqual(['people.csv', 'space.json', 'trials.json'])
    const ended = savedTrials.parse(await read('trials.json')).study.trials.length
    expect(ended).toBeGreaterThanOrEqual(2)
    const resumed = await runProcess(
      [
        'tune',
        'people.csv',
        '--resume',
        'trials.json',
        '-o',
        'trials.json',
        '--trials',
        `${ended + 1}`,
        '-q',
        '--json',
      ],
      folder,
    )
    expect(resumed.exitCode).toBe(0)
    expect(resultSchema.parse(JSON.parse(resumed.stdout)).trials.map(({ state }) => state)).not.toContain(
      'running',
    )
  })
})

import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { reportSchema } from '@tabricate/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runFake } from '../../test/fake-io.ts'

const people = ['sex,age', ...Array.from({ length: 40 }, (_, i) => `${i % 3 ? 'm' : 'f'},${20 + i}.5`), '']
const tiny = '{"batchSize":20,"embeddingDim":4,"compressDims":[8],"decompressDims":[8]}'

let folder = ''
let input = ''
const file = (name: string) => join(folder, name)
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  input = file('people.csv')
  await writeFile(input, people.join('\n'))
})
afterEach(() => rm(folder, { recursive: true }))

const train = (...more: string[]) =>
  runFake(['synthesize', input, '--model', 'tvae', '--options', tiny, '--quiet', ...more])

describe('a training', () => {
  it('says what it will take before it begins', async () => {
    const controller = new AbortController()
    const { exitCode, stderr } = await runFake(
      ['synthesize', input, '--model', 'ctgan', '-o', file('a.csv')],
      {
        signal: controller.signal,
        onMessage: (text) => text.startsWith('Estimated') && controller.abort('SIGINT'),
      },
    )
    expect(exitCode).toBe(130)
    expect(stderr).toMatch(/^Estimated: (\d+ min )?\d\d s on a core of its own.* and \d+ MB of memory\.$/m)
  })

  it('goes on from its checkpoint to the very same rows', async () => {
    const [whole, resumed] = [file('whole.csv'), file('resumed.csv')]
    expect(await train('--epochs', '5', '-o', whole)).toMatchObject({ exitCode: 0 })
    const checkpoint = ['--checkpoint', file('a.checkpoint')]
    expect(await train('--epochs', '5', ...checkpoint, '-o', file('b.csv'))).toMatchObject({ exitCode: 0 })
    expect((await stat(file('a.checkpoint'))).size).toBeGreaterThan(1000)
    // Written after the first epoch, and no half minute has passed since: four epochs are left.
    const resume = ['--resume', file('a.checkpoint'), ...checkpoint]
    expect(await train('--epochs', '5', ...resume, '-o', resumed)).toMatchObject({ exitCode: 0 })
    expect(await readFile(resumed, 'utf8')).toBe(await readFile(whole, 'utf8'))
  })

  it('does not go on from that of another, nor overwrite a file with its own', async () => {
    const checkpoint = ['--checkpoint', file('a.checkpoint')]
    await train('--epochs', '2', ...checkpoint, '-o', file('b.csv'))
    const other = await train('--resume', file('a.checkpoint'), '--seed', '5', '-o', file('c.csv'))
    expect(other.exitCode).toBe(5)
    expect(other.stderr).toContain('seed: was 0 when the checkpoint was written, and is 5')
    const twice = await train('--epochs', '2', ...checkpoint, '-o', file('d.csv'))
    expect(twice.exitCode).toBe(4)
    expect(twice.stderr).toContain('a.checkpoint')
  })

  it('is reported beside what a simpler model reaches on the same rows', async () => {
    const report = file('report.json')
    expect(await train('--epochs', '2', '--report', report, '-o', file('b.csv'))).toMatchObject({
      exitCode: 0,
    })
    const { origin } = reportSchema.parse(JSON.parse(await readFile(report, 'utf8')))
    expect(origin).toMatchObject({ model: 'tvae', alternatives: [{ model: 'mixture' }] })
    expect(origin?.alternatives?.[0]?.quality).toBeGreaterThan(0.5)
  })

  it('takes the options of a preset, and those given over them', async () => {
    const json = async (...more: string[]): Promise<unknown> =>
      JSON.parse(
        (await train('--json', '--max-seconds', '0.001', '-o', file('x.csv'), '--force', ...more)).stdout,
      )
    expect(await json('--preset', 'quick')).toMatchObject({ options: { epochs: 200, batchSize: 20 } })
    expect(await json('--preset', 'paper')).toMatchObject({
      options: { epochs: 300, ema: 0, decode: 'argmax' },
    })
    expect(await json('--preset', 'thorough', '--epochs', '7')).toMatchObject({ options: { epochs: 7 } })
    const wrong = await train('--preset', 'best', '-o', file('y.csv'))
    expect(wrong.exitCode).toBe(2)
    expect(wrong.stderr).toContain('no preset "best"; there are quick, thorough, paper')
  })
})

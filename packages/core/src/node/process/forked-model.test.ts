import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { independent } from '../../baselines/independent.ts'
import { uniform } from '../../baselines/uniform.ts'
import { custom } from '../../constraint/custom-constraint.ts'
import { isTabricateError } from '../../errors.ts'
import { mixedTable } from '../../testing/index.ts'
import { forkedModel } from './forked-model.ts'
import { loadPlugin } from './load-plugins.ts'

/** Processes run what was built last. */
const coreUrl = new URL('../../../dist/index.js', import.meta.url).href
const table = mixedTable(60)

/** Models that do what a test needs, in a module as a stranger would write it. */
const strangeModels = `
import { defineModel, independent } from ${JSON.stringify(coreUrl)}
const { definition } = independent
const strange = (id, fit) => defineModel({ ...definition, id, fit })
export const endless = strange('endless', async (prepared, context) => {
  context.onEpoch({ epoch: 1, epochs: 9, losses: { loss: 0.5 }, rowsProcessed: 60, quality: 0.75 })
  context.onNotice('this takes for ever')
  while (true) await new Promise((resolve) => setTimeout(resolve, 1000))
})
export const deaf = strange('deaf', async (prepared, context) => {
  context.onEpoch({ epoch: 1, epochs: 9, losses: {}, rowsProcessed: 60 })
  await new Promise((resolve) => setTimeout(resolve, 50))
  while (true) {}
})
export const greedy = strange('greedy', async () => {
  const kept = []
  while (true) { kept.push(Buffer.alloc(2 ** 24, 1)); await new Promise((resolve) => setTimeout(resolve, 5)) }
})
export const quitting = strange('quitting', async () => process.exit(7))
`

let folder = ''
let strangeUrl = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  const file = join(folder, 'strange.mjs')
  await writeFile(file, strangeModels)
  strangeUrl = pathToFileURL(file).href
})
afterAll(() => rm(folder, { recursive: true }))

const forkedStranger = async (id: string, memoryMb?: number) =>
  forkedModel(await loadPlugin(strangeUrl, id), {
    modelUrl: strangeUrl,
    ...(memoryMb !== undefined && { memoryMb }),
  })()

async function codeOf(fit: Promise<unknown>): Promise<string> {
  const error: unknown = await fit.then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  return isTabricateError(error) ? error.code : String(error)
}

describe('a forked model', () => {
  it('gives the same synthesizer as a fit in this process', async () => {
    const forked = await forkedModel(independent, { modelUrl: coreUrl })().fit(table, { seed: 3 })
    const own = await independent().fit(table, { seed: 3 })
    expect(forked.snapshot()).toEqual(own.snapshot())
    expect(await forked.sample(20, { seed: 1 })).toEqual(await own.sample(20, { seed: 1 }))
  })

  it('tells what goes on, and stops when it is told to, whether or not the model listens', async () => {
    for (const id of ['endless', 'deaf']) {
      const model = await forkedStranger(id)
      const controller = new AbortController()
      const heard: unknown[] = []
      const code = await codeOf(
        model.fit(table, {
          signal: controller.signal,
          onNotice: (notice) => heard.push(notice),
          onProgress: ({ epoch, losses, quality }) => {
            heard.push({ epoch, losses, quality })
            setImmediate(() => controller.abort())
          },
        }),
      )
      expect(code).toBe('ABORTED')
      expect(heard[0]).toEqual(
        id === 'endless'
          ? { epoch: 1, losses: { loss: 0.5 }, quality: 0.75 }
          : { epoch: 1, losses: {}, quality: undefined },
      )
    }
  })

  it('passes on the error of the process', async () => {
    const model = forkedModel(uniform, { modelUrl: coreUrl })()
    expect(await codeOf(model.fit({ ...table, rowCount: 0, columns: [] }))).toBe('INVALID_TABLE')
    const elsewhere = forkedModel(uniform, { modelUrl: strangeUrl })()
    await expect(elsewhere.fit(table)).rejects.toThrow('exports no model "uniform"; it has:')
  })

  it('says so when the process ends without an answer', async () => {
    await expect((await forkedStranger('quitting')).fit(table)).rejects.toThrow(/ended with code 7/)
  })

  it.runIf(process.platform === 'linux')('ends a process that needs more memory than it may', async () => {
    expect(await codeOf((await forkedStranger('greedy', 300)).fit(table))).toBe('MEMORY_LIMIT')
  })

  it('refuses arguments that are functions, all at once', async () => {
    const fit = forkedModel(independent, { modelUrl: coreUrl })().fit(table, {
      constraints: [custom('any', () => true)],
      onCheckpoint: () => undefined,
    })
    await expect(fit).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      issues: [{ path: ['onCheckpoint'] }, { path: ['constraints'] }],
    })
  })
})

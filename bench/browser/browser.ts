import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import chromium from '@sparticuz/chromium'
import type { Model } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { type Page, chromium as playwright } from 'playwright-core'
import type { FromWorker } from '../../examples/browser/messages.ts'
import { coreTimes } from '../harness/core-times.ts'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { dataFolder } from '../harness/paths.ts'
import { median } from '../harness/summary.ts'
import { adultTrainingFile } from '../harness/training-rows.ts'
import { models } from '../ours/models.ts'
import { type BrowserFigures, browserResult } from './browser-result.ts'
import { servePage } from './served-page.ts'

/** Batches of one size on every table, so that a step is a step. */
const batchSizes = { ctgan: 500, tvae: 200 } as const
const tables = {
  insurance: { file: () => join(dataFolder(), 'insurance.csv'), epochs: 30 },
  adult: { file: adultTrainingFile, epochs: 3 },
} as const

/** `browser`: milliseconds a training step in Chromium, by the example page's worker, and in Node, in turns; the page's longest task meanwhile. */
export async function browser(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      tables: { type: 'string', default: 'insurance,adult' },
      models: { type: 'string', default: 'tvae,ctgan' },
    },
  })
  const served = await servePage()
  const opened = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // The page is our own, and there may be no sandbox in a container.
    args: ['--no-sandbox'],
    headless: true,
  })
  try {
    const page = await opened.newPage()
    await page.goto(served.address)
    await page.waitForSelector('#file:enabled', { timeout: 120_000 })
    const { code, wasm } = served.loadedBytes()
    const before = coreTimes()
    const figures: BrowserFigures[] = []
    for (const table of ['insurance', 'adult'] as const) {
      for (const model of ['tvae', 'ctgan'] as const) {
        if (!values.tables.split(',').includes(table) || !values.models.split(',').includes(model)) continue
        const figure = await measure(page, table, model)
        figures.push(figure)
        console.log(
          `${table}, ${model}: ${figure.chromiumMs.toFixed(1)} ms a step in Chromium, ${figure.nodeMs.toFixed(1)} in Node; longest task of the page ${figure.longestTaskMs.toFixed(0)} ms`,
        )
      }
    }
    const after = coreTimes()
    browserResult.write({
      chromium: opened.version(),
      codeBytes: code,
      wasmBytes: wasm,
      figures,
      // One core is the training's own.
      otherWork: Math.max(
        0,
        (after.busy - before.busy) / (after.total - before.total) - 1 / describeMachine().cores,
      ),
      machine: describeMachine(),
      commit: describeCommit(),
      measuredAt: new Date().toISOString(),
    })
  } finally {
    await opened.close()
    served.close()
  }
}

async function measure(
  page: Page,
  name: keyof typeof tables,
  id: keyof typeof batchSizes,
): Promise<BrowserFigures> {
  const { file, epochs } = tables[name]
  const table = await readTable(file())
  const batchSize = batchSizes[id]
  const options = { epochs, batchSize, minStepsPerEpoch: 1, validationFraction: 0 }
  const steps =
    id === 'ctgan' ? Math.floor(table.rowCount / batchSize) : Math.ceil(table.rowCount / batchSize)
  const create = models[id]
  if (create === undefined) throw new Error(`There is no model "${id}".`)
  const found = await page.evaluate(trainInWorker, { text: readFileSync(file(), 'utf8'), model: id, options })
  return {
    table: name,
    model: id,
    rows: table.rowCount,
    batchSize,
    chromiumMs: epochMs(found.elapsedMs) / steps,
    nodeMs:
      epochMs(
        await trainInNode(create({ ...options, ...(id === 'tvae' && { unjudgedEpochs: epochs }) }), table),
      ) / steps,
    longestTaskMs: found.longestTaskMs,
  }
}

async function trainInNode(model: Model, table: Awaited<ReturnType<typeof readTable>>): Promise<number[]> {
  const elapsedMs: number[] = []
  const onProgress = (progress: { readonly elapsedMs: number }) => elapsedMs.push(progress.elapsedMs)
  const synthesizer = await model.fit(table, { threads: 1, onProgress })
  await synthesizer.dispose()
  return elapsedMs
}

/** Median of the epochs after the first, from when each of them had ended. */
function epochMs(ends: readonly number[]): number {
  return median(ends.slice(1).map((end, i) => end - (ends[i] ?? 0)))
}

interface Training {
  readonly text: string
  readonly model: string
  readonly options: object
}

/** Runs in the page: a worker of its own trains, and the page's long tasks are noted. */
async function trainInWorker({ text, model, options }: Training) {
  let longestTaskMs = 0
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, duration)
  })
  observer.observe({ type: 'longtask' })
  const worker = new Worker('worker.js', { type: 'module' })
  const elapsedMs = await new Promise<number[]>((resolve, reject) => {
    const ends: number[] = []
    worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
      if (data.kind === 'ready') {
        const bytes = new TextEncoder().encode(text).buffer
        worker.postMessage({ bytes, model, options, engine: 'wasm' }, [bytes])
      } else if (data.kind === 'progress') {
        ends.push(data.elapsedMs)
        if (data.epoch === data.epochs) resolve(ends)
      } else if (data.kind === 'failed') reject(new Error(data.message))
    })
  })
  worker.terminate()
  observer.disconnect()
  return { elapsedMs, longestTaskMs }
}

import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { isTabricateError, type Model, type Table } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { results } from '../harness/paths.ts'
import { adultTrainingFile } from '../harness/training-rows.ts'
import { models } from '../ours/models.ts'
import type { CancelResult, Latency } from './cancel-result.ts'

/**
 * `cancel`: how long a fit of Adult goes on after it was cancelled. Fits are aborted at moments spread evenly over a short fit from its
 * first to its last millisecond (reading the columns, encoding, compiling, two epochs, calibration), and over the first seconds of
 * a long one, whose runs hold several steps.
 */
export async function cancel(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      model: { type: 'string', default: 'ctgan' },
      fits: { type: 'string', default: '30' },
    },
  })
  const create = models[values.model]
  if (create === undefined)
    throw new Error(`There is no model "${values.model}"; there are ${Object.keys(models).join(', ')}.`)
  const fits = Number(values.fits)
  if (!Number.isSafeInteger(fits) || fits < 2) throw new Error('--fits is a whole number from 2.')
  const table = await readTable(adultTrainingFile())
  const short = create({ epochs: 2 })
  const start = performance.now()
  await short.fit(table)
  const whole = performance.now() - start
  const result: CancelResult = {
    model: values.model,
    machine: describeMachine(),
    commit: describeCommit(),
    measuredAt: new Date().toISOString(),
    short: await measure(short, table, whole, fits),
    long: await measure(create({ epochs: 300 }), table, whole, fits),
  }
  const folder = join(results, 'cancel')
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${values.model}.json`), `${JSON.stringify(result, undefined, 2)}\n`)
}

/** Cancels `fits` fits within the first `span` milliseconds. */
async function measure(model: Model, table: Table, span: number, fits: number): Promise<readonly Latency[]> {
  const latencies: Latency[] = []
  for (let i = 0; i < fits; i++) {
    const afterMs = (span * (i + 0.5)) / fits
    const latency = await latencyOf(model, table, afterMs)
    if (latency === undefined) continue
    console.log(`  cancelled after ${afterMs.toFixed(0)} ms: ${latency.toFixed(0)} ms`)
    latencies.push({ afterMs, latencyMs: latency })
  }
  return latencies
}

/** Counted from when the abort was due, not from when a busy event loop came to it; undefined where the fit ended before. */
async function latencyOf(model: Model, table: Table, afterMs: number): Promise<number | undefined> {
  const controller = new AbortController()
  const due = performance.now() + afterMs
  const timer = setTimeout(() => controller.abort(), afterMs)
  try {
    await model.fit(table, { signal: controller.signal })
    return undefined
  } catch (error) {
    if (!isTabricateError(error, 'ABORTED')) throw error
    return performance.now() - due
  } finally {
    clearTimeout(timer)
  }
}

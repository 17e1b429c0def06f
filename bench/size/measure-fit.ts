import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { coreTimes } from '../harness/core-times.ts'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { type JsonObject, numberAt, parseObject } from '../harness/protocol.ts'
import type { FitMeasure } from './size-result.ts'

const run = promisify(execFile)

/** One fit of the table in `file`, in a process of its own: what it took, beside what had been estimated. */
export async function measureFit(
  model: string,
  options: JsonObject,
  file: string,
  threads: number,
): Promise<FitMeasure> {
  const before = coreTimes()
  const { stdout } = await run(process.execPath, [
    '--expose-gc',
    join(import.meta.dirname, 'fit.mjs'),
    model,
    JSON.stringify(options),
    file,
    `${threads}`,
  ])
  const after = coreTimes()
  const reply = parseObject(stdout, 'What the fit said')
  const megabytes = (...path: readonly string[]) => numberAt(reply, ...path) / 1e6
  return {
    model,
    options,
    threads,
    rows: numberAt(reply, 'rows'),
    columns: numberAt(reply, 'columns'),
    encodedColumns: numberAt(reply, 'estimate', 'encodedColumns'),
    parameters: numberAt(reply, 'estimate', 'parameters'),
    estimatedSeconds: numberAt(reply, 'estimate', 'seconds'),
    seconds: numberAt(reply, 'seconds'),
    processorSeconds: numberAt(reply, 'processorSeconds'),
    estimatedMegabytes: megabytes('estimate', 'memoryBytes'),
    addedMegabytes: megabytes('peakBytes') - megabytes('tableBytes'),
    peakMegabytes: megabytes('wholePeakBytes'),
    sampleSeconds: numberAt(reply, 'sampleSeconds'),
    otherWork:
      Math.max(0, after.busy - before.busy - numberAt(reply, 'wholeProcessorSeconds')) /
      Math.max(0.001, after.total - before.total),
    machine: describeMachine(),
    commit: describeCommit(),
    measuredAt: new Date().toISOString(),
  }
}

/** A line for the terminal. */
export function describeFit(name: string, result: FitMeasure): string {
  const { model, seconds, processorSeconds, estimatedSeconds } = result
  return (
    `${name}, ${model}: ${seconds.toFixed(1)} s, ${processorSeconds.toFixed(1)} s of processors (estimated ${estimatedSeconds.toFixed(1)}), ` +
    `${result.addedMegabytes.toFixed(0)} MB more (${result.estimatedMegabytes.toFixed(0)}), ${result.peakMegabytes.toFixed(0)} MB in all`
  )
}

import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { coreTimes } from '../harness/core-times.ts'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { dataFolder } from '../harness/paths.ts'
import { numberAt, parseObject } from '../harness/protocol.ts'
import { highCardinalityFile } from './high-cardinality-table.ts'
import { keepSizeResult, type SizeResult } from './size-result.ts'

const run = promisify(execFile)

/** `size`: time and memory of one fit beside what `estimateFit` says before it, each fit in a new process. */
export async function size(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      tables: { type: 'string', default: 'high-cardinality' },
      models: { type: 'string', default: 'ctgan,tvae' },
      options: { type: 'string', default: '{"epochs":1}' },
      threads: { type: 'string', default: '1' },
    },
  })
  const options = parseObject(values.options, '--options')
  for (const table of values.tables.split(',')) {
    const file =
      table === 'high-cardinality' ? await highCardinalityFile() : join(dataFolder(), `${table}.csv`)
    for (const model of values.models.split(',')) {
      const result = await measure({ table, model, options, threads: Number(values.threads) }, file)
      keepSizeResult(result)
      console.log(
        `${table}, ${model}: ${result.seconds.toFixed(1)} s (estimated ${result.estimatedSeconds.toFixed(1)}), ` +
          `${result.addedMegabytes.toFixed(0)} MB more (${result.estimatedMegabytes.toFixed(0)}), ${result.peakMegabytes.toFixed(0)} MB in all`,
      )
    }
  }
}

type Asked = Pick<SizeResult, 'table' | 'model' | 'options' | 'threads'>

async function measure(asked: Asked, file: string): Promise<SizeResult> {
  const before = coreTimes()
  const { stdout } = await run(process.execPath, [
    '--expose-gc',
    join(import.meta.dirname, 'fit.mjs'),
    asked.model,
    JSON.stringify(asked.options),
    file,
    `${asked.threads}`,
  ])
  const after = coreTimes()
  const reply = parseObject(stdout, 'What the fit said')
  const megabytes = (...path: readonly string[]) => numberAt(reply, ...path) / 1e6
  return {
    ...asked,
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

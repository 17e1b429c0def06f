/**
 * One fit in a process of its own: `node fit.mjs <model> <options as JSON> <file> <threads>`. Prints what was estimated before it and what it
 * took as one line of JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { estimateFit } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { models } from '../ours/models.ts'

/** More are streamed, not held. */
const maxSampleRows = 200_000

const [modelId = '', options = '{}', file = '', threads = '1'] = process.argv.slice(2)
const create = models[modelId]
if (create === undefined) throw new Error(`There is no model "${modelId}".`)
const model = create(JSON.parse(options))
const table = await readTable(file)
const estimate = estimateFit(table, { model, threads: Number(threads) })
const tableBytes = residentBytes('VmRSS')
resetPeak()
const start = performance.now()
const startProcessor = process.cpuUsage()
const synthesizer = await model.fit(table, { seed: 1, threads: Number(threads) })
const seconds = (performance.now() - start) / 1000
const { user, system } = process.cpuUsage(startProcessor)
const peakBytes = residentBytes('VmHWM')
const sampleStart = performance.now()
const sample = await synthesizer.sample(Math.min(table.rowCount, maxSampleRows), { seed: 1 })
const whole = process.cpuUsage()
console.log(
  JSON.stringify({
    rows: table.rowCount,
    columns: table.columns.length,
    estimate,
    seconds,
    processorSeconds: (user + system) / 1e6,
    tableBytes,
    peakBytes,
    sampleSeconds: (performance.now() - sampleStart) / 1000,
    sampleRows: sample.rowCount,
    wholeProcessorSeconds: (whole.user + whole.system) / 1e6,
    wholePeakBytes: residentBytes('VmHWM'),
  }),
)

/** Resident memory now (`VmRSS`) or at most since the last reset (`VmHWM`): Linux, proc(5). */
function residentBytes(field: 'VmRSS' | 'VmHWM'): number {
  const found = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'))
  return 1024 * Number(found?.[1])
}

/** From here on the peak is that of the fit, not of reading the file. */
function resetPeak(): void {
  globalThis.gc?.()
  writeFileSync('/proc/self/clear_refs', '5')
}

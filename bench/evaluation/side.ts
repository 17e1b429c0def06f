/**
 * One turn of ours on three CSV files, in a process of its own: `node evaluation-side.mjs <real> <synthetic> <holdout> <target>`. Prints
 * what it took and the scores as one line of JSON; `../python/evaluation.py` is the same for SDMetrics. With an empty holdout or target,
 * the report is one without.
 */
import { evaluate, evaluateDiagnostic, evaluateQuality, rescoreQuality } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { formatReportHtml } from '@tabricate/core/report'

const [realFile = '', syntheticFile = '', holdoutFile = '', target = ''] = process.argv.slice(2)
const seconds: Record<string, number> = {}

async function part<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  const start = performance.now()
  const result = await work()
  seconds[name] = (performance.now() - start) / 1000
  return result
}

const tables = await part('reading', async () => {
  const real = await readTable(realFile)
  const like = { schema: real.schema }
  const synthetic = await readTable(syntheticFile, like)
  return holdoutFile === ''
    ? { real, synthetic }
    : { real, synthetic, holdout: await readTable(holdoutFile, like) }
})
const quality = await part('quality', () => evaluateQuality(tables))
const allPairs = await part('quality, all pairs', () => rescoreQuality(quality, 'sdmetrics-all-pairs'))
const diagnostic = await part('diagnostic', () => evaluateDiagnostic(tables))
const report = await part('whole report', () => evaluate({ ...tables, ...(target !== '' && { target }) }))
const page = await part('page', () => formatReportHtml(report))

const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
console.log(
  JSON.stringify({
    seconds,
    scores: {
      quality: quality.score.value,
      qualityAllPairs: allPairs.score.value,
      diagnostic: diagnostic.score.value,
    },
    remarks: report.families.privacy.remarks,
    pageBytes: page.length,
    processorSeconds: (userCPUTime + systemCPUTime) / 1e6,
    megabytes: (maxRSS * 1024) / 1e6,
  }),
)

import type { EvaluationResult, SideFigures } from '../evaluation/evaluation-result.ts'
import { median } from '../harness/summary.ts'

/** Whole reports as Markdown: a table for each measurement, a line for each part. */
export function evaluationSection(results: readonly EvaluationResult[]): string {
  return results.map(resultText).join('\n\n')
}

function resultText(result: EvaluationResult): string {
  const { machine, versions, commit, otherWork, rows, remarks, ours, peer } = result
  const named = Object.entries(versions).map(([name, version]) => `${name} ${String(version)}`)
  const count = (value: number) => value.toLocaleString('en')
  return [
    `### ${count(rows.real)} rows against ${count(rows.synthetic)}, holdout ${count(rows.holdout)}`,
    '',
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGigabytes} GB, ${machine.system}, Node ${machine.node}${named.length === 0 ? '' : `; ${named.join(', ')}`}.`,
    `Commit \`${commit}\`, other work up to ${Math.round(100 * otherWork)} %.`,
    '',
    '| | ours, seconds (spread) | SDMetrics, seconds (spread) |',
    '|---|---|---|',
    ...sharedParts(ours, peer).map(
      (part) => `| ${part} | ${spread(ours.seconds[part])} | ${spread(peer?.seconds[part])} |`,
    ),
    `| **all together** | **${total(ours)}** | ${peer === null ? '' : `**${total(peer)}**`} |`,
    `| peak memory | ${megabytes(ours)} | ${peer === null ? '' : megabytes(peer)} |`,
    ...(remarks.length === 0 ? [] : ['', ...remarks.map((remark) => `* ${remark}`)]),
  ].join('\n')
}

/** Parts of ours, then those of the peer alone. */
function sharedParts(ours: SideFigures, peer: SideFigures | null): string[] {
  return [...new Set([...Object.keys(ours.seconds), ...Object.keys(peer?.seconds ?? {})])]
}

function spread(seconds: readonly number[] | undefined): string {
  if (seconds === undefined) return ''
  return `${median(seconds).toFixed(2)} (${Math.min(...seconds).toFixed(2)}–${Math.max(...seconds).toFixed(2)})`
}

/** Median over the turns of the sum of all parts. */
function total({ seconds, megabytes: { length } }: SideFigures): string {
  const sums = Array.from({ length }, (_, turn) =>
    Object.values(seconds).reduce((sum, turns) => sum + (turns[turn] ?? 0), 0),
  )
  return `${median(sums).toFixed(1)} s`
}

function megabytes(side: SideFigures): string {
  return `${median(side.megabytes).toFixed(0)} MB`
}

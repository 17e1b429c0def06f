import type { JsonObject } from '../harness/protocol.ts'
import type { ComparisonResult, FigureResult } from '../harness/results.ts'

/** One comparison as Markdown: where it was measured, and a line for each figure. */
export function comparisonSection({ model, machine, versions, options, figures }: ComparisonResult): string {
  const { cpu, cores, memoryGigabytes, system, node } = machine
  return [
    `### ${model}, Adult's 32,561 training rows`,
    '',
    `${cpu}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}; peer: ${describeObject(versions.peer)}.`,
    `Options ours: ${describeOptions(options.ours)}; peer: ${describeOptions(options.peer)}.`,
    '',
    '| | ours | Python | ratio (spread) | pairs | other work | commit |',
    '|---|---|---|---|---|---|---|',
    ...figures.map(figureLine),
  ].join('\n')
}

function figureLine({ title, unit, ours, peer, ratio, pairs, otherWork, commit }: FigureResult): string {
  const cell = (value: number): string => `${value.toFixed(unit === 'MB' ? 0 : 1)} ${unit}`
  const spread = `${ratio.min.toFixed(2)}–${ratio.max.toFixed(2)}`
  return `| ${title} | ${cell(ours)} | ${cell(peer)} | **${ratio.median.toFixed(2)}x** (${spread}) | ${pairs.length} | ${Math.round(100 * otherWork)} % | \`${commit}\` |`
}

function describeOptions(options: JsonObject): string {
  return Object.keys(options).length === 0 ? 'defaults' : `\`${JSON.stringify(options)}\``
}

function describeObject(versions: JsonObject): string {
  return Object.entries(versions)
    .map(([name, version]) => `${name} ${String(version)}`)
    .join(', ')
}

import type { SizeResult } from '../size/size-result.ts'

/** Fits beside what was estimated for them, as Markdown. */
export function sizeSection(results: readonly SizeResult[]): string {
  if (results.length === 0) return ''
  return [
    '| table | rows × columns | model | options | encoded columns | parameters | seconds (estimated) | processor seconds | memory that the fit adds (estimated) | peak of the process, sampling as many rows included | other work | commit |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|',
    ...results.map(line),
  ].join('\n')
}

function line(result: SizeResult): string {
  const { table, rows, columns, model, options, encodedColumns, parameters, commit } = result
  const counted = (count: number) => count.toLocaleString('en')
  return (
    `| ${table} | ${counted(rows)} × ${columns} | ${model} | \`${JSON.stringify(options)}\` | ${counted(encodedColumns)} | ${counted(parameters)} | ` +
    `**${result.seconds.toFixed(1)}** (${result.estimatedSeconds.toFixed(1)}) | ${result.processorSeconds.toFixed(1)} | ` +
    `**${result.addedMegabytes.toFixed(0)} MB** (${result.estimatedMegabytes.toFixed(0)}) | ${result.peakMegabytes.toFixed(0)} MB | ${Math.round(100 * result.otherWork)} % | \`${commit}\` |`
  )
}

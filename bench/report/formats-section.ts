import type { FormatsResult, FormatTask, ToolFigures } from '../formats/formats-result.ts'
import { median } from '../harness/summary.ts'

/** Reading and writing formats as Markdown: a line for each format, direction and tool. */
export function formatsSection(result: FormatsResult | undefined): string {
  if (result === undefined) return ''
  const { cpu, cores, memoryGigabytes, system, node } = result.machine
  const versions = Object.entries(result.versions).map(([name, version]) => `${name} ${String(version)}`)
  return [
    `${cpu}, ${cores} cores, ${memoryGigabytes} GB, ${system}, Node ${node}; ${versions.join(', ')}. Commit \`${result.commit}\`.`,
    '',
    '| | file | tool | rows a second | seconds (spread) | processor seconds | peak memory | other work |',
    '|---|---|---|---|---|---|---|---|',
    ...result.tasks.flatMap(taskLines),
  ].join('\n')
}

function taskLines({ title, rows, fileMegabytes, otherWork, tools }: FormatTask): string[] {
  const file = `${rows.toLocaleString('en')} rows, ${fileMegabytes.toFixed(0)} MB`
  const others = otherWork === undefined ? 'not recorded' : `${Math.round(100 * otherWork)} %`
  return tools.map((figures, index) =>
    toolLine(index === 0 ? [title, file, others] : ['', '', ''], rows, figures),
  )
}

function toolLine(
  [title, file, others]: readonly [string, string, string],
  rows: number,
  { tool, seconds, processorSeconds, megabytes }: ToolFigures,
): string {
  const wall = median(seconds)
  const rate = Math.round(rows / wall / 1000) * 1000
  const spread = `${Math.min(...seconds).toFixed(1)}–${Math.max(...seconds).toFixed(1)}`
  const name = tool === 'tabricate' ? '**tabricate**' : tool
  return `| ${title} | ${file} | ${name} | ${rate.toLocaleString('en')} | ${wall.toFixed(1)} (${spread}) | ${median(processorSeconds).toFixed(1)} | ${median(megabytes).toFixed(0)} MB | ${others} |`
}

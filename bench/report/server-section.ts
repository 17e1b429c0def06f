import type { LoadFigures } from '../server/open-load.ts'
import type { ServerPart, ServerResult } from '../server/server-result.ts'

/** What the platform has to hold, as Markdown. */
export function serverSection(result: ServerResult): string {
  const lines = Object.entries(rows).flatMap(([part, describe]) => {
    const found = result[part]
    return found === undefined
      ? []
      : describe(found.figures).map(
          ([what, target, figure]) => `| ${what} | ${target} | ${figure} | \`${found.commit}\` |`,
        )
  })
  return lines.length === 0
    ? ''
    : ['| | target | measured | commit |', '|---|---|---|---|', ...lines].join('\n')
}

type Line = readonly [what: string, target: string, figure: string]
type Figures = ServerPart['figures']

const rows: { readonly [part: string]: (figures: Figures) => readonly Line[] } = {
  start: (figures) => [
    [
      'start to ready, embedded database, after the first start: median (greatest) of 5',
      '≤ 3 s',
      `**${seconds(figures, 'medianMs')}** (${seconds(figures, 'greatestMs')})`,
    ],
    ['the same, first start', '', seconds(figures, 'firstMs')],
  ],
  load: ({ load }) => [
    ['`GET /upload/datasets` at 1,500 requests a second, PostgreSQL: p99', '≤ 50 ms', loadText(load)],
  ],
  training: ({ load }) => [['the same at 500 a second while CTGAN trains: p99', '≤ 50 ms', loadText(load)]],
  cancel: (figures) => [
    [
      `cancelling a training, by HTTP, until its status says so: median (greatest) of ${whole(figures, 'cancels')}`,
      '≤ 1 s',
      `**${seconds(figures, 'medianMs')}** (${seconds(figures, 'greatestMs')})`,
    ],
  ],
  upload: (figures) => [
    [
      'peak memory of the server, PostgreSQL, 500 MB upload until it is profiled and converted',
      '≤ 300 MB',
      `**${whole(figures, 'serverPeakMb')} MB**`,
    ],
    ['that upload: received, ready', '', `${seconds(figures, 'uploadedMs')}, ${seconds(figures, 'readyMs')}`],
  ],
  'upload-embedded': (figures) => [
    [
      'peak memory of the server with the embedded database in its process (idle as much), 500 MB upload',
      '',
      `${whole(figures, 'serverPeakMb')} MB; ready after ${seconds(figures, 'readyMs')}`,
    ],
  ],
  download: (figures) => [
    [
      `growth of the server's memory, ${whole(figures, 'readers')} slow readers of 100,000 rows (${whole(figures, 'megabytes')} MB each)`,
      'no buffering',
      `**${whole(figures, 'grownMb')} MB**`,
    ],
  ],
}

function loadText(load: number | LoadFigures | undefined): string {
  if (typeof load !== 'object') return 'none'
  const { requestsPerSecond, median, p99, greatest, failures } = load
  return `**${p99.toFixed(0)} ms** (median ${median.toFixed(1)}, greatest ${greatest.toFixed(0)}; ${requestsPerSecond.toFixed(0)} answered a second, ${failures} failures)`
}

function number(figures: Figures, name: string): number {
  const value = figures[name]
  return typeof value === 'number' ? value : Number.NaN
}

function seconds(figures: Figures, name: string): string {
  return `${(number(figures, name) / 1000).toFixed(1)} s`
}

function whole(figures: Figures, name: string): string {
  return number(figures, name).toFixed(0)
}

import { type Markup, markup } from '../html/markup.ts'
import type { Plot } from '../plot.ts'
import type { FigureFormat } from '../text/figure-format.ts'
import { px } from './format-coordinate.ts'

const width = 640
const rowHeight = 44
const axisHeight = 34

/** For each group: a line from 5 to 95 %, a box from 25 to 75 %, a stroke at the median. */
export function drawQuantiles(
  { unit, groups }: Extract<Plot, { kind: 'quantiles' }>,
  figures: FigureFormat,
): Markup {
  const largest = Math.max(1e-9, ...groups.map(({ quantiles }) => quantiles.p95))
  const x = (value: number) => px((value / largest) * (width - 8) + 4)
  const height = groups.length * rowHeight + axisHeight
  const rows = groups.map(({ name, quantiles: { p05, p25, p50, p75, p95 } }, i) => {
    const y = i * rowHeight
    return markup`<text x="0" y="${y + 13}">${name}</text><path class="whisker" d="M${x(p05)} ${y + 28}H${x(p95)}"/><path class="${i === 2 ? 'real' : 'synthetic'}" d="M${x(p25)} ${y + 20}H${x(p75)}V${y + 36}H${x(p25)}z"/><path class="median" d="M${x(p50)} ${y + 18}V${y + 38}"/>`
  })
  const axis = groups.length * rowHeight + 6
  return markup`<svg class="drawing" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false">${rows}<path class="axis" d="M0 ${axis}H${width}"/><text x="4" y="${axis + 15}">0</text><text x="${width - 4}" y="${axis + 15}" text-anchor="end">${figures.share(largest)}</text><text x="${width / 2}" y="${axis + 15}" text-anchor="middle">${unit}</text></svg>`
}

import { type Markup, markup } from '../html/markup.ts'
import type { Plot } from '../plot.ts'
import type { FigureFormat } from '../text/figure-format.ts'
import { px } from './format-coordinate.ts'

const width = 520
const height = 160
const top = 14
const bottom = height - 20
/** Between the bins and an open one. */
const gap = 6

/** The real table as an area, the synthetic one as a line. */
export function drawHistogram(plot: Extract<Plot, { kind: 'histogram' }>, figures: FigureFormat): Markup {
  const { real, synthetic, openEnds, ticks } = plot
  const largest = Math.max(1e-9, ...real, ...synthetic)
  const [openBelow, openAbove] = openEnds
  const gaps = (openBelow ? gap : 0) + (openAbove ? gap : 0)
  const step = (width - gaps) / real.length
  const last = real.length - 1
  const left = (bin: number) =>
    bin * step + (openBelow && bin > 0 ? gap : 0) + (openAbove && bin === last && last > 0 ? gap : 0)
  const y = (share: number) => px(bottom - (share / largest) * (bottom - top))
  const area = real
    .map((share, bin) => `M${px(left(bin))} ${bottom}V${y(share)}h${px(step)}V${bottom}z`)
    .join('')
  const line = synthetic
    .map((share, bin) => `M${px(left(bin))} ${y(share)}h${px(step)}${riseTo(bin)}`)
    .join('')
  function riseTo(bin: number): string {
    const next = synthetic[bin + 1]
    const isApart = (openBelow && bin === 0) || (openAbove && bin === last - 1)
    return next === undefined || isApart ? '' : `V${y(next)}`
  }
  const inner = { from: openBelow ? step + gap : 0, to: width - (openAbove ? step + gap : 0) }
  const labels = ticks.map(({ at, label }) => {
    const anchor = at === 0 ? 'start' : at === 1 ? 'end' : 'middle'
    return markup`<text x="${px(inner.from + at * (inner.to - inner.from))}" y="${height - 5}" text-anchor="${anchor}">${label}</text>`
  })
  return markup`<svg class="drawing" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false"><text x="0" y="10">${figures.percent(largest)}</text><path class="real" d="${area}"/><path class="synthetic-line" d="${line}"/><path class="axis" d="M0 ${bottom}H${width}"/>${labels}</svg>`
}

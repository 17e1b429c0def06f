import { type Markup, markup } from '../html/markup.ts'
import type { Plot } from '../plot.ts'
import type { FigureFormat } from '../text/figure-format.ts'
import { px } from './format-coordinate.ts'

type Curves = Extract<Plot, { kind: 'curves' }>

const width = 420
/** Room for the largest and the smallest value, beside the curve. */
const left = 56
const height = 150
const top = 12
const bottom = height - 22

/** One panel a curve: their units may differ. */
export function drawCurves({ horizontal, positions, curves }: Curves, figures: FigureFormat): Markup {
  return markup`<div class="curves">${curves.map(({ name, values }) => drawCurve({ name, horizontal, positions, values }, figures))}</div>`
}

interface Curve {
  readonly name: string
  readonly horizontal: string
  readonly positions: readonly number[]
  readonly values: readonly (number | null)[]
}

function drawCurve({ name, horizontal, positions, values }: Curve, figures: FigureFormat): Markup {
  const known = values.filter((value) => value !== null)
  const [low, high] = [Math.min(...known), Math.max(...known)]
  const [first, last] = [positions[0] ?? 0, positions.at(-1) ?? 0]
  const x = (position: number) =>
    px(last === first ? (left + width) / 2 : left + ((position - first) / (last - first)) * (width - left))
  // Halved first: the difference of two doubles may overflow.
  const y = (value: number) =>
    px(
      high === low
        ? (top + bottom) / 2
        : bottom - ((value / 2 - low / 2) / (high / 2 - low / 2)) * (bottom - top),
    )
  let pen = 'M'
  let path = ''
  values.forEach((value, i) => {
    if (value === null) {
      pen = 'M'
      return
    }
    path += `${pen}${x(positions[i] ?? 0)} ${y(value)}`
    pen = 'L'
  })
  const ends =
    known.length === 0
      ? markup``
      : markup`<text x="${left - 6}" y="${top + 4}" text-anchor="end">${figures.value(high)}</text><text x="${left - 6}" y="${bottom}" text-anchor="end">${figures.value(low)}</text>`
  return markup`<div class="curve"><div class="matrix-title">${name}</div><svg class="drawing" viewBox="0 0 ${width} ${height}" aria-hidden="true" focusable="false"><path class="axis" d="M${left} ${bottom}H${width}"/><path class="curve-line" d="${path}"/>${ends}<text x="${left}" y="${height - 6}">${figures.count(first)}</text><text x="${(left + width) / 2}" y="${height - 6}" text-anchor="middle">${horizontal}</text><text x="${width}" y="${height - 6}" text-anchor="end">${figures.count(last)}</text></svg></div>`
}

import { type Markup, markup } from '../html/markup.ts'
import type { RowPlot } from '../plot.ts'
import { px } from './format-coordinate.ts'

/** A plot for a row of a table, hidden from readers of text: its numbers stand beside it. */
export function drawRowPlot(plot: RowPlot): Markup {
  switch (plot.kind) {
    case 'scale':
      return drawScale(plot)
    case 'bars':
      return drawBars(plot)
    default:
      return plot satisfies never
  }
}

const width = 150
const margin = 8

/** Triangles are floor and ceiling, the line is the interval, the dot the score. */
function drawScale({ value, interval, floor, ceiling }: Extract<RowPlot, { kind: 'scale' }>): Markup {
  const marks = [value, ...(interval ?? []), ...[floor, ceiling].filter((each) => each !== null)]
  const [low, high] = [Math.min(...marks), Math.max(...marks)]
  const scale = (x: number) =>
    px(high === low ? width / 2 : margin + ((x - low) / (high - low)) * (width - 2 * margin))
  const triangle = (at: number | null, kind: string): Markup =>
    at === null ? markup`` : markup`<path class="${kind}" d="M${scale(at)} 12l-4 7h8z"/>`
  return markup`<svg class="scale" viewBox="0 0 ${width} 20" width="${width}" height="20" aria-hidden="true" focusable="false"><path class="axis" d="M0 12H${width}"/>${
    interval === null
      ? markup``
      : markup`<path class="interval" d="M${scale(interval[0])} 7H${scale(interval[1])}"/>`
  }${triangle(floor, 'floor')}${triangle(ceiling, 'ceiling')}<circle class="value" cx="${scale(value)}" cy="7" r="4"/></svg>`
}

/** The real share above, the synthetic one below. */
function drawBars({ real, synthetic, largest }: Extract<RowPlot, { kind: 'bars' }>): Markup {
  const length = (share: number) => px((share / largest) * width)
  return markup`<svg class="bars" viewBox="0 0 ${width} 18" width="${width}" height="18" preserveAspectRatio="none" aria-hidden="true" focusable="false"><path class="real" d="M0 1H${length(real)}V8H0z"/><path class="synthetic" d="M0 10H${length(synthetic)}V17H0z"/></svg>`
}

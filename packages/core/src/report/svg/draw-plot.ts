import type { Markup } from '../html/markup.ts'
import type { Plot } from '../plot.ts'
import { drawCurves } from './curves-plot.ts'
import { drawHistogram } from './histogram-plot.ts'
import { drawMatrices } from './matrices-plot.ts'
import { drawQuantiles } from './quantiles-plot.ts'

/** A plot as SVG, coloured by the page's style sheet. Hidden from readers of text: the figure says its numbers. */
export function drawPlot(plot: Plot): Markup {
  switch (plot.kind) {
    case 'histogram':
      return drawHistogram(plot)
    case 'matrices':
      return drawMatrices(plot)
    case 'quantiles':
      return drawQuantiles(plot)
    case 'curves':
      return drawCurves(plot)
    default:
      return plot satisfies never
  }
}

import type { Markup } from '../html/markup.ts'
import type { Plot } from '../plot.ts'
import type { FigureFormat } from '../text/figure-format.ts'
import { drawCurves } from './curves-plot.ts'
import { drawHistogram } from './histogram-plot.ts'
import { drawMatrices } from './matrices-plot.ts'
import { drawQuantiles } from './quantiles-plot.ts'

/** A plot as SVG, coloured by the page's style sheet. Hidden from readers of text: the figure says its numbers. */
export function drawPlot(plot: Plot, figures: FigureFormat): Markup {
  switch (plot.kind) {
    case 'histogram':
      return drawHistogram(plot, figures)
    case 'matrices':
      return drawMatrices(plot, figures)
    case 'quantiles':
      return drawQuantiles(plot, figures)
    case 'curves':
      return drawCurves(plot, figures)
    default:
      return plot satisfies never
  }
}

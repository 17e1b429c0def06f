import type { Block, Card, Figure, TableCell, TableColumn, TextTable } from '../document.ts'
import { drawPlot } from '../svg/draw-plot.ts'
import { drawRowPlot } from '../svg/row-plots.ts'
import type { FigureFormat } from '../text/figure-format.ts'
import { type Markup, markup } from './markup.ts'

/** A block as HTML. */
export function blockMarkup(block: Block, figures: FigureFormat): Markup {
  switch (block.kind) {
    case 'paragraph':
      return markup`<p>${block.text}</p>\n`
    case 'remarks':
      return block.remarks.length === 0
        ? markup``
        : markup`<ul class="remarks">${block.remarks.map((remark) => markup`<li>${remark}</li>`)}</ul>\n`
    case 'table':
      return tableMarkup(block.table)
    case 'figure':
      return figureMarkup(block.figure, figures)
    case 'cards':
      return markup`<div class="cards">\n${block.cards.map((card) => cardMarkup(card, figures))}</div>\n`
    default:
      return block satisfies never
  }
}

/** The plot is an image named by its title; its numbers are the caption. */
function figureMarkup({ title, plot, text }: Figure, figures: FigureFormat): Markup {
  return markup`<figure><div role="img" aria-label="${title}">${drawPlot(plot, figures)}</div><figcaption>${text}</figcaption></figure>\n`
}

function cardMarkup({ title, subtitle, blocks }: Card, figures: FigureFormat): Markup {
  return markup`<article class="card"><h3>${title}</h3><p class="subtitle">${subtitle}</p>\n${blocks.map((block) => blockMarkup(block, figures))}</article>\n`
}

/** In a region that can be scrolled by keyboard where it is too wide. */
export function tableMarkup({ caption, columns, rows }: TextTable): Markup {
  const heads = columns.map(({ title, kind }) => markup`<th scope="col" class="${kind}">${title}</th>`)
  const body = rows.map(
    (row) => markup`<tr>${columns.map((column, i) => cellMarkup(column, row[i] ?? '', i === 0))}</tr>\n`,
  )
  return markup`<div class="table" role="region" aria-label="${caption}" tabindex="0"><table><caption>${caption}</caption><thead><tr>${heads}</tr></thead><tbody>\n${body}</tbody></table></div>\n`
}

function cellMarkup({ kind }: TableColumn, cell: TableCell, isFirst: boolean): Markup {
  const content = typeof cell === 'string' ? cell : drawRowPlot(cell)
  return isFirst
    ? markup`<th scope="row"><bdi>${content}</bdi></th>`
    : markup`<td class="${kind}">${content}</td>`
}

import { type Markup, markup } from '../html/markup.ts'
import type { Plot } from '../plot.ts'
import type { FigureFormat } from '../text/figure-format.ts'
import { px } from './format-coordinate.ts'

type Matrices = Extract<Plot, { kind: 'matrices' }>

/** Colours on either side of 0. */
const steps = 5

/** With more columns there is no room for numbers in the cells. */
const maxNumbered = 12
const nameSpace = 90
const size = 300

/** Matrices beside each other, cells coloured from −1 over 0 to 1. */
export function drawMatrices({ names, matrices }: Matrices, figures: FigureFormat): Markup {
  return markup`<div class="matrices">${matrices.map(({ title, values }) => drawMatrix({ title, names, values }, figures))}</div>${legend()}`
}

interface Matrix {
  readonly title: string
  readonly names: readonly string[]
  readonly values: readonly (readonly (number | null)[])[]
}

function drawMatrix({ title, names, values }: Matrix, figures: FigureFormat): Markup {
  const cell = size / names.length
  const cellsByLevel = new Map<string, string>()
  values.forEach((row, i) => {
    row.forEach((value, j) => {
      const level = levelClass(value)
      const path = `M${px(j * cell)} ${px(i * cell)}h${px(cell)}v${px(cell)}h-${px(cell)}z`
      cellsByLevel.set(level, (cellsByLevel.get(level) ?? '') + path)
    })
  })
  const paths = [...cellsByLevel].map(([level, path]) => markup`<path class="${level}" d="${path}"/>`)
  const fontSize = Math.min(11, cell * 0.9)
  const labels = names.map(
    (name, i) =>
      markup`<text x="-4" y="${px((i + 0.5) * cell)}" text-anchor="end" dominant-baseline="middle" font-size="${px(fontSize)}">${shorten(name)}</text>`,
  )
  const numbers =
    names.length > maxNumbered
      ? []
      : values.flatMap((row, i) =>
          row.map((value, j) =>
            value === null || i === j
              ? markup``
              : markup`<text class="in-${levelClass(value)}" x="${px((j + 0.5) * cell)}" y="${px((i + 0.5) * cell)}" text-anchor="middle" dominant-baseline="middle" font-size="${px(Math.min(10, cell * 0.38))}">${figures.cell(value)}</text>`,
          ),
        )
  return markup`<div class="matrix"><div class="matrix-title">${title}</div><svg class="drawing" viewBox="-${nameSpace} 0 ${size + nameSpace} ${size}" aria-hidden="true" focusable="false">${paths}${labels}${numbers}</svg></div>`
}

/** `n5` … `n1`, `z`, `p1` … `p5`; `u` = undefined. */
function levelClass(value: number | null): string {
  if (value === null) return 'u'
  const level = Math.min(steps, Math.round(Math.abs(value) * steps))
  return level === 0 ? 'z' : `${value < 0 ? 'n' : 'p'}${level}`
}

function shorten(name: string): string {
  const characters = [...name]
  return characters.length > 16 ? `${characters.slice(0, 15).join('')}…` : name
}

function legend(): Markup {
  const levels = Array.from({ length: 2 * steps + 1 }, (_, i) => (i - steps) / steps)
  const cells = levels.map(
    (value, i) => markup`<path class="${levelClass(value)}" d="M${i * 20} 0h20v12h-20z"/>`,
  )
  const labels = [0, steps, 2 * steps].map(
    (i) =>
      markup`<text x="${i * 20 + 10}" y="25" text-anchor="middle">${i === 0 ? '−1' : i === steps ? '0' : '1'}</text>`,
  )
  return markup`<svg class="legend" viewBox="0 0 ${(2 * steps + 1) * 20} 28" width="220" height="28" aria-hidden="true" focusable="false">${cells}${labels}</svg>`
}

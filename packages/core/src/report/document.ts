import type { Plot, RowPlot } from './plot.ts'
import type { Template } from './texts/french/templates.ts'

/**
 * Terminology
 *   document   what a report says, in order, without any markup: the same for Markdown and HTML
 *   block      a paragraph, a table, a plot with its numbers in words, …
 *   All texts are plain and may come from data: whoever writes them out escapes them.
 */
export interface ReportDocument {
  readonly title: string
  /** Which tables, how many rows. */
  readonly subject: string
  /** What to make of it, in a sentence or two. */
  readonly verdict: string
  readonly keyFigures: readonly KeyFigure[]
  readonly sections: readonly Section[]
}

/** How good a figure is, in a word. `unknown`: cannot be said. */
export type Grade = 'good' | 'fair' | 'poor' | 'unknown'

/** What people read, as templates. */
export const gradeWords = {
  good: 'good',
  fair: 'fair',
  poor: 'poor',
  unknown: 'not known',
} as const satisfies Readonly<Record<Grade, Template>>

/** One of the numbers on top. */
export interface KeyFigure {
  readonly name: string
  /** The number, or a dash. */
  readonly value: string
  readonly grade: Grade
  /** What the number means here, in a sentence. */
  readonly meaning: string
  /** What it lies between, where it does. */
  readonly plot: RowPlot | undefined
}

export interface Section {
  /** Unique, for links: letters and hyphens. */
  readonly id: string
  readonly title: string
  readonly blocks: readonly Block[]
}

export type Block =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** What a reader must know to judge the figures. */
  | { readonly kind: 'remarks'; readonly remarks: readonly string[] }
  | { readonly kind: 'table'; readonly table: TextTable }
  | { readonly kind: 'figure'; readonly figure: Figure }
  | { readonly kind: 'cards'; readonly cards: readonly Card[] }

/** A plot with its numbers in words. */
export interface Figure {
  readonly title: string
  readonly plot: Plot
  readonly text: string
}

/** What belongs together: one column of the tables. */
export interface Card {
  readonly title: string
  readonly subtitle: string
  readonly blocks: readonly Block[]
}

/** The first cell of every row names it. */
export interface TextTable {
  readonly caption: string
  readonly columns: readonly TableColumn[]
  readonly rows: readonly (readonly TableCell[])[]
}

export interface TableColumn {
  readonly title: string
  /** Numbers stand to the right; plots are left out where there are none. */
  readonly kind: 'text' | 'number' | 'plot'
}

/** A plot only repeats numbers that stand in its row. */
export type TableCell = string | RowPlot

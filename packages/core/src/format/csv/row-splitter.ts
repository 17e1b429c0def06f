import Papa from 'papaparse'
import type { CsvDialect } from './csv-dialect.ts'

/** The complete rows at the beginning of a text. */
export interface SplitRows {
  readonly rows: string[][]
  /** `row` counts from 0 within `rows`. */
  readonly errors: readonly { readonly row: number; readonly message: string }[]
  /** The text from the first incomplete row on. */
  readonly rest: string
}

/** Splits text into rows of cells; unless `isLast`, the last row may go on and is left. */
export type RowSplitter = (text: string, isLast: boolean) => SplitRows

export function createRowSplitter({ delimiter, newline }: CsvDialect): RowSplitter {
  return (text, isLast) => {
    const parsed: unknown = new Papa.Parser({ delimiter, newline }).parse(text, 0, !isLast)
    if (!isParsed(parsed)) throw new TypeError('papaparse gave no rows')
    const { data, errors, meta } = parsed
    // The empty text after the last newline is no row.
    const last = data.at(-1)
    if (isLast && text.endsWith(newline) && last?.length === 1 && last[0] === '') data.pop()
    return {
      rows: data,
      // Errors of the incomplete row come again, or not, when it is complete.
      errors: errors
        .filter((error) => error.row < data.length)
        .map((error) => ({ row: error.row, message: messages[error.code] ?? error.message })),
      rest: text.slice(meta.cursor),
    }
  }
}

const messages: Readonly<Partial<Record<string, string>>> = {
  MissingQuotes: 'a quote is opened and never closed. Write a quote inside a quoted cell twice ("")',
  InvalidQuotes:
    'a quoted cell goes on after its closing quote. Write a quote inside a quoted cell twice ("")',
}

interface Parsed {
  readonly data: string[][]
  readonly errors: readonly { readonly row: number; readonly code: string; readonly message: string }[]
  readonly meta: { readonly cursor: number }
}

/** The parser behind `Papa.parse` is public but not typed. */
function isParsed(value: unknown): value is Parsed {
  return (
    typeof value === 'object' && value !== null && 'data' in value && 'errors' in value && 'meta' in value
  )
}

import { TabricateError } from '../../errors.ts'
import { cellWriter } from '../../table/cell-writer.ts'
import { namedColumns, type Table } from '../../table/table.ts'
import { type Delimiter, delimiters, type Newline } from './csv-dialect.ts'

export interface CsvFormatOptions {
  /** Default `,`. */
  readonly delimiter?: Delimiter
  /** Default `\n`. */
  readonly newline?: Newline
  /** Begin with a byte-order mark, by which spreadsheets recognise UTF-8. Default false. */
  readonly byteOrderMark?: boolean
  /** Begin with a row of the column names. Default true. */
  readonly header?: boolean
}

/** The table as one text of separated values. */
export function formatCsv(table: Table, options: CsvFormatOptions = {}): string {
  return Array.from(tableChunks(table, options, true)).join('')
}

/**
 * The text of a table, or of a stream of tables with one schema, in parts of some thousand rows. A stream without any
 * table gives no text.
 *
 * Every value is written as it was read; quotes are put only where they are needed. What a spreadsheet would take for a
 * formula is data and stays as it is.
 * @throws TabricateError `INVALID_TABLE` when a text holds a zero byte, by which readers know that a file is no text
 */
export async function* formatCsvChunks(
  tables: Table | AsyncIterable<Table> | Iterable<Table>,
  options: CsvFormatOptions = {},
): AsyncGenerator<string> {
  let isFirst = true
  for await (const table of 'schema' in tables ? [tables] : tables) {
    yield* tableChunks(table, options, isFirst)
    isFirst = false
  }
}

const rowsInChunk = 4096

function* tableChunks(table: Table, options: CsvFormatOptions, isFirst: boolean): Generator<string> {
  const { delimiter = ',', newline = '\n', byteOrderMark = false, header = true } = options
  const fields = namedColumns(table)
  if (isFirst && byteOrderMark) yield '\ufeff'
  if (isFirst && header) {
    const quoteName = quoter(delimiters)
    const names = fields.map(({ schema }) => quoteName(schema.name))
    if (names.length > 0) yield names.join(delimiter) + newline
  }
  // A table of one column gives readers no delimiter to find, and an empty line would not be seen as a row.
  const quote = quoter(fields.length === 1 ? delimiters : [delimiter])
  const writers = fields.map(({ schema, column }) => {
    const quoteCell = (text: string) => {
      if (text.includes('\0')) throw zeroByte(schema.name)
      return fields.length === 1 && text === '' ? '""' : quote(text)
    }
    return cellWriter(column, schema, quoteCell)
  })
  const [first, ...others] = writers
  if (first === undefined) return
  for (let from = 0; from < table.rowCount; from += rowsInChunk) {
    const to = Math.min(from + rowsInChunk, table.rowCount)
    let text = ''
    for (let row = from; row < to; row++) {
      text += first(row)
      for (const write of others) text += delimiter + write(row)
      text += newline
    }
    yield text
  }
}

function zeroByte(column: string): TabricateError {
  const message = 'holds a text with a zero byte, which no text file has'
  return new TabricateError(
    'INVALID_TABLE',
    `The column "${column}" ${message}. Take it out, or write JSON or Parquet.`,
    { issues: [{ path: ['columns', column], message }] },
  )
}

/**
 * Quotes texts that hold a quote, a line end or one of `separators`. (In the header, those are all that
 * readers look for.) A text that begins with a byte-order mark would lose it at the beginning of a file.
 */
function quoter(separators: readonly string[]): (text: string) => string {
  const special = new RegExp(`^\\ufeff|["\\r\\n${separators.map((each) => `\\${each}`).join('')}]`)
  return (text) => (special.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
}

import type { Column } from '../../table/column.ts'
import type { ColumnSchema } from '../../table/schema.ts'
import { namedColumns, type Table } from '../../table/table.ts'
import { valueReader } from '../../table/table-to-records.ts'

export interface JsonFormatOptions {
  /** One `array` of objects, or an object a line: `lines`. Default `array`. */
  readonly layout?: 'array' | 'lines'
}

/** The table as one JSON text. */
export function formatJson(table: Table, { layout = 'array' }: JsonFormatOptions = {}): string {
  const separator = layout === 'array' ? ',\n' : '\n'
  const rows = Array.from(rowTexts(table, separator)).join(separator)
  return layout === 'array' ? `[${rows}]\n` : rows === '' ? '' : `${rows}\n`
}

/**
 * The JSON text of a table, or of a stream of tables with one schema, in parts of some thousand rows. Missing is `null`; dates
 * are texts in the column's format; booleans are `true` and `false`, 1 and 0, or their words, as the schema has them.
 */
export async function* formatJsonChunks(
  tables: Table | AsyncIterable<Table> | Iterable<Table>,
  { layout = 'array' }: JsonFormatOptions = {},
): AsyncGenerator<string> {
  const separator = layout === 'array' ? ',\n' : '\n'
  let before = layout === 'array' ? '[' : ''
  let isEmpty = true
  for await (const table of 'schema' in tables ? [tables] : tables) {
    for (const rows of rowTexts(table, separator)) {
      yield before + rows
      before = separator
      isEmpty = false
    }
  }
  if (layout === 'array') yield isEmpty ? '[]\n' : ']\n'
  else if (!isEmpty) yield '\n'
}

const rowsInChunk = 4096

/** The rows' objects, some thousand to a text. */
function* rowTexts(table: Table, separator: string): Generator<string> {
  const members = namedColumns(table).map(({ schema, column }, index) => {
    const key = `${index === 0 ? '{' : ','}${JSON.stringify(schema.name)}:`
    return { key, write: jsonWriter(column, schema) }
  })
  const [first] = members
  for (let from = 0; from < table.rowCount; from += rowsInChunk) {
    const to = Math.min(from + rowsInChunk, table.rowCount)
    let text = ''
    for (let row = from; row < to; row++) {
      if (row > from) text += separator
      if (first === undefined) text += '{'
      for (const { key, write } of members) text += key + write(row)
      text += '}'
    }
    yield text
  }
}

function jsonWriter(column: Column, schema: ColumnSchema): (row: number) => string {
  if (column.type === 'categorical') {
    const texts = column.categories.map((category) => JSON.stringify(category))
    return (row) => texts[column.codes[row] ?? -1] ?? 'null'
  }
  if (column.type === 'boolean' && schema.type === 'boolean') {
    const texts = schema.words.map(wordJson)
    return (row) => texts[column.codes[row] ?? -1] ?? 'null'
  }
  if (column.type === 'numerical') {
    return (row) => {
      const value = column.values[row] ?? Number.NaN
      if (Number.isNaN(value)) return 'null'
      return Object.is(value, -0) ? '-0' : String(value)
    }
  }
  if (schema.type === 'id' && schema.format.kind === 'sequence' && column.type === 'id') {
    return (row) => {
      const value = column.values[row] ?? null
      return value !== null && /^-?(?:0|[1-9]\d*)$/.test(value) ? value : JSON.stringify(value)
    }
  }
  const read = valueReader(column, schema)
  return (row) => JSON.stringify(read(row))
}

function wordJson(word: string): string {
  return word === '0' || word === '1' || word === 'false' || word === 'true' ? word : JSON.stringify(word)
}

import { formatCsvChunks, parseCsv, type Table } from '@tabricate/core'
import { formatJsonChunks, parseJson } from '@tabricate/core/json'

/** Formats of tables on standard input and output. (Files have theirs by their names.) */
export const streamFormats = ['csv', 'tsv', 'json', 'jsonl'] as const

export type StreamFormat = (typeof streamFormats)[number]

/** What overrules inference: types by column, or a whole schema. */
export type ReadOptions = Pick<NonNullable<Parameters<typeof parseCsv>[1]>, 'columns' | 'schema'>

/** @throws TabricateError `PARSE_FAILED`, `INVALID_SCHEMA` */
export function parseStream(
  source: AsyncIterable<Uint8Array>,
  format: StreamFormat,
  options: ReadOptions,
): Promise<Table> {
  switch (format) {
    case 'csv':
      return parseCsv(source, options)
    case 'tsv':
      return parseCsv(source, { ...options, delimiter: '\t' })
    case 'json':
    case 'jsonl':
      return parseJson(source, options)
    default:
      return format satisfies never
  }
}

/** The text of tables with one schema, in parts. */
export function formatStream(tables: AsyncIterable<Table>, format: StreamFormat): AsyncIterable<string> {
  switch (format) {
    case 'csv':
      return formatCsvChunks(tables)
    case 'tsv':
      return formatCsvChunks(tables, { delimiter: '\t' })
    case 'json':
      return formatJsonChunks(tables)
    case 'jsonl':
      return formatJsonChunks(tables, { layout: 'lines' })
    default:
      return format satisfies never
  }
}

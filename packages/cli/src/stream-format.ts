import { formatCsvChunks, type Table } from '@tabricate/core'
import { formatJsonChunks } from '@tabricate/core/json'

/** Formats of tables on standard output. (Files have theirs by their names; what is read, by its content.) */
export const streamFormats = ['csv', 'tsv', 'json', 'jsonl'] as const

export type StreamFormat = (typeof streamFormats)[number]

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

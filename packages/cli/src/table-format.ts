import type { TableFormat } from '@tabricate/core'
import { z } from 'zod'

/** What `--format` and `--input-format` can say. */
export const formatNames = ['csv', 'tsv', 'json', 'jsonl', 'ndjson', 'parquet', 'xlsx'] as const

/** The format that is named; files of JSON lines have two names. */
export const formatSchema = z
  .enum(formatNames)
  .transform((name): TableFormat => (name === 'ndjson' ? 'jsonl' : name))

/** Whether a terminal could show it. */
export function isText(format: TableFormat): boolean {
  return format !== 'parquet' && format !== 'xlsx'
}

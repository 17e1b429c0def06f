import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { TabricateError } from '../errors.ts'
import {
  parseTable,
  streamTable,
  type TableParseOptions,
  type TableStreamOptions,
} from '../format/parse-table.ts'
import { sniffContent, sniffedBytes } from '../format/sniff-content.ts'
import type { Table } from '../table/table.ts'
import { openRandomFile, withRandomAccess } from './open-random-access.ts'

export interface ReadTableOptions extends Omit<TableParseOptions, 'name'> {}

/**
 * Reads a table from a file: CSV, TSV, JSON (an array, or an object a line), Parquet, XLSX; by its content, and by its extension where
 * that leaves a choice. With `sampleRows`, a seeded random sample of a file that is too long.
 * @throws TabricateError `FILE_NOT_FOUND`, `UNSUPPORTED_FORMAT`, `PARSE_FAILED`, `INVALID_SCHEMA`, `INVALID_OPTIONS`
 */
export async function readTable(path: string, options: ReadTableOptions = {}): Promise<Table> {
  await requireFile(path)
  return withRandomAccess(path, (file) => parseTable(file, { ...options, name: basename(path) }))
}

export interface StreamFileOptions extends Omit<TableStreamOptions, 'name'> {}

/**
 * Reads a file of any length as a stream of tables with one schema, in constant memory (see {@link streamTable}).
 * @throws TabricateError as {@link readTable}
 */
export async function* streamFile(path: string, options: StreamFileOptions): AsyncGenerator<Table> {
  await requireFile(path)
  const { file, close } = await openRandomFile(path)
  try {
    yield* streamTable(file, { ...options, name: basename(path) })
  } finally {
    await close()
  }
}

/**
 * Whether a file is a saved model, by its first bytes.
 * @throws TabricateError `FILE_NOT_FOUND`
 */
export async function isModelFile(path: string): Promise<boolean> {
  await requireFile(path)
  return withRandomAccess(path, async (file) => {
    const start = await file.slice(0, Math.min(file.byteLength, sniffedBytes))
    return sniffContent(new Uint8Array(start)).kind === 'model'
  })
}

/** @throws TabricateError `FILE_NOT_FOUND` unless there is such a file */
export async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new TabricateError('FILE_NOT_FOUND', `There is no file "${path}", or it may not be read.`, {
      cause,
    })
  })
  if (!found.isFile()) throw new TabricateError('FILE_NOT_FOUND', `"${path}" is not a file.`)
}

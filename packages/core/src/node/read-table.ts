import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { TabricateError } from '../errors.ts'
import { type CsvParseOptions, parseCsv } from '../format/csv/parse-csv.ts'
import type { Table } from '../table/table.ts'
import { type FileFormat, fileFormatOf } from './file-format.ts'

export interface ReadTableOptions extends CsvParseOptions {
  /** Default: by the extension of the file's name. */
  readonly format?: FileFormat
}

/**
 * Reads a table from a file: `.csv`, `.tsv`.
 * @throws TabricateError `FILE_NOT_FOUND`, `UNSUPPORTED_FORMAT`, `PARSE_FAILED`, `INVALID_SCHEMA`
 */
export async function readTable(path: string, options: ReadTableOptions = {}): Promise<Table> {
  const format = options.format ?? fileFormatOf(path)
  await requireFile(path)
  switch (format) {
    case 'csv':
      return parseCsv(openFile(path), options)
    case 'tsv':
      return parseCsv(openFile(path), { delimiter: '\t', ...options })
    default:
      return format satisfies never
  }
}

const partSize = 1 << 20

async function* openFile(path: string): AsyncGenerator<Uint8Array> {
  for await (const part of createReadStream(path, { highWaterMark: partSize })) {
    if (!(part instanceof Uint8Array)) throw new TabricateError('DEFECT', 'A file gave no bytes.')
    yield part
  }
}

async function requireFile(path: string): Promise<void> {
  const found = await stat(path).catch((cause: unknown) => {
    throw new TabricateError('FILE_NOT_FOUND', `There is no file "${path}", or it may not be read.`, {
      cause,
    })
  })
  if (!found.isFile()) throw new TabricateError('FILE_NOT_FOUND', `"${path}" is not a file.`)
}

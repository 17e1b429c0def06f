import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { TabricateError } from '../errors.ts'
import { type CsvParseOptions, parseCsv } from '../format/csv/parse-csv.ts'
import { parseJson } from '../format/json/parse-json.ts'
import type { ParquetReadOptions } from '../format/parquet/parse-parquet.ts'
import type { XlsxReadOptions } from '../format/xlsx/parse-xlsx.ts'
import type { Table } from '../table/table.ts'
import { type FileFormat, fileFormatOf } from './file-format.ts'
import { withRandomAccess } from './open-random-access.ts'

/** Options of all formats; those of another format than the file's have no effect. */
export interface ReadTableOptions extends CsvParseOptions, ParquetReadOptions, XlsxReadOptions {
  /** Default: by the extension of the file's name. */
  readonly format?: FileFormat
}

/**
 * Reads a table from a file: `.csv`, `.tsv`, `.json` (an array, or an object a line), `.jsonl`, `.ndjson`, `.parquet`, `.xlsx`.
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
    case 'json':
    case 'jsonl':
      return parseJson(openFile(path), options)
    case 'parquet': {
      const { parseParquet } = await import('../format/parquet/parse-parquet.ts')
      return withRandomAccess(path, (file) => parseParquet(file, options))
    }
    case 'xlsx': {
      const { parseXlsx } = await import('../format/xlsx/parse-xlsx.ts')
      return parseXlsx(openFile(path), options)
    }
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

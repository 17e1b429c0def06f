import { type RawTable, tableFromRawTable } from '../table/raw-table.ts'
import type { Table } from '../table/table.ts'
import { type CsvParseOptions, readCsv } from './csv/parse-csv.ts'
import { type JsonParseOptions, readJson } from './json/parse-json.ts'
import type { ParquetParseOptions } from './parquet/parse-parquet.ts'
import { type FileSource, plainSource } from './random-access.ts'
import type { TableFormat } from './table-format.ts'
import type { XlsxParseOptions } from './xlsx/parse-xlsx.ts'

/** Options of all formats' readers; those of another format than the file's have no effect. */
export interface FormatParseOptions
  extends CsvParseOptions,
    JsonParseOptions,
    ParquetParseOptions,
    XlsxParseOptions {}

/** A file before types are inferred. */
export interface ReadFile {
  readonly raw: RawTable
  /** Whether its numbers may have decimal commas. */
  readonly decimalComma: boolean
}

/** Reads a file in a format that is known. The two large libraries are loaded only when they are needed. */
export async function readRawTable(
  format: TableFormat,
  source: FileSource,
  options: FormatParseOptions,
): Promise<ReadFile> {
  switch (format) {
    case 'csv':
      return readCsv(plainSource(source), options)
    case 'tsv':
      return readCsv(plainSource(source), { delimiter: '\t', ...options })
    case 'json':
    case 'jsonl':
      return withPoints(await readJson(plainSource(source), options))
    case 'parquet': {
      const { readParquet } = await import('./parquet/parse-parquet.ts')
      return withPoints(await readParquet(source, options))
    }
    case 'xlsx': {
      const { readXlsx } = await import('./xlsx/parse-xlsx.ts')
      return withPoints(await readXlsx(source, options))
    }
    default:
      return format satisfies never
  }
}

function withPoints(raw: RawTable): ReadFile {
  return { raw, decimalComma: false }
}

/** The table of a file that was read. */
export function tableOfFile({ raw, decimalComma }: ReadFile, options: FormatParseOptions): Table {
  return tableFromRawTable(raw, { ...options, decimalComma: options.decimalComma ?? decimalComma })
}

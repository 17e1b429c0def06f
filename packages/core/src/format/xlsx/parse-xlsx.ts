import { type CellObject, read, utils, type WorkBook, type WorkSheet } from 'xlsx'
import { type Issue, TabricateError, throwIssues } from '../../errors.ts'
import { type RawTable, rawTableOf, tableFromRawTable } from '../../table/raw-table.ts'
import { type RowSampleOptions, rowSamplerOf, samplePlaces } from '../../table/row-sampler.ts'
import type { Table } from '../../table/table.ts'
import type { TableOptions } from '../../table/table-from-raw.ts'
import { allBytes, type FileSource } from '../random-access.ts'
import { checkZip } from './check-zip.ts'
import { isBlank, xlsxColumn } from './xlsx-column.ts'

export interface XlsxReadOptions {
  /** The sheet's name. Default: the first. */
  readonly sheet?: string
  /** A sheet of more cells, empty ones within its range included, is refused. Default 20,000,000. */
  readonly maxCells?: number
  /** A file that is larger when it is unpacked is refused. Default 536,870,912 (512 MiB). */
  readonly maxUnzippedBytes?: number
}

export interface XlsxParseOptions extends XlsxReadOptions, TableOptions, RowSampleOptions {}

/**
 * Reads a table from a sheet of an XLSX file. The whole file is held in memory.
 *
 * The first row of the sheet's range names the columns. Blank cells and `#N/A` are missing; blank rows at the end are passed over. Cells
 * formatted as dates are dates, texts stay texts (`007` too), formulas give the value that was saved with them.
 * @throws TabricateError `PARSE_FAILED` for what is no XLSX file, damaged or too large, has no such sheet, unusable names or
 *   cells with errors; `INVALID_SCHEMA` (see {@link tableFromRaw})
 */
export async function parseXlsx(source: FileSource, options: XlsxParseOptions = {}): Promise<Table> {
  return tableFromRawTable(await readXlsx(source, options), options)
}

/** The columns of a sheet before types. */
export async function readXlsx(
  source: FileSource,
  options: XlsxReadOptions & RowSampleOptions = {},
): Promise<RawTable> {
  const { maxCells = 20_000_000, maxUnzippedBytes = 512 * 1024 * 1024 } = options
  const bytes = await allBytes(source)
  await checkZip(bytes, maxUnzippedBytes).catch(refuse)
  const book = readBook(bytes)
  const rows = sheetRows(sheetOf(book, options.sheet), maxCells)
  const [header = [], ...body] = rows.cells
  const issues: Issue[] = []
  const columns = namedColumns(header, body, issues)
  throwIssues('PARSE_FAILED', 'The names in the first row are not usable (columns counted from 1)', issues)
  const sampler = rowSamplerOf(options, columns.length)
  const places = sampler === null ? null : samplePlaces(body.length, sampler)
  const taken = places === null ? body : Array.from(places, (place) => body[place] ?? [])
  const rowOf = (index: number) => rows.firstRow + 1 + (places?.[index] ?? index)
  const is1904 = book.Workbook?.WBProps?.date1904 === true
  const raws = columns.map(({ name, index }) =>
    xlsxColumn(
      name,
      taken.map((row) => row[index]),
      { rowOf, is1904 },
      issues,
    ),
  )
  throwIssues('PARSE_FAILED', 'Cells could not be read', issues)
  return rawTableOf(raws, taken.length, sampler)
}

type Cells = readonly (CellObject | undefined)[]

function readBook(bytes: Uint8Array): WorkBook {
  try {
    return read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
    })
  } catch (cause) {
    return refuse(cause)
  }
}

function sheetOf(book: WorkBook, wanted: string | undefined): WorkSheet {
  const name = wanted ?? book.SheetNames[0] ?? ''
  const sheet = Object.hasOwn(book.Sheets, name) ? book.Sheets[name] : undefined
  if (sheet !== undefined) return sheet
  const names = book.SheetNames.map((each) => JSON.stringify(each)).join(', ')
  throw new TabricateError(
    'PARSE_FAILED',
    `There is no sheet ${JSON.stringify(name)} in the file. There are: ${names}.`,
  )
}

/** The rows of the sheet's range, blank ones at the end left out; `firstRow` is the header's, counted from 1. */
function sheetRows(
  sheet: WorkSheet,
  maxCells: number,
): { readonly cells: readonly Cells[]; readonly firstRow: number } {
  const reference = sheet['!ref']
  const data = sheet['!data']
  if (reference === undefined || data === undefined)
    throw new TabricateError('PARSE_FAILED', 'The sheet is empty. A table needs a row of column names.')
  const { s: start, e: end } = utils.decode_range(reference)
  const width = end.c - start.c + 1
  const cellCount = width * (end.r - start.r + 1)
  if (!(cellCount <= maxCells)) {
    throw new TabricateError(
      'PARSE_FAILED',
      `The sheet's range ${reference} has ${cellCount} cells, more than ${maxCells} (maxCells). Clear what is not part of the table, or save it as CSV.`,
    )
  }
  const cells = Array.from({ length: end.r - start.r + 1 }, (_, row): Cells => {
    const found = data[start.r + row]
    return Array.from({ length: width }, (_, column) => found?.[start.c + column])
  })
  const last = cells.findLastIndex((row) => row.some((cell) => !isBlank(cell)))
  return { cells: cells.slice(0, last + 1), firstRow: start.r + 1 }
}

/** The columns that have a name or a value. */
function namedColumns(
  header: Cells,
  body: readonly Cells[],
  issues: Issue[],
): { readonly name: string; readonly index: number }[] {
  const seen = new Map<string, number>()
  return header.flatMap((cell, index) => {
    const name = isBlank(cell) ? '' : String(cell?.v)
    const earlier = seen.get(name)
    const path = ['columns', index + 1]
    if (name.trim() === '') {
      if (body.every((row) => isBlank(row[index]))) return []
      issues.push({ path, message: 'has no name; every column needs one' })
    } else if (earlier !== undefined) {
      issues.push({ path, message: `is called "${name}", as is column ${earlier}; names must differ` })
    }
    seen.set(name, index + 1)
    return [{ name, index }]
  })
}

function refuse(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause)
  throw new TabricateError(
    'PARSE_FAILED',
    `This is no XLSX file, or it cannot be read: ${reason.slice(0, 200)}. Save it again, or give its real format.`,
    { cause },
  )
}

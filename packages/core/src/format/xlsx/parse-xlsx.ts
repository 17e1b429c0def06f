import { type CellObject, read, type WorkBook, type WorkSheet } from 'xlsx'
import { type Issue, isTabricateError, TabricateError, throwIssues } from '../../errors.ts'
import { type RawTable, rawTableOf, tableFromRawTable } from '../../table/raw-table.ts'
import { type RowSampleOptions, rowSamplerOf, samplePlaces } from '../../table/row-sampler.ts'
import type { Table } from '../../table/table.ts'
import type { TableOptions } from '../../table/table-from-raw.ts'
import { allBytes, type FileSource } from '../random-access.ts'
import { workbookParts } from './workbook-parts.ts'
import { isBlank, xlsxColumn } from './xlsx-column.ts'

export interface XlsxReadOptions {
  /** The sheet's name. Default: the first. */
  readonly sheet?: string
  /** A sheet of more cells, empty ones within its range included, is refused. Default 3,000,000. */
  readonly maxCells?: number
  /** A file that is larger when it is unpacked is refused. Default 268,435,456 (256 MiB). */
  readonly maxUnzippedBytes?: number
}

export interface XlsxParseOptions extends XlsxReadOptions, TableOptions, RowSampleOptions {}

/**
 * Reads a table from a sheet of an XLSX file. The whole file is held in memory. Within the default limits 1.7 GB at most
 * were measured, for the whole process.
 *
 * The first row of the sheet's range names the columns. Blank cells and `#N/A` are missing; blank rows at the end are passed over. Cells
 * formatted as dates are dates, texts stay texts (`007` too), formulas give the value that was saved with them.
 * @throws TabricateError `PARSE_FAILED` for what is no XLSX file, damaged or too large, has no such sheet, unusable names or
 *   cells with errors; `INVALID_SCHEMA` where values do not fit the types given
 */
export async function parseXlsx(source: FileSource, options: XlsxParseOptions = {}): Promise<Table> {
  return tableFromRawTable(await readXlsx(source, options), options)
}

/** The columns of a sheet before types. */
export async function readXlsx(
  source: FileSource,
  options: XlsxReadOptions & RowSampleOptions = {},
): Promise<RawTable> {
  const { maxCells = 3_000_000, maxUnzippedBytes = 256 * 1024 * 1024 } = options
  const bytes = await allBytes(source)
  const parts = await workbookParts(bytes, { maxUnzippedBytes, maxCells }).catch(refuse)
  const book = readBook(parts, options.sheet)
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

/** The workbook with no other sheet than the one that is wanted. */
function readBook(bytes: Uint8Array, sheet: string | undefined): WorkBook {
  try {
    return read(bytes, {
      type: 'array',
      sheets: sheet ?? 0,
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
  if (!book.SheetNames.includes(name)) {
    const names = book.SheetNames.map((each) => JSON.stringify(each)).join(', ')
    throw new TabricateError(
      'PARSE_FAILED',
      `There is no sheet ${JSON.stringify(name)} in the file. There are: ${names}.`,
    )
  }
  throw new TabricateError(
    'PARSE_FAILED',
    name === '__proto__'
      ? 'No table is read from a sheet that is called "__proto__". Rename it.'
      : `The sheet ${JSON.stringify(name)} is damaged, or no sheet of cells. Save the file again, or name another sheet.`,
  )
}

/** A sheet has no more rows and columns (ECMA-376 leaves it open; all programs keep to it). */
const maxRows = 1_048_576
const maxColumns = 16_384

/**
 * The rows from the first to the last that are not blank, all as long as the longest; `firstRow` is the header's, counted from 1. What
 * the sheet says of its range is not relied on.
 */
function sheetRows(
  sheet: WorkSheet,
  maxCells: number,
): { readonly cells: readonly Cells[]; readonly firstRow: number } {
  const data = sheet['!data'] ?? []
  if (data.length > maxRows) throw tooLarge(`has cells beyond row ${maxRows}`)
  const isFilled = (row: Cells | undefined) => row?.some((cell) => !isBlank(cell)) === true
  let width = 0
  for (const row of data) width = Math.max(width, row?.length ?? 0)
  if (width > maxColumns) throw tooLarge(`has cells beyond column ${maxColumns}`)
  const first = data.findIndex(isFilled)
  if (first < 0)
    throw new TabricateError('PARSE_FAILED', 'The sheet is empty. A table needs a row of column names.')
  const last = data.findLastIndex(isFilled)
  const cellCount = width * (last - first + 1)
  if (cellCount > maxCells)
    throw tooLarge(`has ${cellCount} cells within its range, more than ${maxCells} (maxCells)`)
  const cells = Array.from({ length: last - first + 1 }, (_, row): Cells => {
    const found = data[first + row]
    return Array.from({ length: width }, (_, column) => found?.[column])
  })
  return { cells, firstRow: first + 1 }
}

function tooLarge(why: string): TabricateError {
  return new TabricateError(
    'PARSE_FAILED',
    `The sheet ${why}. Clear what is not part of the table, or save it as CSV.`,
  )
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
  if (isTabricateError(cause)) throw cause
  const reason = cause instanceof Error ? cause.message : String(cause)
  throw new TabricateError(
    'PARSE_FAILED',
    `This is no XLSX file, or it cannot be read: ${reason.slice(0, 200)}. Save it again, or give its real format.`,
    { cause },
  )
}

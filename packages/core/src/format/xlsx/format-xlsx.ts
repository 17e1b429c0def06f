import { type CellObject, utils, type WorkSheet, write } from 'xlsx'
import { type Issue, throwIssues } from '../../errors.ts'
import type { Column } from '../../table/column.ts'
import type { ColumnSchema } from '../../table/schema.ts'
import { namedColumns, type Table } from '../../table/table.ts'
import { valueReader } from '../../table/table-to-records.ts'
import { msToDayFraction, msToSerial } from './serial-date.ts'

export interface XlsxFormatOptions {
  /** The sheet's name, of 1 to 31 characters, none of them one of `[ ] : * ? / \`. Default `table`. */
  readonly sheet?: string
}

/** What a sheet holds: Microsoft, "Excel specifications and limits". */
const maxRows = 1_048_576
const maxColumns = 16_384
const maxText = 32_767

/**
 * The table as the bytes of an XLSX file with one sheet. Texts are text cells, so that none is taken for a formula or a number;
 * dates are date cells, from March 1900 on, else texts. Readers take the line ends `\r\n` within texts for `\n`. Rows at the end in which all values are missing are not seen by readers.
 * @throws TabricateError `INVALID_TABLE` with everything that a sheet cannot hold: too many rows or columns, texts of more than 32,767
 *   characters, a sheet's name that is not allowed
 */
export function formatXlsx(table: Table, { sheet = 'table' }: XlsxFormatOptions = {}): Uint8Array {
  const issues: Issue[] = []
  const fields = namedColumns(table)
  if (table.rowCount >= maxRows)
    issues.push({
      path: ['rowCount'],
      message: `is ${table.rowCount}; a sheet has ${maxRows - 1} rows below the names. Write CSV or Parquet`,
    })
  if (fields.length > maxColumns)
    issues.push({
      path: ['columns'],
      message: `are ${fields.length}; a sheet has ${maxColumns}. Write CSV or Parquet`,
    })
  if (!/^[^[\]:*?/\\]{1,31}$/.test(sheet) || Object.hasOwn(Object.prototype, sheet)) {
    issues.push({
      path: ['sheet'],
      message: `"${sheet}" is no name of a sheet: 1 to 31 characters, none of them [ ] : * ? / \\`,
    })
  }
  throwIssues('INVALID_TABLE', 'The table does not fit into a sheet', issues)
  const text = textWriter(issues)
  const writers = fields.map(({ schema, column }) =>
    cellMaker(column, schema, (value, row) => text(value, schema.name, row)),
  )
  const rows: (CellObject | undefined)[][] = [fields.map(({ schema }) => text(schema.name, schema.name, -1))]
  for (let row = 0; row < table.rowCount; row++) rows.push(writers.map((make) => make(row)))
  throwIssues('INVALID_TABLE', 'The table does not fit into a sheet', issues)
  const range = { s: { r: 0, c: 0 }, e: { r: table.rowCount, c: Math.max(0, fields.length - 1) } }
  const worksheet: WorkSheet = { '!ref': utils.encode_range(range) }
  Object.assign(worksheet, { '!data': rows })
  // Shared strings: the library reads texts within cells as if they were escaped twice.
  const bytes: unknown = write(
    { SheetNames: [sheet], Sheets: { [sheet]: worksheet } },
    { type: 'array', bookType: 'xlsx', compression: true, bookSST: true },
  )
  if (!(bytes instanceof ArrayBuffer)) throw new TypeError('the writer gave no bytes')
  return new Uint8Array(bytes)
}

type CellMaker = (row: number) => CellObject | undefined

function cellMaker(
  column: Column,
  schema: ColumnSchema,
  text: (value: string, row: number) => CellObject,
): CellMaker {
  if (column.type === 'datetime' && schema.type === 'datetime') {
    const dates = dateMaker(column.values, schema.format)
    if (dates !== null) return dates
  }
  if (column.type === 'boolean' && schema.type === 'boolean') {
    const [no, yes] = schema.words.map((word, code) => booleanCell(word, code === 1, text))
    return (row) => (column.codes[row] === 1 ? yes?.(row) : column.codes[row] === 0 ? no?.(row) : undefined)
  }
  const isSequence = schema.type === 'id' && schema.format.kind === 'sequence'
  const read = valueReader(column, schema)
  return (row) => {
    const value = read(row)
    if (value === null) return undefined
    if (typeof value === 'number') return { t: 'n', v: value }
    if (typeof value === 'boolean') return { t: 'b', v: value }
    const isWhole = isSequence && /^-?(?:0|[1-9]\d*)$/.test(value) && Number.isSafeInteger(Number(value))
    return isWhole ? { t: 'n', v: Number(value) } : text(value, row)
  }
}

function booleanCell(
  word: string,
  value: boolean,
  text: (value: string, row: number) => CellObject,
): CellMaker {
  if (word === '0' || word === '1') return () => ({ t: 'n', v: Number(word) })
  if (word.toLowerCase() === 'true' || word.toLowerCase() === 'false') return () => ({ t: 'b', v: value })
  return (row) => text(word, row)
}

/** Date cells; null when one of the values cannot be one. */
function dateMaker(values: Float64Array, format: string): CellMaker | null {
  const hasDay = /%Y/.test(format) && /%-?[mbB]/.test(format) && /%-?d/.test(format)
  const hasClock = /%-?[HI]/.test(format)
  if (!hasDay && (!hasClock || /%[Yymdbj]/.test(format))) return null
  const serialOf = hasDay ? msToSerial : msToDayFraction
  const serials = Array.from(values, (value) => (Number.isNaN(value) ? undefined : serialOf(value)))
  if (serials.includes(null)) return null
  const clock = /%[Lf]/.test(format) ? 'hh:mm:ss.000' : 'hh:mm:ss'
  const z = hasDay ? (hasClock ? `yyyy-mm-dd ${clock}` : 'yyyy-mm-dd') : clock
  return (row) => {
    const serial = serials[row] ?? null
    return serial === null ? undefined : { t: 'n', v: serial, z }
  }
}

/** Text cells; what XML or the format's own escapes would change is escaped (ECMA-376, 22.9.2.19). */
function textWriter(issues: Issue[]): (value: string, name: string, row: number) => CellObject {
  return (value, name, row) => {
    if (value.length > maxText && issues.length < 100) {
      issues.push({
        path: ['rows', row + 2, name],
        message: `has ${value.length} characters; a cell holds ${maxText}`,
      })
    }
    const escaped = value.replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_').replaceAll('\r', '_x000D_')
    return { t: 's', v: escaped }
  }
}

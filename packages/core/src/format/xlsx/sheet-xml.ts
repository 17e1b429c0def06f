import type { Column } from '../../table/column.ts'
import type { ColumnSchema } from '../../table/schema.ts'
import { namedColumns, type Table } from '../../table/table.ts'
import { valueReader } from '../../table/table-to-records.ts'
import { pieceLength, xmlHead } from './escape-xml.ts'
import { msToDayFraction, msToSerial } from './serial-date.ts'
import type { SharedTexts } from './shared-texts.ts'

/** What a cell's XML says after its place: `"><v>1</v></c>`; null where there is no cell. */
type CellWriter = (row: number) => string | null

/** Gives the style of a date format. */
type StyleOf = (dateFormat: string) => number

/** A sheet's XML, in pieces of some rows. Texts are put among the shared ones as they come. */
export function* sheetXml(table: Table, texts: SharedTexts, styleOf: StyleOf): Generator<string> {
  const fields = namedColumns(table)
  const letters = fields.map((_, index) => columnLetters(index))
  const writers = fields.map(({ schema, column }) => cellWriter(column, schema, texts, styleOf))
  const range = `A1:${letters.at(-1) ?? 'A'}${table.rowCount + 1}`
  const rowXml = (row: number, cells: readonly CellWriter[]) => {
    let xml = `<row r="${row + 2}">`
    for (const [index, write] of cells.entries()) {
      const cell = write(row)
      if (cell !== null) xml += `<c r="${letters[index]}${row + 2}${cell}`
    }
    return `${xml}</row>`
  }
  const names = fields.map(
    ({ schema }) =>
      () =>
        textCell(texts.numberOf(schema.name, schema.name, -1)),
  )
  let piece = `${xmlHead}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><dimension ref="${range}"/><sheetData>${rowXml(-1, names)}`
  for (let row = 0; row < table.rowCount; row++) {
    piece += rowXml(row, writers)
    if (piece.length < pieceLength) continue
    yield piece
    piece = ''
  }
  yield `${piece}</sheetData><ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors></worksheet>`
}

/** `A` to `Z`, `AA`, …, of a column counted from 0. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last
}

const textCell = (number: number) => `" t="s"><v>${number}</v></c>`
const numberCell = (value: number) => `"><v>${value}</v></c>`
const booleanCell = (value: boolean) => `" t="b"><v>${value ? 1 : 0}</v></c>`

function cellWriter(column: Column, schema: ColumnSchema, texts: SharedTexts, styleOf: StyleOf): CellWriter {
  const text = (value: string, row: number) => textCell(texts.numberOf(value, schema.name, row))
  if (column.type === 'datetime' && schema.type === 'datetime') {
    const dates = dateWriter(column.values, schema.format, styleOf)
    if (dates !== null) return dates
  }
  if (column.type === 'boolean' && schema.type === 'boolean') {
    const [no, yes] = schema.words.map((word, code) => wordWriter(word, code === 1, text))
    return (row) =>
      column.codes[row] === 1 ? (yes?.(row) ?? null) : column.codes[row] === 0 ? (no?.(row) ?? null) : null
  }
  if (column.type === 'categorical') {
    const cells: (string | undefined)[] = []
    return (row) => {
      const code = column.codes[row] ?? -1
      const category = column.categories[code]
      if (category === undefined) return null
      cells[code] ??= text(category, row)
      return cells[code]
    }
  }
  const isSequence = schema.type === 'id' && schema.format.kind === 'sequence'
  const read = valueReader(column, schema)
  return (row) => {
    const value = read(row)
    if (value === null) return null
    if (typeof value === 'number') return numberCell(value)
    if (typeof value === 'boolean') return booleanCell(value)
    const isWhole = isSequence && /^-?(?:0|[1-9]\d*)$/.test(value) && Number.isSafeInteger(Number(value))
    return isWhole ? numberCell(Number(value)) : text(value, row)
  }
}

function wordWriter(
  word: string,
  value: boolean,
  text: (value: string, row: number) => string,
): (row: number) => string {
  if (word === '0' || word === '1') return () => numberCell(Number(word))
  if (word.toLowerCase() === 'true' || word.toLowerCase() === 'false') return () => booleanCell(value)
  return (row) => text(word, row)
}

/** Date cells; null when one of the values cannot be one. */
function dateWriter(values: Float64Array, format: string, styleOf: StyleOf): CellWriter | null {
  const hasDay = /%Y/.test(format) && /%-?[mbB]/.test(format) && /%-?d/.test(format)
  const hasClock = /%-?[HI]/.test(format)
  if (!hasDay && (!hasClock || /%[Yymdbj]/.test(format))) return null
  const serialOf = hasDay ? msToSerial : msToDayFraction
  if (values.some((value) => !Number.isNaN(value) && serialOf(value) === null)) return null
  const clock = /%[Lf]/.test(format) ? 'hh:mm:ss.000' : 'hh:mm:ss'
  const style = styleOf(hasDay ? (hasClock ? `yyyy-mm-dd ${clock}` : 'yyyy-mm-dd') : clock)
  return (row) => {
    const value = values[row] ?? Number.NaN
    return Number.isNaN(value) ? null : `" s="${style}"><v>${serialOf(value)}</v></c>`
  }
}

import type { CellObject } from 'xlsx'
import type { Issue } from '../../errors.ts'
import { createColumnBuilder } from '../../table/column-builder.ts'
import { datetimeFormatter } from '../../table/datetime-format.ts'
import type { RawColumn } from '../../table/raw-column.ts'
import { isDateFormat, serialToMs } from './serial-date.ts'

/** `#N/A`, by which spreadsheets say that a value is not there. */
const notAvailable = 42

/** Error values by their codes (MS-XLS, 2.5.10). */
const errorNames: Readonly<Record<string, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  43: '#GETTING_DATA',
}

/**
 * A column of cells from top to bottom; `rowOf` gives a cell's row in the sheet, for issues. Cells that are all dates make a column of
 * dates; texts stay texts, formulas give their last value.
 */
export function xlsxColumn(
  name: string,
  cells: readonly (CellObject | undefined)[],
  sheet: { readonly rowOf: (index: number) => number; readonly is1904: boolean },
  issues: Issue[],
): RawColumn {
  const times = cells.map((cell) => timeOf(cell, sheet.is1904))
  const present = cells.filter((cell) => !isBlank(cell)).length
  const timed = times.filter((time) => time !== null).length
  if (timed > 0 && timed === present) {
    const values = Float64Array.from(times, (time) => time ?? Number.NaN)
    return { kind: 'datetimes', name, values, format: formatOf(values, cells) }
  }
  const builder = createColumnBuilder(name)
  const writeTime = datetimeFormatter('%Y-%m-%d %H:%M:%S')
  const report = (index: number, message: string) => {
    builder.pushMissing()
    if (issues.length < 100) issues.push({ path: ['rows', sheet.rowOf(index), name], message })
  }
  for (const [index, cell] of cells.entries()) {
    const time = times[index] ?? null
    const value = cell?.v
    if (isBlank(cell)) builder.pushMissing()
    else if (time !== null) builder.pushLiteral(writeTime(time))
    else if (cell?.t === 'e')
      report(index, `holds the error ${errorNames[String(value)] ?? String(value)}; mend or clear the cell`)
    else if (typeof value === 'number') {
      if (Number.isFinite(value)) builder.pushNumber(value)
      else report(index, 'holds a number beyond 1.8e308, or none; write it as a text, or clear the cell')
    } else if (typeof value === 'boolean') builder.pushText(String(value))
    else builder.pushLiteral(String(value))
  }
  return builder.finish()
}

export function isBlank(cell: CellObject | undefined): boolean {
  return (
    cell === undefined ||
    cell === null ||
    cell.t === 'z' ||
    cell.v === undefined ||
    (cell.t === 'e' && cell.v === notAvailable)
  )
}

function timeOf(cell: CellObject | undefined, is1904: boolean): number | null {
  if (cell?.v instanceof Date) return cell.v.getTime()
  if (cell?.t !== 'n' || typeof cell.v !== 'number' || cell.z === undefined) return null
  return isDateFormat(String(cell.z)) ? serialToMs(cell.v, is1904) : null
}

/** With a time of day where any value has one; without a date where no value has one. */
function formatOf(values: Float64Array, cells: readonly (CellObject | undefined)[]): string {
  const has = (unit: number) => values.some((value) => value % unit !== 0 && !Number.isNaN(value))
  const clock = `%H:%M:%S${has(1000) ? '.%L' : ''}`
  const isClock = cells.every(
    (cell) => isBlank(cell) || (typeof cell?.v === 'number' && cell.v >= 0 && cell.v < 1),
  )
  if (isClock) return clock
  return has(86_400_000) ? `%Y-%m-%d ${clock}` : '%Y-%m-%d'
}

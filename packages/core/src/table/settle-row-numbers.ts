/**
 * Notation
 *   n   a column of row numbers: whole numbers, none missing, each above the one before
 *   t   another column of numbers or dates
 *   ρ   Pearson's correlation of n and t
 */
import { pearson } from '../metrics/pearson.ts'
import { exactDatetimeParser } from './datetime-format.ts'
import { formatWords } from './infer-numbers.ts'
import type { RawColumn, RawNumbers } from './raw-column.ts'
import type { ColumnSchema } from './schema.ts'

/** The whole name, as files call the number of a row; `id` and `customer_no` name a thing, not a place in the file. */
const rowNumberName = /^(?:no|nr|num|number|row|index|idx|line|obs|observation|#|unnamed: 0|)\.?$/i
/** |ρ| from which the rows count as ordered by a column. */
const minCorrelation = 0.5

/**
 * Makes ids numerical that only count the rows of a file in the order of something: where `No` runs with `year`, a row's number is a
 * point in time, which a model must learn together with the others, and stands for nobody. Columns that `isFixed` are left alone.
 */
export function settleRowNumbers(
  columns: readonly ColumnSchema[],
  raws: readonly RawColumn[],
  isFixed: (name: string) => boolean,
): readonly ColumnSchema[] {
  return columns.map((column, index) => {
    const raw = raws[index]
    if (column.type !== 'id' || isFixed(column.name) || raw?.kind !== 'numbers' || !isRowNumber(raw))
      return column
    const order = columns.find((other, place) => {
      const values = other === column ? undefined : measuredValues(other, raws[place])
      return values !== undefined && Math.abs(pearson(raw.values, values)) >= minCorrelation
    })
    if (order === undefined) return column
    const { name, missing } = column
    const reason = `${formatWords(raw.format)} that rise with the rows as "${order.name}" does: they tell when, not who → numerical`
    return { name, missing, type: 'numerical', format: raw.format, reason }
  })
}

function isRowNumber({ name, values, missingCount }: RawNumbers): boolean {
  return (
    rowNumberName.test(name) &&
    missingCount === 0 &&
    values.every((value, row) => row === 0 || value > (values[row - 1] ?? 0))
  )
}

/** Numbers or milliseconds of a column; NaN = missing. */
function measuredValues(schema: ColumnSchema, raw: RawColumn | undefined): Float64Array | undefined {
  if (raw === undefined || (schema.type !== 'numerical' && schema.type !== 'datetime')) return undefined
  if (raw.kind !== 'texts') return raw.values
  if (schema.type !== 'datetime') return undefined
  const times = raw.texts.map(exactDatetimeParser(schema.format))
  return Float64Array.from(raw.codes, (code) => times[code] ?? Number.NaN)
}

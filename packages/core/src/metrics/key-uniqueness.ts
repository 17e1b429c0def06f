import { type Column, columnLength, isMissing } from '../table/column.ts'
import { allTypes, type ColumnMetric, undefinedBecause } from './metric.ts'

/**
 * Share of the synthetic column's cells that are neither missing nor a repeat of an earlier row: whether it can serve as a
 * key. The real column is not looked at. `null` when there are no synthetic rows. O(n).
 */
export const keyUniqueness: ColumnMetric = {
  name: 'KeyUniqueness',
  goal: 'maximize',
  range: [0, 1],
  appliesTo: allTypes,
  compute(_real, synthetic) {
    const length = columnLength(synthetic)
    if (length === 0) return undefinedBecause('The synthetic column has no rows.')
    const seen = new Set<string | number | null>()
    for (let row = 0; row < length; row++) if (!isMissing(synthetic, row)) seen.add(keyAt(synthetic, row))
    return { value: seen.size / length }
  },
}

function keyAt(column: Column, row: number): string | number | null {
  return (
    (column.type === 'boolean' || column.type === 'categorical' ? column.codes[row] : column.values[row]) ??
    null
  )
}

import { type Column, columnLength, isMissing } from '../table/column.ts'
import { allTypes, type ColumnMetric, type ComparisonResult } from './metric.ts'

/**
 * 1 − the difference between the two columns' shares of missing cells; the result carries both shares.
 * `null` when either column has no rows. O(n).
 */
export const missingValueSimilarity: ColumnMetric<ComparisonResult> = {
  name: 'MissingValueSimilarity',
  goal: 'maximize',
  range: [0, 1],
  appliesTo: allTypes,
  compute(realColumn, syntheticColumn) {
    const real = missingShare(realColumn)
    const synthetic = missingShare(syntheticColumn)
    if (real === null) return { value: null, reason: 'The real column has no rows.', real, synthetic }
    if (synthetic === null)
      return { value: null, reason: 'The synthetic column has no rows.', real, synthetic }
    return { value: 1 - Math.abs(real - synthetic), real, synthetic }
  },
}

function missingShare(column: Column): number | null {
  const length = columnLength(column)
  if (length === 0) return null
  let missing = 0
  for (let row = 0; row < length; row++) if (isMissing(column, row)) missing++
  return missing / length
}

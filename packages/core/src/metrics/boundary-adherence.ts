import { type ColumnMetric, continuousTypes, continuousValues, undefinedBecause } from './metric.ts'
import { valueRange } from './present-values.ts'

/**
 * Share of synthetic values within the real column's smallest and largest value. A missing synthetic value breaks the
 * bounds unless the real column has missing values too; then missing values are left out. A real column without values
 * allows none. `null` when there are no synthetic values to judge. O(n).
 */
export const boundaryAdherence: ColumnMetric = {
  name: 'BoundaryAdherence',
  goal: 'maximize',
  range: [0, 1],
  appliesTo: continuousTypes,
  compute(real, synthetic) {
    const realValues = continuousValues('BoundaryAdherence', real)
    const range = valueRange(realValues)
    const mayBeMissing = realValues.some(Number.isNaN)
    let judged = 0
    let inside = 0
    for (const value of continuousValues('BoundaryAdherence', synthetic)) {
      if (mayBeMissing && Number.isNaN(value)) continue
      judged++
      if (range !== undefined && value >= range.min && value <= range.max) inside++
    }
    return judged === 0
      ? undefinedBecause('The synthetic column has no values to judge.')
      : { value: inside / judged }
  },
}

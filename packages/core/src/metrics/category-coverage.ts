import { alignCodes, countCodes } from './aligned-codes.ts'
import { type ColumnMetric, discreteColumn, discreteTypes, undefinedBecause } from './metric.ts'

/**
 * Share of the real column's categories that occur in the synthetic one. Missing is not a category here.
 * `null` when the real column has no values. O(n).
 */
export const categoryCoverage: ColumnMetric = {
  name: 'CategoryCoverage',
  goal: 'maximize',
  range: [0, 1],
  appliesTo: discreteTypes,
  compute(real, synthetic) {
    const codes = alignCodes(
      discreteColumn('CategoryCoverage', real),
      discreteColumn('CategoryCoverage', synthetic),
    )
    const realCounts = countCodes(codes.real, codes.size)
    const syntheticCounts = countCodes(codes.synthetic, codes.size)
    let categories = 0
    let covered = 0
    for (let code = 1; code < codes.size; code++) {
      if (realCounts[code] === 0) continue
      categories++
      if (syntheticCounts[code] !== 0) covered++
    }
    return categories === 0
      ? undefinedBecause('The real column has no values.')
      : { value: covered / categories }
  },
}

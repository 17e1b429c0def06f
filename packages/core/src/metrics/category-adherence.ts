import { alignCodes, countCodes } from './aligned-codes.ts'
import { type ColumnMetric, discreteColumn, discreteTypes, undefinedBecause } from './metric.ts'

/**
 * Share of synthetic cells whose value occurs in the real column. Missing counts as a value that occurs when the real
 * column has missing cells. `null` when there are no synthetic rows. O(n).
 */
export const categoryAdherence: ColumnMetric = {
  name: 'CategoryAdherence',
  goal: 'maximize',
  range: [0, 1],
  appliesTo: discreteTypes,
  compute(real, synthetic) {
    const codes = alignCodes(
      discreteColumn('CategoryAdherence', real),
      discreteColumn('CategoryAdherence', synthetic),
    )
    if (codes.synthetic.length === 0) return undefinedBecause('The synthetic column has no rows.')
    const realCounts = countCodes(codes.real, codes.size)
    let known = 0
    for (const code of codes.synthetic) if (realCounts[code] !== 0) known++
    return { value: known / codes.synthetic.length }
  },
}

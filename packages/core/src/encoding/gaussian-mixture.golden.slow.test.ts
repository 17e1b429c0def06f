import { describe, expect, it } from 'vitest'
import { dataTitle, findDataFile, readCsvColumns, toNumbers } from '../../test/csv-columns.ts'
import { acceptedRange, fitFiveSeeds, readMixtureGolden } from '../../test/mixture-golden.ts'

/** The golden figures are of the first non-missing values of each column. */
const goldenRows = 10_000

describe('on real columns, is as good as scikit-learn (mean of five seeds)', () => {
  const real = Object.entries(readMixtureGolden().columns).filter(([name]) => !name.startsWith('made.'))
  for (const [name, wanted] of real) {
    const file = findDataFile(wanted.source.file)
    it.skipIf(file === undefined)(dataTitle(name, wanted.source.file), async () => {
      const column = toNumbers(readCsvColumns(file ?? '').get(wanted.source.column))
      const values = column.filter((value) => !Number.isNaN(value)).subarray(0, goldenRows)
      const { meanScore, validCounts } = await fitFiveSeeds(values)
      const { minScore, maxScore, minValid, maxValid } = acceptedRange(wanted)
      expect(meanScore).toBeGreaterThanOrEqual(minScore)
      expect(meanScore).toBeLessThanOrEqual(maxScore)
      expect(Math.min(...validCounts)).toBeGreaterThanOrEqual(minValid)
      expect(Math.max(...validCounts)).toBeLessThanOrEqual(maxValid)
    })
  }
})

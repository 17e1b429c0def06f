import { describe, expect, it } from 'vitest'
import { standardDeviation } from '../metrics/statistic-similarity.ts'
import { createRng } from '../random/rng.ts'
import { selectRows, type Table } from '../table/table.ts'
import { degenerateTable, mixedTable, numericTable } from '../testing/table-fixtures.ts'
import { evaluateQuality } from './quality.ts'
import { qualityIntervals } from './quality-intervals.ts'

const intervalsOf = (
  real: Table,
  synthetic: Table,
  options: { readonly resamples?: number; readonly maxRows?: number } = {},
) =>
  qualityIntervals({
    real,
    synthetic,
    quality: evaluateQuality({ real, synthetic }),
    rng: createRng(1),
    ...options,
  })

const intervalOf = async (...given: Parameters<typeof intervalsOf>) => (await intervalsOf(...given)).sdmetrics

describe('qualityIntervals', () => {
  it('is as wide as scores of other samples scatter', async () => {
    const population = mixedTable(24_000, 3)
    const sample = (i: number) =>
      selectRows(
        population,
        Int32Array.from({ length: 300 }, (_, row) => 300 * i + row),
      )
    const scores = Array.from({ length: 40 }, (_, i) =>
      evaluateQuality({ real: sample(2 * i), synthetic: sample(2 * i + 1) }),
    )
    const { columnShapes } = await intervalOf(sample(0), sample(1))
    const halfWidth = ((columnShapes?.[1] ?? 0) - (columnShapes?.[0] ?? 0)) / 2
    const scatter = standardDeviation(
      Float64Array.from(scores, (score) => score.columnShapes.value ?? Number.NaN),
    )
    // A standard deviation of 40 scores is known to 11 %, one of 200 resamples to 5 %.
    expect(halfWidth / 1.96 / scatter).toBeGreaterThan(0.6)
    expect(halfWidth / 1.96 / scatter).toBeLessThan(1.6)
  })

  it('lies around the scores, within [0, 1], and narrows with more rows', async () => {
    const widths = []
    for (const rows of [200, 3200]) {
      const [real, synthetic] = [mixedTable(rows, 1), mixedTable(rows, 2)]
      const quality = evaluateQuality({ real, synthetic })
      const interval = await intervalOf(real, synthetic)
      for (const key of ['score', 'columnShapes', 'columnPairTrends'] as const) {
        const [low = 1, high = 0] = interval[key] ?? []
        expect(low).toBeLessThan(quality[key].value ?? Number.NaN)
        expect(high).toBeGreaterThan(quality[key].value ?? Number.NaN)
      }
      expect(interval).toMatchObject({ resamples: 200, rows: { real: rows, synthetic: rows } })
      widths.push((interval.columnShapes?.[1] ?? 0) - (interval.columnShapes?.[0] ?? 0))
    }
    // Sixteen times the rows, a quarter of the width.
    expect((widths[0] ?? 0) / (widths[1] ?? 0)).toBeGreaterThan(2.5)
    const perfect = await intervalOf(mixedTable(200), mixedTable(200))
    expect(perfect.score?.[1]).toBe(1)
    expect(perfect.score?.[0]).toBeLessThan(1)
  })

  it('is as wide when a part of the rows is drawn', async () => {
    const [real, synthetic] = [mixedTable(3000, 1), mixedTable(1500, 2)]
    const width = (interval: readonly [number, number] | null) => (interval?.[1] ?? 0) - (interval?.[0] ?? 0)
    const [all, part] = [
      await intervalsOf(real, synthetic),
      await intervalsOf(real, synthetic, { maxRows: 600 }),
    ]
    expect(part.sdmetrics.rows).toEqual({ real: 600, synthetic: 300 })
    for (const scoring of ['sdmetrics', 'allPairs'] as const) {
      for (const key of ['score', 'columnShapes', 'columnPairTrends'] as const) {
        // Standard deviations of 200 resamples are known to 5 %, and the choice of the part adds to it.
        expect(width(part[scoring][key]) / width(all[scoring][key])).toBeGreaterThan(0.6)
        expect(width(part[scoring][key]) / width(all[scoring][key])).toBeLessThan(1.6)
      }
    }
  })

  it('covers pairs of numbers', async () => {
    const interval = await intervalOf(numericTable(400, 1), numericTable(400, 2))
    // Both correlations are 0.998, and hardly vary.
    expect(interval.columnPairTrends?.[0]).toBeGreaterThan(0.99)
  })

  it('is null where the score is, and the same for the same seed', async () => {
    const empty = selectRows(mixedTable(10), new Int32Array(0))
    expect(await intervalOf(mixedTable(10), empty, { resamples: 10 })).toMatchObject({
      score: null,
      columnShapes: null,
      columnPairTrends: null,
    })
    const table = degenerateTable(20)
    const interval = await intervalOf(table, table, { resamples: 20 })
    expect(JSON.parse(JSON.stringify(interval))).toEqual(interval)
    expect(await intervalOf(table, table, { resamples: 20 })).toEqual(interval)
  })
})

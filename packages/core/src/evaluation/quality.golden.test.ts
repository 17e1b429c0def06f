import { describe, expect, it } from 'vitest'
import { at, describePair, figure, list, metricPairs } from '../../test/golden.ts'
import { evaluateQuality, type QualityScoring, rescoreQuality } from './quality.ts'

/** What the golden figures promise for everything that is not random. */
const tolerance = 1e-9

const scorings: readonly (readonly [QualityScoring, string])[] = [
  ['sdmetrics', 'default'],
  ['sdmetrics-all-pairs', 'all_pairs'],
]

function expectFigure(actual: number | null, expected: number | null | undefined, what: string): void {
  if (typeof expected !== 'number') expect(actual, what).toBeNull()
  else expect(Math.abs((actual ?? Number.NaN) - expected), what).toBeLessThanOrEqual(tolerance)
}

describe.each(metricPairs)('SDMetrics’ quality report', (pair) => {
  describePair(pair, ({ real, synthetic, expected }) => {
    const measured = evaluateQuality({ real, synthetic })

    it.each(scorings)('agrees under %s', (scoring, key) => {
      const golden = at(expected, 'quality_report', key)
      const result = rescoreQuality(measured, scoring)
      expectFigure(result.score.value, figure(golden, 'score'), 'score')
      expectFigure(result.columnShapes.value, figure(golden, 'properties', 'Column Shapes'), 'column shapes')
      expectFigure(
        result.columnPairTrends.value,
        figure(golden, 'properties', 'Column Pair Trends'),
        'pair trends',
      )
      // SDMetrics also calls a pair counted whose correlation is undefined, if no threshold applies: it is in no mean.
      const scored = list(golden, 'column_pair_trends').filter((row) => typeof at(row, 'Score') === 'number')
      const undefinedPairs = pair === 'tiny' && scoring === 'sdmetrics-all-pairs' ? 1 : 0
      expect(result.pairsCounted).toBe(scored.length)
      expect(result.pairsCounted + undefinedPairs).toBe(figure(golden, 'pairs_counted'))

      const shapes = list(golden, 'column_shapes')
      expect(result.columns.map((column) => column.column)).toEqual(shapes.map((row) => at(row, 'Column')))
      shapes.forEach((row, i) => {
        expect(result.columns[i]?.metric).toBe(at(row, 'Metric'))
        expectFigure(result.columns[i]?.value ?? null, figure(row, 'Score'), `shape of ${at(row, 'Column')}`)
      })

      const trends = list(golden, 'column_pair_trends')
      expect(result.pairs).toHaveLength(trends.length)
      trends.forEach((row, i) => {
        const trend = result.pairs[i]
        const what = trend?.columns.join(' × ')
        expect(trend?.columns).toEqual([at(row, 'Column 1'), at(row, 'Column 2')])
        expect(trend?.metric).toBe(at(row, 'Metric'))
        expectFigure(trend?.counted ? trend.value : null, figure(row, 'Score'), `trend of ${what}`)
        const association = figure(row, 'Real Correlation') ?? figure(row, 'Real Association') ?? null
        if (association !== null)
          expectFigure(trend?.realAssociation ?? null, association, `association of ${what}`)
      })
    })
  })
})

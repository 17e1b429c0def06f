import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { at, describePair, figure, list, metricPairs, readGoldenTable } from '../../test/golden.ts'
import { createRng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { attributionKeys } from './attribution-keys.ts'
import { type AttributionMethod, attributionProtection } from './correct-attribution.ts'
import { dcrBaselineProtection } from './dcr-baseline-protection.ts'
import { dcrOverfittingProtection } from './dcr-overfitting-protection.ts'
import { disclosureProtection, disclosureProtectionEstimate } from './disclosure-protection.ts'
import { distanceToClosestRecord } from './distance-to-closest-record.ts'
import { newRowSynthesis } from './new-row-synthesis.ts'
import { mean, median } from './statistic-similarity.ts'

/** What the golden figures promise for everything that is not random. */
const tolerance = 1e-9

function expectFigure(
  actual: number | null | undefined,
  expected: number | null | undefined,
  what: string,
): void {
  if (typeof expected !== 'number') expect(actual, what).toBeNull()
  else expect(Math.abs((actual ?? Number.NaN) - expected), what).toBeLessThanOrEqual(tolerance)
}

const methods: readonly (readonly [AttributionMethod, string, string])[] = [
  ['cap', 'cap', 'direct_CategoricalCAP'],
  ['zeroCap', 'zero_cap', 'direct_CategoricalZeroCAP'],
  ['generalizedCap', 'generalized_cap', 'direct_CategoricalGeneralizedCAP'],
]

const names = (value: unknown) => (Array.isArray(value) ? value.map(String) : [])

describe.each(metricPairs)('SDMetrics’ privacy figures', (pair) => {
  describePair(pair, ({ real, synthetic, validation, expected, schema, folder }) => {
    it('agree for distances to the closest record', () => {
      const check = (rows: Table, reference: Table, ...key: string[]) => {
        const distances = distanceToClosestRecord(rows, reference)
        list(expected, 'dcr', ...key, 'per_row').forEach((distance, row) => {
          expectFigure(
            distances[row],
            typeof distance === 'number' ? distance : null,
            `${key.join()} row ${row}`,
          )
        })
        expect(distances).toHaveLength(list(expected, 'dcr', ...key, 'per_row').length)
        expectFigure(median(distances), figure(expected, 'dcr', ...key, 'median'), `${key.join()} median`)
        expectFigure(mean(distances), figure(expected, 'dcr', ...key, 'mean'), `${key.join()} mean`)
        return distances.filter((distance) => distance === 0).length / distances.length
      }
      const zeroShare = check(synthetic, real, 'synthetic_to_train')
      expectFigure(zeroShare, figure(expected, 'dcr', 'synthetic_to_train', 'zero_share'), 'zero share')
      check(synthetic, validation, 'synthetic_to_validation')
      check(validation, real, 'validation_to_train')

      const randomTable = join(folder, 'random_baseline.csv')
      if (!existsSync(randomTable)) return
      // A date column's own format gives way to the saved one; other columns have none.
      check(
        readGoldenTable(randomTable, schema, '%Y-%m-%d %H:%M:%S.%f'),
        real,
        'baseline_protection',
        'random_table_to_train',
      )
    })

    it('agree for overfitting protection', () => {
      const golden = at(expected, 'dcr')
      const result = dcrOverfittingProtection.compute({ train: real, synthetic, holdout: validation })
      expectFigure(result.value, figure(golden, 'overfitting_protection', 'score'), 'score')
      expectFigure(result.closerToTrain, figure(golden, 'share', 'closer_to_train'), 'train')
      expectFigure(result.equallyClose, figure(golden, 'share', 'ties'), 'ties')
      expectFigure(result.closerToHoldout, figure(golden, 'share', 'closer_to_validation'), 'holdout')
    })

    it('agree for new rows', () => {
      const result = newRowSynthesis.compute({ real, synthetic })
      expectFigure(result.value, figure(expected, 'new_row_synthesis', 'score'), 'score')
      expect(result.newRows).toBe(figure(expected, 'new_row_synthesis', 'num_new_rows'))
      expect(result.matchedRows).toBe(figure(expected, 'new_row_synthesis', 'num_matched_rows'))
    })

    it('agree for baseline protection, within what chance allows', () => {
      const golden = at(expected, 'dcr', 'baseline_protection', 'twenty_seeds')
      const result = dcrBaselineProtection.compute({ real, synthetic, rng: createRng(1) })
      // Undefined there where a range or a column cannot be drawn from.
      if (golden === undefined) return
      const spread = (key: string) => 4 * (figure(golden, `${key}_sd`) ?? 0) + tolerance
      const distance = (actual: number | null, key: string) =>
        Math.abs((actual ?? Number.NaN) - (figure(golden, `${key}_mean`) ?? Number.NaN))
      expect(distance(result.value, 'score')).toBeLessThanOrEqual(spread('score'))
      expect(distance(result.randomMedian, 'random_median')).toBeLessThanOrEqual(spread('random_median'))
      expectFigure(result.syntheticMedian, figure(expected, 'dcr', 'synthetic_to_train', 'median'), 'median')
    })

    it.each(methods)('agree for disclosure by %s', (method, key, directKey) => {
      for (const golden of list(expected, 'disclosure')) {
        const [known, sensitive] = [names(at(golden, 'known')), names(at(golden, 'sensitive'))]
        const continuous = names(at(golden, 'continuous'))
        const result = disclosureProtection.compute({ real, synthetic, known, sensitive, continuous, method })
        const what = `${known} → ${sensitive}`
        expectFigure(result.value, figure(golden, key, 'score'), what)
        expectFigure(result.protection, figure(golden, key, 'cap_protection'), what)
        expectFigure(result.baselineProtection, figure(golden, key, 'baseline_protection'), what)

        if (at(golden, directKey) === undefined) continue
        const keys = (columns: readonly string[]) =>
          columns.map((name) => attributionKeys(real, synthetic, name, false))
        const direct = attributionProtection(keys(known), keys(sensitive), { method, missing: 'unequal' })
        expectFigure(direct.value, figure(golden, directKey), `${what} direct`)
      }
    })

    it('agree for the estimate of disclosure, within 0.03', () => {
      for (const golden of list(expected, 'disclosure')) {
        const key = 'estimate_cap_200_rows_10_iterations'
        if (at(golden, key) === undefined) continue
        const runs = list(golden, key).map((run) => figure(run, 'score') ?? null)
        const result = disclosureProtectionEstimate.compute({
          real,
          synthetic,
          known: names(at(golden, 'known')),
          sensitive: names(at(golden, 'sensitive')),
          continuous: names(at(golden, 'continuous')),
          rng: createRng(2),
          rows: 200,
        })
        if (runs.includes(null)) expect(result.value).toBeNull()
        else {
          const expectedMean = runs.reduce<number>((sum, run) => sum + (run ?? 0), 0) / runs.length
          expect(Math.abs((result.value ?? Number.NaN) - expectedMean)).toBeLessThanOrEqual(0.03)
        }
      }
    })
  })
})

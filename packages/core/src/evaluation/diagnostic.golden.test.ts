import { describe, expect, it } from 'vitest'
import { at, figure, findPair, list, metricPairs, pairTitle, readPair } from '../../test/golden.ts'
import { evaluateDiagnostic } from './diagnostic.ts'

/** What the golden figures promise for everything that is not random. */
const tolerance = 1e-9

describe.each(metricPairs)('SDMetrics’ diagnostic report', (pair) => {
  it.skipIf(findPair(pair) === undefined)(`agrees on ${pairTitle(pair)}`, () => {
    const { real, synthetic, expected } = readPair(pair)
    const golden = at(expected, 'diagnostic_report')
    const result = evaluateDiagnostic({ real, synthetic })

    const isClose = (actual: number | null, wanted: number | null | undefined, what: string) =>
      typeof wanted === 'number'
        ? expect(Math.abs((actual ?? Number.NaN) - wanted), what).toBeLessThanOrEqual(tolerance)
        : expect(actual, what).toBeNull()
    isClose(result.score.value, figure(golden, 'score'), 'score')
    isClose(result.dataValidity.value, figure(golden, 'properties', 'Data Validity'), 'validity')
    isClose(result.dataStructure.value, figure(golden, 'properties', 'Data Structure'), 'structure')
    // Formats concern text; our datetimes are numbers.
    const validity = list(golden, 'data_validity').filter(
      (row) => at(row, 'Metric') !== 'DatetimeFormatAdherence',
    )
    const ours = new Map(result.columns.map((column) => [column.column, column]))
    expect(ours.size).toBe(validity.length)
    for (const row of validity) {
      const column = ours.get(String(at(row, 'Column')))
      expect(column?.metric).toBe(at(row, 'Metric'))
      isClose(column?.value ?? null, figure(row, 'Score'), String(at(row, 'Column')))
    }
  })
})

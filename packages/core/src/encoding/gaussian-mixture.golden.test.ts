import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCsvColumns, toNumbers } from '../../test/csv-columns.ts'
import {
  acceptedRange,
  expectedDensity,
  fitFiveSeeds,
  mixtureFolder,
  readMixtureGolden,
  score,
} from '../../test/mixture-golden.ts'
import { fitGaussianMixtureFrom } from './gaussian-mixture.ts'

const golden = readMixtureGolden()

function expectRelative(
  actual: readonly number[],
  wanted: readonly number[],
  tolerance: number,
  what: string,
) {
  expect(actual.length, what).toBe(wanted.length)
  const worst = Math.max(
    ...wanted.map(
      (value, k) => Math.abs((actual[k] ?? Number.NaN) - value) / Math.max(Math.abs(value), 1e-300),
    ),
  )
  expect(worst, what).toBeLessThan(tolerance)
}

describe('from a given start, agrees with scikit-learn', () => {
  it.each(Object.entries(golden.deterministic))('%s', async (name, wanted) => {
    const columns = readCsvColumns(join(mixtureFolder, `deterministic_${name}.csv`))
    const values = toNumbers(columns.get('x'))
    const assignment = Int32Array.from(columns.get('component') ?? [], Number)
    const counts = new Float64Array(values.length).fill(1)
    const fit = (maxIterations: number) =>
      fitGaussianMixtureFrom(values, counts, assignment, { maxIterations, tolerance: 0 })
    const stages = [
      [0, wanted.after_initial_m_step],
      [1, wanted.after_1_iterations],
      [5, wanted.after_5_iterations],
      [100, wanted.after_100_iterations],
    ] as const
    for (const [iterations, figures] of stages) {
      const mixture = await fit(iterations)
      const variances = mixture.standardDeviations.map((deviation) => deviation ** 2)
      // 1e-9: what two independent implementations in double precision agree to, with a margin (golden README: 5e-11).
      const check = (actual: readonly number[], expected: readonly number[], what: string) =>
        expectRelative(actual, expected, 1e-9, `${what} after ${iterations}`)
      check(mixture.stickA, figures.stick_a, 'a')
      check(mixture.stickB, figures.stick_b, 'b')
      check(mixture.weights, figures.weights, 'weights')
      check(mixture.means, figures.means, 'means')
      check(variances, figures.variances, 'variances')
      check(mixture.meanPrecisions, figures.mean_precisions, 'mean precisions')
      check(mixture.degreesOfFreedom, figures.degrees_of_freedom, 'degrees of freedom')
      check([score(mixture, values)], [figures.mean_log_prob_norm], 'mean log density')
      // The bound is a sum over rows of terms that cancel: 1e-7 absolute.
      mixture.lowerBounds.forEach((bound, round) => {
        expect(Math.abs(bound - (wanted.lower_bounds[round] ?? Number.NaN)), `bound ${round}`).toBeLessThan(
          1e-7,
        )
      })
      expect(mixture.lowerBounds.length).toBe(iterations)
    }
    const last = await fit(100)
    wanted.first_10_rows_responsibilities_after_100.forEach((row, n) => {
      const { responsibilities } = expectedDensity(last, values[n] ?? 0)
      row.forEach((share, k) => {
        expect(
          Math.abs((responsibilities[k] ?? Number.NaN) - share),
          `row ${n}, component ${k}`,
        ).toBeLessThan(1e-9)
      })
    })
  })
})

describe('from its own start, is as good as scikit-learn (mean of five seeds)', () => {
  const made = Object.entries(golden.columns).filter(([name]) => name.startsWith('made.'))
  it.each(made)('%s', async (_, wanted) => {
    const file = join(mixtureFolder, basename(wanted.source.file))
    const { meanScore, validCounts } = await fitFiveSeeds(
      toNumbers(readCsvColumns(file).get(wanted.source.column)),
    )
    const { minScore, maxScore, minValid, maxValid } = acceptedRange(wanted)
    expect(meanScore).toBeGreaterThanOrEqual(minScore)
    expect(meanScore).toBeLessThanOrEqual(maxScore)
    expect(Math.min(...validCounts)).toBeGreaterThanOrEqual(minValid)
    expect(Math.max(...validCounts)).toBeLessThanOrEqual(maxValid)
  })
})

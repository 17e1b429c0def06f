import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataTitle, findDataFile, readCsvColumns, toNumbers } from '../../test/csv-columns.ts'
import { mixtureFolder, readMixtureGolden } from '../../test/mixture-golden.ts'
import { createRng } from '../random/rng.ts'
import { fitGaussianMixture, fitGaussianMixtureFrom, type GaussianMixture } from './gaussian-mixture.ts'
import { logOffsets } from './variational-steps.ts'

const golden = readMixtureGolden()

/** log Σ_k exp(expected log term of k at x) for one x, and each component's share. */
function expectedDensity(mixture: GaussianMixture, x: number, offsets = logOffsets(mixture)) {
  const logs = offsets.map((offset, k) => {
    const distance = (x - (mixture.means[k] ?? 0)) / (mixture.standardDeviations[k] ?? 1)
    return offset - 0.5 * distance * distance
  })
  const largest = Math.max(...logs)
  const sum = logs.reduce((total, log) => total + Math.exp(log - largest), 0)
  const log = largest + Math.log(sum)
  return { log, responsibilities: logs.map((each) => Math.exp(each - log)) }
}

/** scikit-learn's `score`. */
function score(mixture: GaussianMixture, values: Float64Array): number {
  const distinct = new Map<number, number>()
  for (const x of values) distinct.set(x, (distinct.get(x) ?? 0) + 1)
  const offsets = logOffsets(mixture)
  let total = 0
  for (const [x, count] of distinct) total += count * expectedDensity(mixture, x, offsets).log
  return total / values.length
}

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
  it.each(Object.entries(golden.deterministic))('%s', (name, wanted) => {
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
      const mixture = fit(iterations)
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
    const last = fit(100)
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
  for (const [name, { source, score: wanted, valid_components: components }] of Object.entries(
    golden.columns,
  )) {
    const isMade = name.startsWith('made.')
    const copy = join(mixtureFolder, source.file.replace('golden/mixture/', ''))
    const file = isMade ? copy : findDataFile(source.file)
    it.skipIf(file === undefined)(isMade ? name : dataTitle(name, source.file), () => {
      const column = toNumbers(readCsvColumns(file ?? '').get(source.column))
      const values = column.filter((value) => !Number.isNaN(value)).subarray(0, isMade ? undefined : 10_000)
      const fits = [0, 1, 2, 3, 4].map((seed) => fitGaussianMixture(values, { rng: createRng(seed) }))
      const mean = fits.reduce((sum, mixture) => sum + score(mixture, values) / fits.length, 0)
      const valid = fits.map((mixture) => mixture.weights.filter((weight) => weight > 0.005).length)
      // Local optima differ between seeds, by this much in scikit-learn itself (golden README).
      expect(mean).toBeGreaterThanOrEqual(wanted.min - Math.max(0.005, 3 * wanted.sd))
      expect(mean).toBeLessThanOrEqual(wanted.max + Math.max(0.02, 3 * wanted.sd))
      for (const count of valid) {
        expect(count).toBeGreaterThanOrEqual(components.min - 2)
        expect(count).toBeLessThanOrEqual(components.max + 2)
      }
    })
  }
})

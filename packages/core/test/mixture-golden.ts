import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fitGaussianMixture, type GaussianMixture } from '../src/encoding/gaussian-mixture.ts'
import { logOffsets } from '../src/encoding/variational-steps.ts'
import { createRng } from '../src/random/rng.ts'

export const mixtureFolder = join(import.meta.dirname, 'data/golden/mixture')

export interface GoldenParameters {
  readonly stick_a: number[]
  readonly stick_b: number[]
  readonly weights: number[]
  readonly means: number[]
  readonly variances: number[]
  readonly mean_precisions: number[]
  readonly degrees_of_freedom: number[]
  readonly mean_log_prob_norm: number
}
export interface DeterministicMixture {
  readonly lower_bounds: number[]
  readonly first_10_rows_responsibilities_after_100: number[][]
  readonly after_initial_m_step: GoldenParameters
  readonly after_1_iterations: GoldenParameters
  readonly after_5_iterations: GoldenParameters
  readonly after_100_iterations: GoldenParameters
}
export interface RandomMixture {
  readonly source: { readonly file: string; readonly column: string }
  readonly score: { readonly min: number; readonly max: number; readonly sd: number }
  readonly valid_components: { readonly min: number; readonly max: number }
}
export interface MixtureGolden {
  readonly columns: Readonly<Record<string, RandomMixture>>
  readonly deterministic: Readonly<Record<string, DeterministicMixture>>
}

/** What scikit-learn's BayesianGaussianMixture finds; see `data/README.md`. */
export function readMixtureGolden(): MixtureGolden {
  return JSON.parse(readFileSync(join(mixtureFolder, 'expected.json'), 'utf8'))
}

/** log Σ_k exp(expected log term of k at x) for one x, and each component's share. */
export function expectedDensity(mixture: GaussianMixture, x: number, offsets = logOffsets(mixture)) {
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
export function score(mixture: GaussianMixture, values: Float64Array): number {
  const distinct = new Map<number, number>()
  for (const x of values) distinct.set(x, (distinct.get(x) ?? 0) + 1)
  const offsets = logOffsets(mixture)
  let total = 0
  for (const [x, count] of distinct) total += count * expectedDensity(mixture, x, offsets).log
  return total / values.length
}

/** Fits from five seeds: mean score, and how many components are valid (weight > 0.005) in each. */
export async function fitFiveSeeds(
  values: Float64Array,
): Promise<{ meanScore: number; validCounts: number[] }> {
  const fits = await Promise.all(
    [0, 1, 2, 3, 4].map((seed) => fitGaussianMixture(values, { rng: createRng(seed) })),
  )
  return {
    meanScore: fits.reduce((sum, mixture) => sum + score(mixture, values) / fits.length, 0),
    validCounts: fits.map((mixture) => mixture.weights.filter((weight) => weight > 0.005).length),
  }
}

/** The range that scikit-learn's own seeds span, widened as the golden README says: local optima differ between seeds. */
export function acceptedRange({ score: { min, max, sd }, valid_components: valid }: RandomMixture) {
  return {
    minScore: min - Math.max(0.005, 3 * sd),
    maxScore: max + Math.max(0.02, 3 * sd),
    minValid: valid.min - 2,
    maxValid: valid.max + 2,
  }
}

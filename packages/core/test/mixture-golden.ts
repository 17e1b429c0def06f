import { readFileSync } from 'node:fs'
import { join } from 'node:path'

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

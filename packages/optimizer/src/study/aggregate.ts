/**
 * Notation
 *   m        number of metrics
 *   l_j      loss of metric j: its value, or minus its value when it is maximised
 *   w_j      weight of metric j
 *   weighted Σ w_j l_j
 *   rank     Σ w_j R_j / Σ w_j, R_j the rank of l_j among all complete trials as a share (ties share theirs): ranks are computed anew
 *            after every trial (IORBO: iterative objective refinement by ranks, TabGen, TMLR 2026)
 *   pareto   max_j λ_j z_j + .05 Σ λ_j z_j, z_j = l_j scaled to [0, 1] over the complete trials, λ drawn anew for every suggestion from the
 *            simplex and multiplied by w: the augmented Chebyshev function of J. Knowles, "ParEGO", IEEE Trans. Evol. Comp. 10(1), 2006, eq. 2
 */
import type { Rng } from '@tabricate/core'
import { type Metric, toLoss } from './metric.ts'
import type { Trial } from './trial.ts'

/** How the values of several metrics become one loss. */
export type Aggregate = 'weighted' | 'rank' | 'pareto'

const chebyshevSlope = 0.05

/**
 * Loss of every trial by number; NaN where there is none. A pruned trial has its last report, with a single metric only: reports on the
 * way are of the first metric.
 */
export function aggregateLosses(
  trials: readonly Trial[],
  metrics: readonly Metric[],
  aggregate: Aggregate,
  rng: Rng,
): Float64Array {
  const perMetric = metrics.map((metric, j) => metricLosses(trials, metric, j))
  const [first] = perMetric
  if (metrics.length === 1 && first !== undefined) return addPruned(first, trials, metrics)
  const weights = metrics.map(({ weight }) => weight)
  switch (aggregate) {
    case 'weighted':
      return combine(perMetric, (losses) => weightedSum(losses, weights))
    case 'rank': {
      const total = weights.reduce((sum, weight) => sum + weight, 0)
      return combine(perMetric.map(ranks), (shares) => weightedSum(shares, weights) / total)
    }
    case 'pareto': {
      const lambda = simplexDraw(rng, metrics.length).map((share, j) => share * (weights[j] ?? 1))
      return combine(perMetric.map(scaled), (losses) => {
        const terms = losses.map((loss, j) => loss * (lambda[j] ?? 0))
        return Math.max(...terms) + chebyshevSlope * terms.reduce((sum, term) => sum + term, 0)
      })
    }
    default:
      return aggregate satisfies never
  }
}

/** The complete trials that no other one beats or equals in every metric while beating it in one. */
export function paretoFront<T extends Pick<Trial, 'values'>>(
  trials: readonly T[],
  metrics: readonly Metric[],
): T[] {
  const complete = trials.filter((trial) => trial.values !== null)
  const losses = complete.map(({ values }) =>
    metrics.map((metric, j) => toLoss(metric.direction, values?.[j] ?? 0)),
  )
  return complete.filter((_, i) => !losses.some((other) => dominates(other, losses[i] ?? [])))
}

function dominates(a: readonly number[], b: readonly number[]): boolean {
  return a.every((loss, j) => loss <= (b[j] ?? 0)) && a.some((loss, j) => loss < (b[j] ?? 0))
}

function metricLosses(trials: readonly Trial[], { direction }: Metric, j: number): Float64Array {
  return Float64Array.from(trials, ({ values }) => toLoss(direction, values?.[j] ?? Number.NaN))
}

function addPruned(
  losses: Float64Array,
  trials: readonly Trial[],
  [metric]: readonly Metric[],
): Float64Array {
  return losses.map((loss, i) => {
    const trial = trials[i]
    if (trial?.state !== 'pruned' || metric === undefined) return loss
    return toLoss(metric.direction, trial.reports.at(-1)?.value ?? Number.NaN)
  })
}

function combine(
  perMetric: readonly Float64Array[],
  join: (losses: readonly number[]) => number,
): Float64Array {
  const [first = new Float64Array(0)] = perMetric
  return first.map((_, i) => join(perMetric.map((losses) => losses[i] ?? Number.NaN)))
}

function weightedSum(losses: readonly number[], weights: readonly number[]): number {
  return losses.reduce((sum, loss, j) => sum + loss * (weights[j] ?? 1), 0)
}

/** Ranks as shares in [0, 1]; ties have their mean rank. */
function ranks(losses: Float64Array): Float64Array {
  const present = losses.filter((loss) => !Number.isNaN(loss)).sort()
  const last = Math.max(1, present.length - 1)
  return losses.map((loss) => {
    if (Number.isNaN(loss)) return loss
    const below = present.findIndex((each) => each >= loss)
    const notAbove = present.findLastIndex((each) => each <= loss)
    return (below + notAbove) / 2 / last
  })
}

function scaled(losses: Float64Array): Float64Array {
  let low = Infinity
  let high = -Infinity
  for (const loss of losses) {
    if (loss < low) low = loss
    if (loss > high) high = loss
  }
  return losses.map((loss) => (high > low ? (loss - low) / (high - low) : loss - low))
}

/** Uniform over the weights that sum to 1. */
function simplexDraw(rng: Rng, count: number): number[] {
  const draws = Array.from({ length: count }, () => -Math.log(1 - rng.uniform()))
  const sum = draws.reduce((total, draw) => total + draw, 0)
  return draws.map((draw) => draw / sum)
}

import type { Observation } from '../strategy/strategy.ts'
import { type Rows, toRows } from './matern.ts'
import { fitOutputTransform } from './output-transform.ts'

/** What a Gaussian process learns from a history. */
export interface TrainingSet {
  readonly rows: Rows
  readonly points: readonly Float64Array[]
  /** Transformed and standardised losses. */
  readonly y: Float64Array
  /** Rows by increasing y. */
  readonly order: readonly number[]
}

/** The cost of a Gaussian process grows with the cube of its observations. */
export const mostObservations = 200

/**
 * Complete trials with their losses; pruned ones with their last report, but never as better than the best complete one; failed ones as
 * bad as the worst: whatever made them fail is to be kept away from. Of more than {@link mostObservations}, the best and the newest. `undefined`
 * when no trial has a loss.
 */
export function trainingSet(history: readonly Observation[]): TrainingSet | undefined {
  let best = Infinity
  let worst = -Infinity
  for (const { state, loss } of history) {
    if (state !== 'complete') continue
    best = Math.min(best, loss)
    worst = Math.max(worst, loss)
  }
  if (best === Infinity) return undefined
  const judged = history.flatMap(({ state, loss, point }) => {
    if (state === 'running') return []
    if (state === 'complete') return [{ point, loss }]
    return [{ point, loss: state === 'pruned' && !Number.isNaN(loss) ? Math.max(best, loss) : worst }]
  })
  const kept = judged.length <= mostObservations ? judged : bestAndNewest(judged)
  const losses = Float64Array.from(kept, ({ loss }) => loss)
  const transform = fitOutputTransform(losses)
  const y = losses.map(transform.apply)
  const points = kept.map(({ point }) => point)
  const order = points.map((_, i) => i).sort((a, b) => (y[a] ?? 0) - (y[b] ?? 0))
  return { rows: toRows(points), points, y, order }
}

function bestAndNewest<T extends { readonly loss: number }>(judged: readonly T[]): T[] {
  const byLoss = [...judged].sort((a, b) => a.loss - b.loss)
  const kept = new Set(byLoss.slice(0, mostObservations / 2))
  for (let i = judged.length - 1; i >= 0 && kept.size < mostObservations; i--) {
    const each = judged[i]
    if (each !== undefined) kept.add(each)
  }
  return judged.filter((each) => kept.has(each))
}

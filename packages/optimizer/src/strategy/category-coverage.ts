/**
 * Notation
 *   t    trials so far
 *   c    a combination of choices, one of each categorical parameter; C the number of combinations
 *   n_c  trials of c
 *   due  n_c < ⌊√(t / C)⌋: every combination is looked at again and again, but ever less often
 */
import type { PointScore } from '../acquisition/local-search.ts'
import { levelsOf, type SearchSpace } from '../space/search-space.ts'
import type { Observation } from './strategy.ts'

/** Positions of all categorical parameters by their place. */
export type Combination = ReadonlyMap<number, number>

/** More combinations than this are left to the acquisition alone: most would never be tried. */
const mostCombinations = 64

/**
 * The combination of choices that is due to be tried, of several the one that promises most beside the best points; `undefined` when none is.
 *
 * A Gaussian process believes that what holds for a choice in one combination holds in others; so one bad trial can rule out a choice for good whose
 * other combinations are the best there are. Every second suggestion at most is spent on this.
 */
export function dueCombination(
  { dimensions, constraints }: SearchSpace,
  history: readonly Observation[],
  anchors: readonly Float64Array[],
  score: PointScore,
): Combination | undefined {
  const places = dimensions.flatMap(({ kind }, i) => (kind === 'categorical' ? [i] : []))
  const names = new Set(places.map((i) => dimensions[i]?.name))
  const constrained = constraints.some(({ parameters }) => parameters.some((name) => names.has(name)))
  const count = places.reduce((product, i) => {
    const dimension = dimensions[i]
    return product * (dimension === undefined ? 1 : levelsOf(dimension))
  }, 1)
  if (places.length === 0 || constrained || count > mostCombinations || history.length % 2 === 1)
    return undefined
  const least = Math.floor(Math.sqrt(history.length / count))
  const trials = new Map<string, number>()
  for (const { point } of history) {
    const key = places.map((i) => point[i]).join()
    trials.set(key, (trials.get(key) ?? 0) + 1)
  }
  let best: Combination | undefined
  let bestValue = -Infinity
  for (const combination of combinations(dimensions, places)) {
    if ((trials.get(places.map((i) => combination.get(i)).join()) ?? 0) >= least) continue
    for (const anchor of anchors) {
      const point = Float64Array.from(anchor, (position, i) => combination.get(i) ?? position)
      const value = score.value(point)
      if (value <= bestValue && best !== undefined) continue
      best = combination
      bestValue = value
    }
  }
  return best
}

function combinations(
  dimensions: SearchSpace['dimensions'],
  places: readonly number[],
): Map<number, number>[] {
  return places.reduce<Map<number, number>[]>(
    (all, i) => {
      const dimension = dimensions[i]
      const levels = dimension === undefined ? 1 : levelsOf(dimension)
      return all.flatMap((each) =>
        Array.from({ length: levels }, (_, k) => new Map<number, number>([...each, [i, k]])),
      )
    },
    [new Map<number, number>()],
  )
}

import { normal } from '@tabricate/core'
import type { Observation, Strategy } from '@tabricate/optimizer'

/**
 * A strategy of one's own: ten random points, then steps around the best one, which become smaller. A position is in [0, 1] for a number,
 * and the index of a choice; what lies beside the space, or breaks a rule, is repaired by the study. All memory is the history, hence
 * a saved study goes on exactly.
 */
export function annealing({ randomTrials = 10, cooling = 0.97 } = {}): Strategy {
  return {
    id: 'annealing',
    suggest({ searchSpace, history, rng }) {
      const best = history.length < randomTrials ? undefined : bestOf(history)
      const width = Math.max(0.02, 0.3 * cooling ** (history.length - randomTrials))
      const point = searchSpace.dimensions.map((dimension, index) => {
        const center = best?.point[index]
        if (dimension.kind === 'numeric')
          return center === undefined ? rng.uniform() : center + width * normal(rng)
        const stays = center !== undefined && rng.uniform() > width
        return stays ? center : Math.floor(rng.uniform() * dimension.choices.length)
      })
      return { point: Float64Array.from(point) }
    },
  }
}

/** Running and failed trials have no loss: it is NaN. */
function bestOf(history: readonly Observation[]): Observation | undefined {
  const done = history.filter(({ loss }) => !Number.isNaN(loss))
  return done.sort((a, b) => a.loss - b.loss)[0]
}

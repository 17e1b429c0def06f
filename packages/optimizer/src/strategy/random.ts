import { fromUnitCube } from '../space/search-space.ts'
import type { Strategy } from './strategy.ts'

/** Every trial is drawn on its own, evenly over the space (over the logarithm where asked for). The floor for all other strategies. */
export function random(): Strategy {
  return {
    id: 'random',
    suggest: ({ searchSpace, rng }) => ({
      point: fromUnitCube(
        searchSpace,
        searchSpace.dimensions.map(() => rng.uniform()),
      ),
    }),
  }
}

import { createRng } from '@tabricate/core'
import { expect, it } from 'vitest'
import { categorical, float, int } from '../space/parameter.ts'
import { createSearchSpace } from '../space/search-space.ts'
import { maximize } from './maximize.ts'

const searchSpace = createSearchSpace({
  ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`x${i}`, float(0, 1)])),
  n: int(1, 60),
  c: categorical(['a', 'b', 'c']),
})

/** Largest at x = 0.3, hard to climb. */
function slope(point: Float64Array, target: Float64Array): number {
  let value = 0
  for (let i = 0; i < 8; i++) {
    const from = (point[i] ?? 0) - 0.3
    value -= 100 ** (i / 7) * from * from
    target[i] = -2 * 100 ** (i / 7) * from
  }
  return value
}

it('finds the top, and lets others run after no more than 200 evaluations', async () => {
  let since = 0
  let most = 0
  const count = () => {
    since++
    most = Math.max(most, since)
  }
  const scratch = new Float64Array(10)
  const [best] = await maximize(
    searchSpace,
    {
      value(point) {
        count()
        return slope(point, scratch)
      },
      valueWithSlope(point, target) {
        count()
        return slope(point, target)
      },
    },
    {
      anchors: [],
      rng: createRng(1),
      cellsPerPoint: 1,
      pace: async () => {
        since = 0
      },
    },
  )
  expect(most).toBeLessThanOrEqual(200)
  expect(best?.value).toBeGreaterThan(-1e-6)
})

import type { Rng } from '@tabricate/core'
import { mul } from '../graph/elementwise.ts'
import type { Node } from '../graph/node.ts'

/** x with the entries that the mask drops set to 0 and the others scaled up; `mask` as filled by {@link fillDropoutMask}. */
export const dropout = (x: Node, mask: Node): Node => mul(x, mask)

/**
 * Fills a mask with 0 (probability `rate`) and 1 / (1 − rate), so that the mean stays: "inverted" dropout,
 * N. Srivastava et al., JMLR 15, 2014, section 10.
 *
 * @param rate share of entries to drop, from 0 to below 1. At 0.5, 32 entries cost one draw; at others one each.
 */
export function fillDropoutMask(rng: Rng, target: Float32Array, rate: number): void {
  const kept = 1 / (1 - rate)
  if (rate === 0.5) {
    for (let i = 0; i < target.length; i += 32) {
      const bits = rng.uint32()
      const end = Math.min(32, target.length - i)
      for (let j = 0; j < end; j++) target[i + j] = ((bits >>> j) & 1) * kept
    }
    return
  }
  const threshold = rate * 4294967296
  for (let i = 0; i < target.length; i++) target[i] = rng.uint32() < threshold ? 0 : kept
}

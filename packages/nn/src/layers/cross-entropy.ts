import { mul } from '../graph/elementwise.ts'
import type { Node, Segment } from '../graph/node.ts'
import { sum } from '../graph/reduce.ts'
import { segmentLogSoftmax } from '../graph/softmax.ts'

/**
 * Notation
 *   x   logits [batch, columns]
 *   t   targets [batch, columns]: 1 at the right category of each segment that counts for the row, else 0
 *   L   −(1/batch) Σ_rows Σ_columns t · log softmax(x), the softmax within each segment
 * L. Xu et al., "Modeling Tabular data using Conditional GAN", NeurIPS 2019, section 4.3 (the generator's conditional loss)
 */
export function segmentCrossEntropy(logits: Node, targets: Node, segments: readonly Segment[]): Node {
  const [batch = 1] = logits.shape
  return mul(sum(mul(targets, segmentLogSoftmax(logits, segments))), -1 / batch)
}

import { log, mul, neg, sub } from '../graph/elementwise.ts'
import type { Node, Segment } from '../graph/node.ts'
import { segmentSoftmax } from '../graph/softmax.ts'

/**
 * Notation
 *   x   logits [batch, columns]
 *   u   uniform in (0, 1), of x's shape, fed
 *   g   −log(−log u), standard Gumbel noise
 *   τ   temperature
 *   y   softmax((x + g) / τ) within each segment; 0 in columns of no segment
 * E. Jang, S. Gu, B. Poole, "Categorical Reparameterization with Gumbel-Softmax", ICLR 2017, equations 1 and 2
 */
export function gumbelSoftmax(x: Node, u: Node, segments: readonly Segment[], temperature: number): Node {
  const minusGumbel = log(neg(log(u)))
  return segmentSoftmax(mul(sub(x, minusGumbel), 1 / temperature), segments)
}

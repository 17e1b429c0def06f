/**
 * Notation
 *   s, y     differences of successive points and of the gradients there
 *   H        approximation of the inverse Hessian by the last `memory` pairs (s, y), from H₀ = sᵀy / yᵀy of the newest
 *   J. Nocedal, S. J. Wright, "Numerical Optimization", 2nd edition, algorithm 7.4 (two-loop recursion) and equation 7.20
 */

/** The curvature that a descent by L-BFGS has seen. */
export interface InverseHessian {
  /** Nothing seen yet: H is the identity. */
  readonly isEmpty: boolean
  /** Learns from one step; steps along which the gradient does not grow are left out. */
  update(point: Float64Array, next: Float64Array, gradient: Float64Array, nextGradient: Float64Array): void
  /** Overwrites v by H v. */
  multiply(v: Float64Array): void
  clear(): void
}

interface CurvaturePair {
  readonly s: Float64Array
  readonly y: Float64Array
  /** s · y, above 0. */
  readonly product: number
}

/** `leastCurvature`: pairs count whose s · y is larger than this share of y · y. */
export function createInverseHessian(memory: number, leastCurvature: number): InverseHessian {
  let pairs: CurvaturePair[] = []
  return {
    get isEmpty() {
      return pairs.length === 0
    },
    update(point, next, gradient, nextGradient) {
      const s = next.map((value, i) => value - (point[i] ?? 0))
      const y = nextGradient.map((value, i) => value - (gradient[i] ?? 0))
      const product = dot(s, y)
      if (product <= leastCurvature * dot(y, y)) return
      pairs.push({ s, y, product })
      if (pairs.length > memory) pairs.shift()
    },
    multiply(v) {
      const factors = pairs.map(() => 0)
      for (let k = pairs.length - 1; k >= 0; k--) {
        const pair = pairs[k]
        if (pair === undefined) continue
        const factor = dot(pair.s, v) / pair.product
        factors[k] = factor
        addScaled(v, pair.y, -factor)
      }
      const last = pairs.at(-1)
      if (last !== undefined) {
        const scale = last.product / dot(last.y, last.y)
        for (let i = 0; i < v.length; i++) v[i] = (v[i] ?? 0) * scale
      }
      pairs.forEach((pair, k) => {
        addScaled(v, pair.s, (factors[k] ?? 0) - dot(pair.y, v) / pair.product)
      })
    },
    clear() {
      pairs = []
    },
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function addScaled(target: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (other[i] ?? 0)
}

/**
 * Notation
 *   x, f, g    point, value and gradient of the function there
 *   s, y       differences of successive points and gradients; the last `memory` pairs approximate the curvature
 *   J. Nocedal, S. J. Wright, "Numerical Optimization", 2nd edition, algorithms 7.4 and 7.5; steps are halved until they satisfy the
 *   sufficient-decrease condition (3.4)
 */

/** A differentiable function: returns f(x) and writes g. */
export type Objective = (x: Float64Array, gradient: Float64Array) => number

export interface LbfgsOptions {
  /** Stop when no component of g is larger. */
  readonly tolerance: number
  readonly maxIterations: number
  /** Awaited between iterations. */
  readonly pause?: () => Promise<void>
}

const memory = 10
const sufficientDecrease = 1e-4
const maxHalvings = 40

/** Moves `x` to where a convex function is smallest. */
export async function minimize(
  objective: Objective,
  x: Float64Array,
  { tolerance, maxIterations, pause }: LbfgsOptions,
): Promise<void> {
  let gradient = new Float64Array(x.length)
  let nextGradient = new Float64Array(x.length)
  const next = new Float64Array(x.length)
  const pairs: CurvaturePair[] = []
  let value = objective(x, gradient)
  for (let iteration = 0; iteration < maxIterations && largest(gradient) > tolerance; iteration++) {
    await pause?.()
    const direction = descentDirection(gradient, pairs)
    const slope = dot(gradient, direction)
    // The first direction has no curvature to tell its length.
    let step = pairs.length === 0 ? 1 / Math.max(1, Math.sqrt(-slope)) : 1
    let nextValue = Number.NaN
    let halvings = 0
    for (; halvings < maxHalvings; halvings++, step /= 2) {
      for (let i = 0; i < x.length; i++) next[i] = (x[i] ?? 0) + step * (direction[i] ?? 0)
      nextValue = objective(next, nextGradient)
      if (nextValue <= value + sufficientDecrease * step * slope) break
    }
    // Rounding hides any further decrease.
    if (halvings === maxHalvings) return
    addPair(pairs, x, next, gradient, nextGradient)
    x.set(next)
    value = nextValue
    ;[gradient, nextGradient] = [nextGradient, gradient]
  }
}

interface CurvaturePair {
  readonly s: Float64Array
  readonly y: Float64Array
  /** s · y, above 0. */
  readonly product: number
}

function addPair(
  pairs: CurvaturePair[],
  x: Float64Array,
  next: Float64Array,
  gradient: Float64Array,
  nextGradient: Float64Array,
): void {
  const s = next.map((value, i) => value - (x[i] ?? 0))
  const y = nextGradient.map((value, i) => value - (gradient[i] ?? 0))
  const product = dot(s, y)
  if (product <= Number.EPSILON * dot(y, y)) return
  pairs.push({ s, y, product })
  if (pairs.length > memory) pairs.shift()
}

/** Minus the approximate inverse Hessian times the gradient. */
function descentDirection(gradient: Float64Array, pairs: readonly CurvaturePair[]): Float64Array {
  const direction = gradient.map((value) => -value)
  const factors = pairs.map(() => 0)
  for (let i = pairs.length - 1; i >= 0; i--) {
    const pair = pairs[i]
    if (pair === undefined) continue
    const factor = dot(pair.s, direction) / pair.product
    factors[i] = factor
    addScaled(direction, pair.y, -factor)
  }
  const last = pairs.at(-1)
  if (last !== undefined) {
    const scale = last.product / dot(last.y, last.y)
    for (let i = 0; i < direction.length; i++) direction[i] = (direction[i] ?? 0) * scale
  }
  pairs.forEach((pair, i) => {
    addScaled(direction, pair.s, (factors[i] ?? 0) - dot(pair.y, direction) / pair.product)
  })
  return direction
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function addScaled(target: Float64Array, other: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (other[i] ?? 0)
}

function largest(values: Float64Array): number {
  let result = 0
  for (const value of values) result = Math.max(result, Math.abs(value))
  return result
}

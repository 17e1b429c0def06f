/**
 * Notation
 *   x, f, g    point, value and gradient of the function there
 *   L-BFGS: J. Nocedal, S. J. Wright, "Numerical Optimization", 2nd edition, algorithm 7.5; steps are halved until they satisfy the
 *   sufficient-decrease condition (3.4)
 */
import { createInverseHessian, type InverseHessian } from './inverse-hessian.ts'

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
  const curvature = createInverseHessian(memory, Number.EPSILON)
  let value = objective(x, gradient)
  for (let iteration = 0; iteration < maxIterations && largest(gradient) > tolerance; iteration++) {
    await pause?.()
    const direction = descentDirection(gradient, curvature)
    const slope = dot(gradient, direction)
    // The first direction has no curvature to tell its length.
    let step = curvature.isEmpty ? 1 / Math.max(1, Math.sqrt(-slope)) : 1
    let nextValue = Number.NaN
    let halvings = 0
    for (; halvings < maxHalvings; halvings++, step /= 2) {
      for (let i = 0; i < x.length; i++) next[i] = (x[i] ?? 0) + step * (direction[i] ?? 0)
      nextValue = objective(next, nextGradient)
      if (nextValue <= value + sufficientDecrease * step * slope) break
    }
    // Rounding hides any further decrease.
    if (halvings === maxHalvings) return
    curvature.update(x, next, gradient, nextGradient)
    x.set(next)
    value = nextValue
    ;[gradient, nextGradient] = [nextGradient, gradient]
  }
}

/** Minus the approximate inverse Hessian times the gradient. */
function descentDirection(gradient: Float64Array, curvature: InverseHessian): Float64Array {
  const direction = gradient.map((value) => -value)
  curvature.multiply(direction)
  return direction
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function largest(values: Float64Array): number {
  let result = 0
  for (const value of values) result = Math.max(result, Math.abs(value))
  return result
}

/**
 * Notation
 *   x, f, g    point, value and gradient of the function there
 *   l, u       bounds: l ≤ x ≤ u
 *   free       variables that are not held at a bound by the sign of g
 *   Projected L-BFGS: D. P. Bertsekas, "Projected Newton methods", SIAM J. Control Optim. 20(2), 1982, with L-BFGS over the free
 *   variables; steps are shortened until they satisfy the sufficient-decrease condition along the projected path
 */
import { createInverseHessian, type InverseHessian } from '@tabricate/core'

/** A differentiable function: returns f(x) and writes g. Not finite = beyond what can be evaluated: the step is shortened. */
export type Differentiable = (x: Float64Array, gradient: Float64Array) => number

export interface BoxOptions {
  readonly low: ArrayLike<number>
  readonly high: ArrayLike<number>
  /** Each takes one evaluation of f, and more where steps are shortened. */
  readonly maxIterations: number
  /** Stop when no component of the projected gradient is larger. */
  readonly tolerance: number
  /** Stop when an iteration lowers f by less than this. Default 0. */
  readonly minDecrease?: number
}

const memory = 8
const leastCurvature = 1e-10
const sufficientDecrease = 1e-4
const maxTries = 20

/** Moves `x` to a local minimum in the box, evaluation by evaluation, so that others can run in between; returns f there. */
export function* searchInBox(
  f: Differentiable,
  x: Float64Array,
  { low, high, maxIterations, tolerance, minDecrease = 0 }: BoxOptions,
): Generator<void, number> {
  const n = x.length
  const clip = (value: number, i: number) =>
    Math.min(high[i] ?? Infinity, Math.max(low[i] ?? -Infinity, value))
  for (let i = 0; i < n; i++) x[i] = clip(x[i] ?? 0, i)
  let gradient = new Float64Array(n)
  let nextGradient = new Float64Array(n)
  const next = new Float64Array(n)
  const free = new Uint8Array(n)
  const curvature = createInverseHessian(memory, leastCurvature)
  let value = f(x, gradient)
  yield

  const markFree = (): number => {
    let largest = 0
    for (let i = 0; i < n; i++) {
      const at = x[i] ?? 0
      const slope = gradient[i] ?? 0
      const held = (at <= (low[i] ?? -Infinity) && slope > 0) || (at >= (high[i] ?? Infinity) && slope < 0)
      free[i] = held ? 0 : 1
      if (!held) largest = Math.max(largest, Math.abs(slope))
    }
    return largest
  }

  /** Moves along a direction; how much that lowered f, `undefined` when no step did. */
  function* tryDirection(direction: Float64Array, firstStep: number): Generator<void, number | undefined> {
    let step = firstStep
    for (let tries = 0; tries < maxTries; tries++) {
      let decrease = 0
      for (let i = 0; i < n; i++) {
        next[i] = clip((x[i] ?? 0) + step * (direction[i] ?? 0), i)
        decrease += (gradient[i] ?? 0) * ((next[i] ?? 0) - (x[i] ?? 0))
      }
      if (!(decrease < 0)) return undefined
      const nextValue = f(next, nextGradient)
      yield
      if (!(nextValue <= value + sufficientDecrease * decrease)) {
        step *= shortening(value, decrease, nextValue)
        continue
      }
      const gained = value - nextValue
      curvature.update(x, next, gradient, nextGradient)
      x.set(next)
      value = nextValue
      ;[gradient, nextGradient] = [nextGradient, gradient]
      return gained
    }
    return undefined
  }

  for (let iteration = 0; iteration < maxIterations; iteration++) {
    if (!Number.isFinite(value) || markFree() <= tolerance) break
    const direction = descentDirection(gradient, free, curvature)
    // The first direction has no curvature to tell its length.
    const length = curvature.isEmpty ? Math.min(1, 1 / norm(direction)) : 1
    let gained = yield* tryDirection(direction, length)
    // The remembered curvature is of no use here: begin again from the steepest descent.
    if (gained === undefined && !curvature.isEmpty) {
      curvature.clear()
      const steepest = descentDirection(gradient, free, curvature)
      gained = yield* tryDirection(steepest, Math.min(1, 1 / norm(steepest)))
    }
    if (gained === undefined || gained <= minDecrease) break
  }
  return value
}

/** Share of a step that failed to be tried next: to the minimum of the parabola through what is known, within [0.1, 0.5]. */
function shortening(value: number, decrease: number, nextValue: number): number {
  const share = -decrease / (2 * (nextValue - value - decrease))
  return share > 0.1 ? Math.min(0.5, share) : 0.1
}

/** Minus the approximate inverse Hessian times the gradient, both restricted to the free variables. */
function descentDirection(gradient: Float64Array, free: Uint8Array, curvature: InverseHessian): Float64Array {
  const direction = gradient.map((value, i) => (free[i] === 1 ? -value : 0))
  curvature.multiply(direction)
  for (let i = 0; i < direction.length; i++) if (free[i] === 0) direction[i] = 0
  return direction
}

function norm(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, value) => sum + value * value, 0))
}

/**
 * Notation
 *   x, f, g    point, value and gradient of the function there
 *   l, u       bounds: l ≤ x ≤ u
 *   free       variables that are not held at a bound by the sign of g
 *   Projected L-BFGS: D. P. Bertsekas, "Projected Newton methods", SIAM J. Control Optim. 20(2), 1982, with L-BFGS over the free
 *   variables; steps are halved until they satisfy the
 *   sufficient-decrease condition along the projected path
 */
import { createInverseHessian, type InverseHessian } from '@tabricate/core'

/** A differentiable function: returns f(x) and writes g. Not finite = beyond what can be evaluated: the step is shortened. */
export type Differentiable = (x: Float64Array, gradient: Float64Array) => number

export interface BoxOptions {
  readonly low: ArrayLike<number>
  readonly high: ArrayLike<number>
  readonly maxIterations: number
  /** Stop when no component of the projected gradient is larger. */
  readonly tolerance: number
  /** Stop when an iteration lowers f by less than this. Default 0. */
  readonly minDecrease?: number
}

const memory = 8
const leastCurvature = 1e-10
const sufficientDecrease = 1e-4
const maxHalvings = 25

/** The state of a minimisation between two iterations. */
export interface BoxSearch {
  readonly x: Float64Array
  readonly value: number
  /** One iteration. False when it has come to an end. */
  step(): boolean
}

/** Moves `x` to a local minimum in the box, and returns f there. */
export function minimizeInBox(f: Differentiable, x: Float64Array, options: BoxOptions): number {
  const search = createBoxSearch(f, x, options)
  for (let iteration = 0; iteration < options.maxIterations; iteration++) if (!search.step()) break
  return search.value
}

/** The same, iteration by iteration, for work that must let others run in between. `x` is moved. */
export function createBoxSearch(
  f: Differentiable,
  x: Float64Array,
  { low, high, tolerance, minDecrease = 0 }: Omit<BoxOptions, 'maxIterations'>,
): BoxSearch {
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

  const tryDirection = (direction: Float64Array, firstStep: number): boolean => {
    let step = firstStep
    for (let halvings = 0; halvings < maxHalvings; halvings++, step /= 2) {
      let decrease = 0
      for (let i = 0; i < n; i++) {
        next[i] = clip((x[i] ?? 0) + step * (direction[i] ?? 0), i)
        decrease += (gradient[i] ?? 0) * ((next[i] ?? 0) - (x[i] ?? 0))
      }
      if (!(decrease < 0)) return false
      const nextValue = f(next, nextGradient)
      if (!(nextValue <= value + sufficientDecrease * decrease)) continue
      const gained = value - nextValue
      curvature.update(x, next, gradient, nextGradient)
      x.set(next)
      value = nextValue
      ;[gradient, nextGradient] = [nextGradient, gradient]
      return gained > minDecrease
    }
    return false
  }

  return {
    x,
    get value() {
      return value
    },
    step() {
      if (!Number.isFinite(value) || markFree() <= tolerance) return false
      const direction = descentDirection(gradient, free, curvature)
      // The first direction has no curvature to tell its length.
      const length = curvature.isEmpty ? Math.min(1, 1 / norm(direction)) : 1
      if (tryDirection(direction, length)) return true
      if (curvature.isEmpty) return false
      // The remembered curvature is of no use here: begin again from the steepest descent.
      curvature.clear()
      const steepest = descentDirection(gradient, free, curvature)
      return tryDirection(steepest, Math.min(1, 1 / norm(steepest)))
    },
  }
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

/**
 * Notation
 *   x        value of a numeric parameter
 *   t(x)     log x where the parameter is logarithmic, else x
 *   a, b     ends of the axis: t(low), t(high), each moved outward by half a step where there is one, so that every value owns
 *            a cell of the axis (of equal width, unless log)
 *   u        position on the axis, (t(x) − a) / (b − a), in [0, 1]
 */
import type { FloatParameter, IntParameter } from './parameter.ts'

/** A numeric parameter as the unit interval. */
export interface Axis {
  readonly low: number
  readonly high: number
  readonly log: boolean
  /** `null`: any number. */
  readonly step: number | null
  /** Number of values; `Infinity` without a step. */
  readonly levels: number
  /** Ends on the transformed axis. */
  readonly start: number
  readonly end: number
}

export function createAxis(parameter: FloatParameter | IntParameter): Axis {
  const { low, high, log, step } = parameter
  const half = step === null ? 0 : step / 2
  const transform = log ? Math.log : (x: number) => x
  // 1e-9: (1 − 0) / 0.1 is 9.99…98 in some such quotients.
  const levels = step === null ? (low === high ? 1 : Infinity) : Math.floor((high - low) / step + 1e-9) + 1
  const last = step === null ? high : Math.min(high, roundedSum(low, (levels - 1) * step))
  return { low, high: last, log, step, levels, start: transform(low - half), end: transform(last + half) }
}

/** Position in [0, 1] of a value. */
export function toUnit(axis: Axis, value: number): number {
  if (axis.levels === 1) return 0.5
  const transformed = axis.log ? Math.log(value) : value
  return Math.min(1, Math.max(0, (transformed - axis.start) / (axis.end - axis.start)))
}

/** The value at a position; with a step, the value that owns the position. */
export function fromUnit(axis: Axis, unit: number): number {
  const transformed = axis.start + unit * (axis.end - axis.start)
  const value = axis.log ? Math.exp(transformed) : transformed
  if (axis.step === null) return Math.min(axis.high, Math.max(axis.low, value))
  return levelValue(axis, Math.round((value - axis.low) / axis.step))
}

/** The value number `level`, from 0; levels beyond the ends are the ends. */
export function levelValue(axis: Axis, level: number): number {
  const inside = Math.min(axis.levels - 1, Math.max(0, level))
  if (inside === 0) return axis.low
  return Math.min(axis.high, Math.max(axis.low, roundedSum(axis.low, inside * (axis.step ?? 0))))
}

/** Sums of steps such as 0.1 carry rounding that nobody wants to read: 15 digits are what a double holds. */
function roundedSum(a: number, b: number): number {
  const sum = a + b
  return Number.isInteger(sum) ? sum : Number(sum.toPrecision(15))
}

/** The number of the value at a position. */
export function levelAt(axis: Axis, unit: number): number {
  if (axis.step === null) return 0
  return Math.round((fromUnit(axis, unit) - axis.low) / axis.step)
}

/**
 * Notation
 *   range      of restored numbers, both ends included
 *   interval   of prepared values that are restored to numbers inside a range: wider than it by half a unit of the rounding, or up to
 *              half-way to the next value of the grid, and without end where values are clipped into the range
 */
import { roundToDecimals } from './number-rounding.ts'
import type { DatesPlan, NumbersPlan } from './preparation-plan.ts'

/** Numbers from `min` to `max`, both included. */
export interface NumberRange {
  readonly min: number
  readonly max: number
}

/** The prepared values that are restored to a number of one of `ranges`; their ends up to rounding. Overlapping ones are merged. */
export function preparedIntervals(
  plan: NumbersPlan | DatesPlan,
  ranges: readonly NumberRange[],
): NumberRange[] {
  const intervals = ranges.flatMap((range) => intervalOf(plan, range))
  const merged: NumberRange[] = []
  for (const each of intervals.sort((a, b) => a.min - b.min)) {
    const last = merged.at(-1)
    if (last === undefined || each.min > last.max) merged.push(each)
    else merged[merged.length - 1] = { min: last.min, max: Math.max(last.max, each.max) }
  }
  return merged
}

function intervalOf(plan: NumbersPlan | DatesPlan, { min, max }: NumberRange): NumberRange[] {
  if (plan.kind === 'dates') {
    const toStep = (date: number) => (date - plan.origin) / plan.resolution
    const steps = { min: toStep(min), max: toStep(max) }
    return plan.grid === null ? rounded(steps, 0, 0, plan.last) : onGrid(steps, plan.grid)
  }
  if (plan.grid !== null) return onGrid({ min, max }, plan.grid)
  if (plan.decimals !== null) return rounded({ min, max }, plan.decimals, plan.min, plan.max)
  return clipped({ min, max }, { min, max }, plan.min, plan.max)
}

function onGrid({ min, max }: NumberRange, grid: readonly number[]): NumberRange[] {
  const first = grid.findIndex((value) => value >= min)
  const last = grid.findLastIndex((value) => value <= max)
  if (first < 0 || last < first) return []
  const halfWay = (index: number) => (grid[index] ?? 0) / 2 + (grid[index + 1] ?? 0) / 2
  return [
    {
      min: first === 0 ? Number.NEGATIVE_INFINITY : halfWay(first - 1),
      max: last === grid.length - 1 ? Number.POSITIVE_INFINITY : halfWay(last),
    },
  ]
}

function rounded(
  { min, max }: NumberRange,
  decimals: number,
  least: number,
  greatest: number,
): NumberRange[] {
  const half = 0.5 / 10 ** decimals
  // Rounded inwards: one unit more where the nearest rounded number lies outside the range.
  const low =
    roundToDecimals(min, decimals) < min
      ? roundToDecimals(min + 2 * half, decimals)
      : roundToDecimals(min, decimals)
  const high =
    roundToDecimals(max, decimals) > max
      ? roundToDecimals(max - 2 * half, decimals)
      : roundToDecimals(max, decimals)
  if (low > high) return []
  return clipped({ min: low, max: high }, { min: low - half, max: high + half }, least, greatest)
}

/** Values beyond the real range are restored to its ends. */
function clipped(range: NumberRange, interval: NumberRange, least: number, greatest: number): NumberRange[] {
  if (range.min > greatest || range.max < least) return []
  return [
    {
      min: range.min <= least ? Number.NEGATIVE_INFINITY : interval.min,
      max: range.max >= greatest ? Number.POSITIVE_INFINITY : interval.max,
    },
  ]
}

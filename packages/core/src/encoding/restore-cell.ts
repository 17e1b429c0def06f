import { nearestOfSorted } from './distinct-values.ts'
import { roundToDecimals } from './number-rounding.ts'
import type { DatesPlan, NumbersPlan } from './preparation-plan.ts'

/**
 * The number that a prepared value stands for: the nearest of the grid if there is one, otherwise inside the real range with
 * the real decimals. NaN stays missing.
 */
export function restoreNumber({ min, max, decimals, grid }: NumbersPlan, value: number): number {
  if (grid !== null) return nearestOfSorted(grid, value)
  const inside = value < min ? min : value > max ? max : value
  return decimals === null ? inside : roundToDecimals(inside, decimals)
}

/** The date, in ms since 1970, that a prepared value stands for: a real or whole step inside the real range. NaN stays missing. */
export function restoreDate({ origin, resolution, last, grid }: DatesPlan, value: number): number {
  const step =
    grid === null ? Math.round(value < 0 ? 0 : value > last ? last : value) : nearestOfSorted(grid, value)
  return origin + step * resolution
}

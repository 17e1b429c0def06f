import { roundToDecimals } from './number-rounding.ts'
import type { DatesPlan, NumbersPlan } from './preparation-plan.ts'

/** The number that a prepared value stands for: inside the real range, with the real decimals; NaN stays missing. */
export function restoreNumber({ min, max, decimals }: NumbersPlan, value: number): number {
  const inside = value < min ? min : value > max ? max : value
  return decimals === null ? inside : roundToDecimals(inside, decimals)
}

/** The date, in ms since 1970, that a prepared value stands for: a whole step inside the real range; NaN stays missing. */
export function restoreDate({ origin, resolution, last }: DatesPlan, value: number): number {
  const step = Math.round(value < 0 ? 0 : value > last ? last : value)
  return origin + step * resolution
}

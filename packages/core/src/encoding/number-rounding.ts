/**
 * Notation
 *   x   a value,  d   decimal digits,  D   most digits that a double of this size keeps for sure: 14 − digits before the point
 */

/** Decimal digits that every double keeps, less one for the rounding of the last. */
const safeDigits = 14

/** 10^0 … 10^22, the powers that doubles hold exactly. */
const powersOfTen = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`))

/** `x` rounded to `decimals` digits: the double that the rounded decimal text reads as, while |x|·10^decimals < 2^53. Never −0. */
export function roundToDecimals(x: number, decimals: number): number {
  const scale = powersOfTen[decimals] ?? 10 ** decimals
  const scaled = Math.round(x * scale)
  // Past the range of doubles, scaling overflows, and there is nothing to round.
  return Number.isFinite(scaled) ? scaled / scale + 0 : x
}

/**
 * The least number of decimal digits, 0 … D, to which all `values` are rounded already; `null` when there is none.
 * For no values 0.
 */
export function learnDecimals(values: Float64Array): number | null {
  let largest = 0
  for (const x of values) largest = Math.max(largest, Math.abs(x))
  const wholeDigits = largest < 1 ? 0 : Math.floor(Math.log10(largest)) + 1
  const most = Math.max(0, safeDigits - wholeDigits)
  let decimals = 0
  for (const x of values) {
    while (roundToDecimals(x, decimals) !== x) if (++decimals > most) return null
  }
  return decimals
}

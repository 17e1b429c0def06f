import type { NumberFormat } from './schema.ts'

/**
 * Notation
 *   m    the digits of a decimal text read as one whole number; exact in a double while it has at most 15 digits
 *   d    the number of digits after the point; 10^d is exact in a double for d ≤ 22
 *   m / 10^d   one correctly rounded division of two exact doubles: the double nearest to the text
 *              (W. D. Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990, fast path)
 *
 * A text of at most 15 significant digits is what its double prints as with d decimals (C's DBL_DIG), so nothing but
 * (value, d) needs to be kept of it.
 */

const exactDigits = 15
const maxFastDecimals = 22
const powersOfTen = Float64Array.from({ length: maxFastDecimals + 1 }, (_, exponent) => 10 ** exponent)

/** Spellings 0 … 100 are numbers of decimals: the text is `decimalText(value, spelling)`. */
export const maxDecimals = 100
/** The text is `String(value)` and has an exponent or more than 15 digits. */
export const spelledShortest = 101
/** The text is none of these, as `8.3945900000000009` or `.5`; only the double can be kept. */
export const spelledOtherwise = 102
/** How many spellings there are. */
export const spellingCount = 103

/** Reads numbers without allocating: after `read` returned true, `value`, `spelling` and `padded` describe the text. */
export interface NumberReader {
  value: number
  spelling: number
  /** Whether the decimals end in 0, as in `1.50`. */
  padded: boolean
  /** Whether the text has more than 15 significant digits or an exponent: then its decimals say nothing of a rounding. */
  unrounded: boolean
  /**
   * Whether `text` is a number that a double can stand for. Not numbers: leading zeros (`007`), a leading `+`, spaces,
   * whole numbers beyond 2^53, what overflows, `Infinity`, hexadecimal, and codes such as `1E02`.
   */
  read(text: string): boolean
}

export function createNumberReader(): NumberReader {
  const reader: NumberReader = {
    value: 0,
    spelling: 0,
    padded: false,
    unrounded: false,
    read(text) {
      const length = text.length
      const negative = text.charCodeAt(0) === minus
      const start = negative ? 1 : 0
      let mantissa = 0
      let significant = 0
      let point = -1
      let i = start
      for (; i < length; i++) {
        const digit = text.charCodeAt(i) - zero
        if (digit >= 0 && digit <= 9) {
          mantissa = mantissa * 10 + digit
          if (significant > 0 || digit > 0) significant++
        } else if (digit === pointOffset && point < 0) point = i
        else break
      }
      if (i < length || significant > exactDigits) return readSlowly(reader, text)
      if (point === start || point === length - 1 || length === start) return readSlowly(reader, text)
      const whole = point < 0 ? length - start : point - start
      if (whole > 1 && text.charCodeAt(start) === zero) return false
      const decimals = point < 0 ? 0 : length - 1 - point
      if (decimals > maxFastDecimals) return readSlowly(reader, text)
      const value = mantissa / (powersOfTen[decimals] ?? 1)
      reader.value = negative ? -value : value
      reader.spelling = decimals
      reader.unrounded = false
      reader.padded = decimals > 0 && text.charCodeAt(length - 1) === zero
      return true
    },
  }
  return reader
}

const zero = 48
const minus = 45
const pointOffset = 46 - zero

const grammar = /^-?(?:(0|[1-9]\d*)(\.\d*)?|(\.\d+))(e[+-]?\d+)?$/i

function readSlowly(reader: NumberReader, text: string): boolean {
  const parts = grammar.exec(text)
  if (parts === null) return false
  const value = Number(text)
  if (!Number.isFinite(value)) return false
  const point = parts[2] ?? parts[3]
  const exponent = parts[4]
  reader.value = value
  reader.padded = false
  reader.unrounded = exponent !== undefined || text.replace(/^[-0.]+|\./g, '').length > exactDigits
  if (exponent === undefined && point === undefined) {
    reader.spelling = 0
    return Number.isSafeInteger(value)
  }
  if (exponent !== undefined && point === undefined && !/[+-]/.test(exponent) && String(value) !== text)
    return false
  if (String(value) === text) reader.spelling = spelledShortest
  else {
    const decimals = (point?.length ?? 1) - 1
    const plain = exponent === undefined && decimals > 0 && decimals <= maxDecimals
    const same = plain && decimalText(value, decimals) === text
    reader.spelling = same ? decimals : spelledOtherwise
    reader.padded = same && text.endsWith('0')
  }
  return true
}

/** `value` with exactly `decimals` digits after the point. */
export function decimalText(value: number, decimals: number): string {
  if (value === 0 && Object.is(value, -0)) return `-${(0).toFixed(decimals)}`
  return decimals === 0 ? String(value) : value.toFixed(decimals)
}

/** A function that writes numbers in `format`. What `integer` cannot write, as 0.5, it writes in full. */
export function numberFormatter(format: NumberFormat): (value: number) => string {
  const write = pointFormatter(format)
  return format.decimalMark === undefined ? write : (value) => write(value).replace('.', ',')
}

function pointFormatter(format: NumberFormat): (value: number) => string {
  const { style, decimals, minDecimals = 0 } = format
  switch (style) {
    case 'integer':
      return (value) => decimalText(value, 0)
    case 'fixed':
      return (value) => decimalText(value, decimals ?? 0)
    case 'shortest':
      return (value) => {
        const text = decimalText(value, 0)
        if (text.includes('e'))
          return decimals === null ? text : (plainText(value, decimals, minDecimals) ?? text)
        if (minDecimals === 0) return text
        const point = text.indexOf('.')
        if (point < 0) return `${text}.${'0'.repeat(minDecimals)}`
        return text.padEnd(point + 1 + minDecimals, '0')
      }
    default:
      return style satisfies never
  }
}

/** `value` without an exponent and without needless zeros; undefined when `decimals` digits do not hold it. */
function plainText(value: number, decimals: number, minDecimals: number): string | undefined {
  const text = decimalText(value, decimals)
  const point = text.indexOf('.')
  if (point < 0 || Number(text) !== value) return undefined
  let end = text.length
  while (end > point + 1 + minDecimals && text[end - 1] === '0') end--
  return text.slice(0, end === point + 1 ? point : end)
}

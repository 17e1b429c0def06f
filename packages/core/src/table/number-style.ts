import { createNumberReader, type NumberReader, spelledShortest, spellingCount } from './number-text.ts'
import type { NumberFormat } from './schema.ts'

/** Gathers how numbers are written, to find the format in which most texts come out as they were. */
export interface NumberStyle {
  add(number: Pick<NumberReader, 'spelling' | 'padded' | 'unrounded'>): void
  format(): NumberFormat
}

export function createNumberStyle(): NumberStyle {
  // Plain arrays: small typed ones cost far more to make, and a table may have thousands of columns.
  const counts = Array.from({ length: spellingCount }, () => 0)
  const paddedCounts = Array.from({ length: spellingCount }, () => 0)
  let isRounded = true
  return {
    add({ spelling, padded, unrounded }) {
      if (unrounded) isRounded = false
      counts[spelling] = (counts[spelling] ?? 0) + 1
      if (padded) paddedCounts[spelling] = (paddedCounts[spelling] ?? 0) + 1
    },
    format() {
      const used = Array.from(counts.keys()).filter((spelling) => (counts[spelling] ?? 0) > 0)
      const decimals = used.filter((spelling) => spelling < spelledShortest)
      const least = decimals[0] ?? 0
      const most = decimals.at(-1) ?? 0
      const isPlain = used.length === decimals.length
      if (isPlain && most === 0) return { style: 'integer', decimals: 0 }
      if (isPlain && least === most) return { style: 'fixed', decimals: most }
      const rounded = isRounded ? most : null
      // Zeros at the end of the fewest decimals are a rule (5.0 next to 8.3252); further on (1.50 next to 2) they follow none.
      const padded = decimals.filter((each) => (paddedCounts[each] ?? 0) > 0)
      const isPadded = padded.length === 1 && padded[0] === least
      return isPadded
        ? { style: 'shortest', decimals: rounded, minDecimals: least }
        : { style: 'shortest', decimals: rounded }
    },
  }
}

/** The format of numbers with decimal commas; null when not all texts are such, or all may be thousands (`1,234`). */
export function commaFormatOf(texts: readonly string[]): NumberFormat | null {
  const reader = createNumberReader()
  const style = createNumberStyle()
  let isDecimal = false
  for (const text of texts) {
    if (text.includes('.') || !reader.read(text.replace(',', '.'))) return null
    style.add(reader)
    if (/^-?0,|,\d{1,2}$|,\d{4,}$/.test(text)) isDecimal = true
  }
  return isDecimal ? { ...style.format(), decimalMark: ',' } : null
}

/** The format of numbers with decimal points; null when one of the texts is no number. */
export function pointFormatOf(texts: readonly string[]): NumberFormat | null {
  const reader = createNumberReader()
  const style = createNumberStyle()
  for (const text of texts) {
    if (!reader.read(text)) return null
    style.add(reader)
  }
  return style.format()
}

/** The format of numbers that the user says are such, however they are written (`007`, `+5`, ` 3`). */
export function looseFormatOf(texts: readonly string[]): NumberFormat {
  const reader = createNumberReader()
  const style = createNumberStyle()
  for (const text of texts) if (reader.read(String(looseNumber(text)))) style.add(reader)
  return style.format()
}

/** The double nearest to a number written in any decimal way; NaN for anything else. */
export function looseNumber(text: string): number {
  const value = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?\s*$/i.test(text) ? Number(text) : Number.NaN
  return Number.isFinite(value) ? value : Number.NaN
}

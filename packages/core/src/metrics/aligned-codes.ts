import type { CodedColumn } from './metric.ts'

/**
 * One discrete column of the real and of the synthetic table, in codes that mean the same in both:
 * 0 = missing, 1 … `size` − 1 = values. Not every code need occur.
 */
export interface AlignedCodes {
  readonly real: Int32Array
  readonly synthetic: Int32Array
  readonly size: number
}

/** Brings two columns, whose categories may stand in different order or differ, to common codes. */
export function alignCodes(real: CodedColumn, synthetic: CodedColumn): AlignedCodes {
  const codeOf = new Map<string, number>()
  const numberCategory = (category: string): number => {
    const code = codeOf.get(category) ?? codeOf.size + 1
    codeOf.set(category, code)
    return code
  }
  const recode = (column: CodedColumn): Int32Array => {
    // Shifted by one, so that missing, −1, finds 0.
    const newCodes = Int32Array.from([0, ...categoriesOf(column).map(numberCategory)])
    return Int32Array.from(column.codes, (code) => newCodes[code + 1] ?? 0)
  }
  return { real: recode(real), synthetic: recode(synthetic), size: codeOf.size + 1 }
}

function categoriesOf(column: CodedColumn): readonly string[] {
  return column.type === 'boolean' ? ['false', 'true'] : column.categories
}

/** How often each code 0 … `size` − 1 occurs. */
export function countCodes(codes: Int32Array, size: number): Float64Array {
  const counts = new Float64Array(size)
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

/**
 * Notation
 *   h      number of codes in which a group of rows differs from given codes (Hamming distance)
 *   word   four columns of codes below 256, a byte each
 */
import type { RowIndex } from './row-index.ts'

/** Columns of codes, of which every group has one word. */
interface WordColumn {
  readonly words: Int32Array
  /** The columns in its bytes, from the lowest; one alone where codes do not fit into a byte. */
  readonly columns: readonly number[]
}

/**
 * Prepares the count of h for all groups of an index. O(groups · columns), a fraction of an operation per code: it is what exact
 * searches over many groups spend their time on.
 */
export function createDifferenceCount(index: RowIndex): (codes: Int32Array) => Uint16Array {
  const { groupCount } = index
  const wordColumns = packCodes(index)
  return (codes) => {
    const differences = new Uint16Array(groupCount)
    for (const { words, columns } of wordColumns) {
      if (columns.length === 1) countDifferent(words, codes[columns[0] ?? 0] ?? 0, differences)
      else countDifferentBytes(words, packBytes(codes.map(toByte), 0, columns), differences)
    }
    return differences
  }
}

function packCodes({ groupCount, groupCodes, codeWidth }: RowIndex): WordColumn[] {
  const largest = new Int32Array(codeWidth)
  groupCodes.forEach((code, i) => {
    largest[i % codeWidth] = Math.max(largest[i % codeWidth] ?? 0, code)
  })
  const small = Array.from(largest.keys()).filter((c) => isByte(largest[c] ?? 0))
  const large = Array.from(largest.keys()).filter((c) => !isByte(largest[c] ?? 0))
  const bundles = [
    ...Array.from({ length: Math.ceil(small.length / 4) }, (_, i) => small.slice(4 * i, 4 * i + 4)),
    ...large.map((column) => [column]),
  ]
  return bundles.map((columns) => ({
    columns,
    words: Int32Array.from({ length: groupCount }, (_, group) => {
      const start = group * codeWidth
      return columns.length === 1
        ? (groupCodes[start + (columns[0] ?? 0)] ?? 0)
        : packBytes(groupCodes, start, columns)
    }),
  }))
}

/** 255 is kept free for codes that no group has, which differ everywhere. */
function isByte(code: number): boolean {
  return code < 255
}

function toByte(code: number): number {
  return isByte(code) ? code : 255
}

function packBytes(codes: Int32Array, start: number, columns: readonly number[]): number {
  return columns.reduce((word, column, byte) => word | ((codes[start + column] ?? 0) << (8 * byte)), 0)
}

/** Adds 1 where the word differs from `own`. */
function countDifferent(words: Int32Array, own: number, differences: Uint16Array): void {
  for (let i = 0; i < words.length; i++) {
    const bits = (words[i] ?? 0) ^ own
    // The sign of bits | −bits says whether any bit is set; a branch would be mispredicted.
    differences[i] = (differences[i] ?? 0) + ((bits | -bits) >>> 31)
  }
}

/** Adds the number of bytes in which the word differs from `own`. */
function countDifferentBytes(words: Int32Array, own: number, differences: Uint16Array): void {
  for (let i = 0; i < words.length; i++) {
    const bits = (words[i] ?? 0) ^ own
    // The top bit of every byte says whether any of its bits is set; the product adds the four up in the top byte.
    const marks = (((bits & 0x7f7f7f7f) + 0x7f7f7f7f) | bits) & 0x80808080
    differences[i] = (differences[i] ?? 0) + (Math.imul(marks >>> 7, 0x01010101) >>> 24)
  }
}

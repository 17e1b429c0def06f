import { datetimeFormatter } from './datetime-format.ts'
import { decimalText, spelledOtherwise, spelledShortest } from './number-text.ts'
import type { NumberFormat } from './schema.ts'

/** A column of numbers as it was read, with what is needed to give every cell's text back. */
export interface RawNumbers {
  readonly kind: 'numbers'
  readonly name: string
  /** NaN = missing. */
  readonly values: Float64Array
  /** How each cell was written (see number-text.ts), or {@link missingSpelling}. */
  readonly spellings: Uint8Array
  /** The texts of the cells spelled otherwise, by ascending row. */
  readonly others: { readonly rows: readonly number[]; readonly texts: readonly string[] }
  /** The text of the missing cells; null when there are none or they had no text. */
  readonly missing: string | null
  readonly missingCount: number
  readonly format: NumberFormat
}

/** A column of texts as it was read. */
export interface RawTexts {
  readonly kind: 'texts'
  readonly name: string
  /** `texts[codes[row]]` is the cell; −1 = missing without a text (JSON's `null`). */
  readonly codes: Int32Array
  readonly texts: readonly string[]
  /** Whether `texts` holds no text twice. A column of very many different texts is kept without looking for repeats. */
  readonly isDistinct: boolean
  /** Whether the source itself says that the cells are texts: then `"7"` is no number and `"NA"` is not missing. */
  readonly isLiteral: boolean
}

/** A column of points in time as it was read. */
export interface RawDatetimes {
  readonly kind: 'datetimes'
  readonly name: string
  /** Milliseconds since 1970-01-01T00:00:00Z, NaN = missing. */
  readonly values: Float64Array
  /** How they are to be written, in strftime notation. */
  readonly format: string
}

/** A column before inference: what a reader of any format hands over. */
export type RawColumn = RawNumbers | RawTexts | RawDatetimes

export const missingSpelling = 255

/** Number of rows. */
export function rawLength(raw: RawColumn): number {
  return raw.kind === 'texts' ? raw.codes.length : raw.values.length
}

/** The rows from `from` up to, not including, `to`. Texts that none of them has may remain. */
export function sliceRaw(raw: RawColumn, from: number, to: number): RawColumn {
  if (raw.kind === 'texts') return { ...raw, codes: raw.codes.slice(from, to) }
  const values = raw.values.slice(from, to)
  if (raw.kind === 'datetimes') return { ...raw, values }
  const spellings = raw.spellings.slice(from, to)
  const first = raw.others.rows.findIndex((row) => row >= from)
  const end = raw.others.rows.findIndex((row) => row >= to)
  const own = first < 0 ? [0, 0] : [first, end < 0 ? undefined : end]
  const others = {
    rows: raw.others.rows.slice(...own).map((row) => row - from),
    texts: raw.others.texts.slice(...own),
  }
  const missingCount = spellings.reduce((count, each) => (each === missingSpelling ? count + 1 : count), 0)
  return { ...raw, values, spellings, others, missingCount, missing: missingCount > 0 ? raw.missing : null }
}

/** The same column as texts. */
export function rawTexts(raw: RawColumn): RawTexts {
  if (raw.kind === 'texts') return raw
  const dictionary = createDictionary()
  const codes = new Int32Array(raw.values.length)
  const textOf = raw.kind === 'numbers' ? numberTexts(raw) : datetimeTexts(raw)
  for (let row = 0; row < codes.length; row++) {
    const text = textOf(row)
    codes[row] = text === null ? -1 : dictionary.codeOf(text)
  }
  const { name } = raw
  return {
    kind: 'texts',
    name,
    codes,
    texts: dictionary.texts,
    isDistinct: dictionary.isDistinct(),
    isLiteral: false,
  }
}

/** The text of each cell; rows must be asked for in order. */
function numberTexts(raw: RawNumbers): (row: number) => string | null {
  let other = 0
  return (row) => {
    const spelling = raw.spellings[row] ?? missingSpelling
    const value = raw.values[row] ?? Number.NaN
    if (spelling === missingSpelling) return raw.missing
    if (spelling === spelledOtherwise) return raw.others.texts[other++] ?? ''
    return spelling === spelledShortest ? String(value) : decimalText(value, spelling)
  }
}

function datetimeTexts(raw: RawDatetimes): (row: number) => string | null {
  const write = datetimeFormatter(raw.format)
  return (row) => {
    const value = raw.values[row] ?? Number.NaN
    return Number.isNaN(value) ? null : write(value)
  }
}

/** The same column with every text once, as far as there are no more than 16,777,215. */
export function withDistinctTexts(raw: RawTexts): RawTexts {
  if (raw.isDistinct) return raw
  const dictionary = createDictionary(maxMapSize)
  const newCodes = Int32Array.from(raw.texts, (text) => dictionary.codeOf(text))
  const codes = raw.codes.map((code) => (code < 0 ? -1 : (newCodes[code] ?? -1)))
  return { ...raw, codes, texts: dictionary.texts, isDistinct: dictionary.isDistinct() }
}

/** Engines refuse larger maps. */
const maxMapSize = 2 ** 24 - 1

/** How many different texts are looked up before a column counts as one of ever new texts: bounds the memory of the index. */
const maxIndexed = 1 << 20

export interface Dictionary {
  readonly texts: string[]
  codeOf(text: string): number
  isDistinct(): boolean
}

/** Texts by number of first appearance. Beyond `limit` different texts, new ones are no longer looked up. */
export function createDictionary(limit = maxIndexed): Dictionary {
  const texts: string[] = []
  const index = new Map<string, number>()
  let repeats = false
  return {
    texts,
    codeOf(text) {
      const known = index.get(text)
      if (known !== undefined) return known
      const kept = copyText(text)
      const code = texts.push(kept) - 1
      if (index.size < limit) index.set(kept, code)
      else repeats = true
      return code
    },
    isDistinct: () => !repeats,
  }
}

/** A copy that stands alone: engines keep the whole text alive that a part was cut from. Shorter parts are copies already. */
function copyText(text: string): string {
  return text.length < 13 ? text : [text.slice(0, 1), text.slice(1)].join('')
}

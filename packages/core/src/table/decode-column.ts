import type { Column } from './column.ts'
import { datetimeParser } from './datetime-format.ts'
import { counted } from './evidence.ts'
import { isMissingAmongValues } from './missing-tokens.ts'
import { looseNumber } from './number-style.ts'
import { createNumberReader } from './number-text.ts'
import { type RawColumn, type RawTexts, rawTexts, withDistinctTexts } from './raw-column.ts'
import type { ColumnSchema } from './schema.ts'

/** Cells of a column that do not fit its type. */
export interface Misfit {
  readonly column: string
  /** How many there are, and the first of them with its row (1 = the first row of data). */
  readonly message: string
  /** Some of the texts, each once. */
  readonly texts: readonly string[]
}

export type OnMisfit = (misfit: Misfit) => void

/** The values of a column that `schema` describes. Texts that do not fit are reported, and missing in what is given back. */
export function decodeColumn(raw: RawColumn, schema: ColumnSchema, onMisfit: OnMisfit): Column {
  const { type, missing } = schema
  switch (type) {
    case 'numerical': {
      if (raw.kind === 'numbers' && !isNumberToken(missing)) return { type, values: raw.values }
      const read = numberParser(schema.format.decimalMark)
      return { type, values: decodeValues(rawTexts(raw), missing, read, 'no number', onMisfit) }
    }
    case 'datetime': {
      if (raw.kind === 'datetimes') return { type, values: raw.values }
      const what = `no date written as ${schema.format}`
      return {
        type,
        values: decodeValues(rawTexts(raw), missing, datetimeParser(schema.format), what, onMisfit),
      }
    }
    case 'boolean':
      return { type, codes: decodeBoolean(rawTexts(raw), missing, schema.words, onMisfit) }
    case 'categorical':
      return decodeCategorical(withDistinctTexts(rawTexts(raw)), missing, onMisfit)
    case 'id': {
      const { texts, codes } = rawTexts(raw)
      return {
        type,
        values: Array.from(codes, (code) => {
          const text = texts[code]
          return text === undefined || text === missing ? null : text
        }),
      }
    }
    default:
      return schema satisfies never
  }
}

/** A missing token that reads as a number, as the −999 of some files. */
function isNumberToken(missing: string): boolean {
  return !Number.isNaN(looseNumber(missing))
}

function numberParser(decimalMark: ',' | undefined): (text: string) => number {
  const reader = createNumberReader()
  return (text) => {
    const pointed = decimalMark === undefined ? text : text.replace(decimalMark, '.')
    return reader.read(pointed) ? reader.value : looseNumber(pointed)
  }
}

function decodeValues(
  raw: RawTexts,
  missing: string,
  read: (text: string) => number,
  what: string,
  onMisfit: OnMisfit,
): Float64Array {
  const misfits = new Set<number>()
  const decoded = Float64Array.from(raw.texts, (text, code) => {
    if (text === missing) return Number.NaN
    const value = read(text)
    if (Number.isNaN(value) && !isMissingAmongValues(text)) misfits.add(code)
    return value
  })
  reportMisfits(raw, misfits, what, onMisfit)
  const values = new Float64Array(raw.codes.length)
  for (let row = 0; row < values.length; row++) values[row] = decoded[raw.codes[row] ?? -1] ?? Number.NaN
  return values
}

function decodeBoolean(
  raw: RawTexts,
  missing: string,
  [no, yes]: readonly [string, string],
  onMisfit: OnMisfit,
): Int8Array {
  const misfits = new Set<number>()
  const decoded = Int8Array.from(raw.texts, (text, code) => {
    if (text === no) return 0
    if (text === yes) return 1
    if (text !== missing && !isMissingAmongValues(text)) misfits.add(code)
    return -1
  })
  reportMisfits(raw, misfits, `neither "${no}" nor "${yes}"`, onMisfit)
  return Int8Array.from(raw.codes, (code) => decoded[code] ?? -1)
}

function decodeCategorical(raw: RawTexts, missing: string, onMisfit: OnMisfit): Column {
  if (!raw.isDistinct) {
    const message = `has more than ${counted(raw.texts.length)} different texts, too many for categories; read it as an id`
    onMisfit({ column: raw.name, message, texts: [] })
  }
  const missingCode = raw.texts.indexOf(missing)
  if (missingCode < 0) return { type: 'categorical', codes: raw.codes, categories: raw.texts }
  const codes = raw.codes.map((code) => (code === missingCode ? -1 : code > missingCode ? code - 1 : code))
  return { type: 'categorical', codes, categories: raw.texts.toSpliced(missingCode, 1) }
}

const maxTexts = 100

function reportMisfits(raw: RawTexts, misfits: ReadonlySet<number>, what: string, onMisfit: OnMisfit): void {
  if (misfits.size === 0) return
  let count = 0
  let first = -1
  for (let row = 0; row < raw.codes.length; row++) {
    if (!misfits.has(raw.codes[row] ?? -1)) continue
    if (first < 0) first = row
    count++
  }
  if (count === 0) return
  const example = JSON.stringify((raw.texts[raw.codes[first] ?? 0] ?? '').slice(0, 60))
  const message = `${counted(count)} ${count === 1 ? 'value is' : 'values are'} ${what}: ${example} in row ${counted(first + 1)}`
  const texts = [...misfits].slice(0, maxTexts).map((code) => raw.texts[code] ?? '')
  onMisfit({ column: raw.name, message, texts })
}

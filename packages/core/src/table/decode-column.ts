import type { Issue } from '../errors.ts'
import type { Column } from './column.ts'
import { datetimeParser } from './datetime-format.ts'
import { counted } from './evidence.ts'
import { isMissingAmongValues } from './missing-tokens.ts'
import { looseNumber } from './number-style.ts'
import { createNumberReader } from './number-text.ts'
import { type RawColumn, type RawTexts, rawTexts, withDistinctTexts } from './raw-column.ts'
import type { ColumnSchema } from './schema.ts'

/**
 * The values of a column that `schema` describes. Texts that do not fit become issues that say how many there are, the
 * first of them and its row (1 = the first row of data).
 */
export function decodeColumn(raw: RawColumn, schema: ColumnSchema, issues: Issue[]): Column {
  const { type, missing } = schema
  switch (type) {
    case 'numerical': {
      if (raw.kind === 'numbers' && !isNumberToken(missing)) return { type, values: raw.values }
      const read = numberParser(schema.format.decimalMark)
      return { type, values: decodeValues(rawTexts(raw), missing, read, 'no number', issues) }
    }
    case 'datetime': {
      if (raw.kind === 'datetimes') return { type, values: raw.values }
      const what = `no date written as ${schema.format}`
      return {
        type,
        values: decodeValues(rawTexts(raw), missing, datetimeParser(schema.format), what, issues),
      }
    }
    case 'boolean':
      return { type, codes: decodeBoolean(rawTexts(raw), missing, schema.words, issues) }
    case 'categorical':
      return decodeCategorical(withDistinctTexts(rawTexts(raw)), missing, issues)
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
  issues: Issue[],
): Float64Array {
  const misfits = new Set<number>()
  const decoded = Float64Array.from(raw.texts, (text, code) => {
    if (text === missing) return Number.NaN
    const value = read(text)
    if (Number.isNaN(value) && !isMissingAmongValues(text)) misfits.add(code)
    return value
  })
  reportMisfits(raw, misfits, what, issues)
  const values = new Float64Array(raw.codes.length)
  for (let row = 0; row < values.length; row++) values[row] = decoded[raw.codes[row] ?? -1] ?? Number.NaN
  return values
}

function decodeBoolean(
  raw: RawTexts,
  missing: string,
  [no, yes]: readonly [string, string],
  issues: Issue[],
): Int8Array {
  const misfits = new Set<number>()
  const decoded = Int8Array.from(raw.texts, (text, code) => {
    if (text === no) return 0
    if (text === yes) return 1
    if (text !== missing && !isMissingAmongValues(text)) misfits.add(code)
    return -1
  })
  reportMisfits(raw, misfits, `neither "${no}" nor "${yes}"`, issues)
  return Int8Array.from(raw.codes, (code) => decoded[code] ?? -1)
}

function decodeCategorical(raw: RawTexts, missing: string, issues: Issue[]): Column {
  if (!raw.isDistinct) {
    const message = `has more than ${counted(raw.texts.length)} different texts, too many for categories; read it as an id`
    issues.push({ path: ['columns', raw.name], message })
  }
  const missingCode = raw.texts.indexOf(missing)
  if (missingCode < 0) return { type: 'categorical', codes: raw.codes, categories: raw.texts }
  const codes = raw.codes.map((code) => (code === missingCode ? -1 : code > missingCode ? code - 1 : code))
  return { type: 'categorical', codes, categories: raw.texts.toSpliced(missingCode, 1) }
}

function reportMisfits(raw: RawTexts, misfits: ReadonlySet<number>, what: string, issues: Issue[]): void {
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
  issues.push({ path: ['columns', raw.name], message })
}

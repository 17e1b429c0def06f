import { exactDatetimeParser } from './datetime-format.ts'
import { countDistinct, counted, missingPart, valuesAre } from './evidence.ts'
import { isIdName } from './id-format.ts'
import { inferPersonalNumbers } from './infer-personal.ts'
import type { RawNumbers } from './raw-column.ts'
import type { ColumnSchema, NumberFormat } from './schema.ts'

/** Above so many, distinct values are no longer counted. */
const maxCounted = 100_000
/** A running number of fewer rows must also be called one. */
const minSequence = 20

/**
 * The schema of a column whose every value is a number: numerical, boolean, datetime or id.
 * @param places where the rows stand in their file, when only some were read
 */
export function inferNumbers(raw: RawNumbers, places?: Float64Array): ColumnSchema {
  const total = raw.values.length
  const present = total - raw.missingCount
  const base = { name: raw.name, missing: raw.missing ?? '' }
  const say = (what: string, type: string) =>
    `${valuesAre(present, total)} ${what}${missingPart(raw.missingCount, raw.missing)} → ${type}`
  if (raw.format.style === 'integer') {
    if (isZeroOne(raw.values))
      return { ...base, type: 'boolean', words: ['0', '1'], reason: say('0 or 1, both occur', 'boolean') }
    if (areCompactDates(raw.values)) {
      return {
        ...base,
        type: 'datetime',
        format: '%Y%m%d',
        reason: say('dates written as %Y%m%d', 'datetime'),
      }
    }
    const sequence = sequenceOf(raw, places)
    if (sequence !== null) {
      const { start, step } = sequence
      const what = `whole numbers that run from ${start} in steps of ${step}`
      return {
        ...base,
        type: 'id',
        format: { kind: 'sequence', ...sequence },
        unique: true,
        reason: say(what, 'id'),
      }
    }
    const personal = inferPersonalNumbers(raw.name, raw.values)
    if (personal !== null) {
      const unique = areUnique(raw.values, present)
      return { ...base, type: 'id', format: personal.format, unique, reason: say(personal.what, 'id') }
    }
    if (isIdName(raw.name) && present > 2 && areUnique(raw.values, present)) {
      const start = raw.values.filter((value) => !Number.isNaN(value)).reduce((a, b) => Math.min(a, b))
      return {
        ...base,
        type: 'id',
        format: { kind: 'sequence', start, step: 1 },
        unique: true,
        reason: say('whole numbers, all different, the name says that they identify rows', 'id'),
      }
    }
  }
  const distinct = countDistinct(raw.values, maxCounted)
  const many = distinct > maxCounted ? `more than ${counted(maxCounted)}` : counted(distinct)
  return {
    ...base,
    type: 'numerical',
    format: raw.format,
    reason: say(`${formatWords(raw.format)}, ${many} distinct`, 'numerical'),
  }
}

/** What numbers of this format are, for people. */
export function formatWords(format: NumberFormat): string {
  const { style, decimals } = format
  switch (style) {
    case 'integer':
      return 'whole numbers'
    case 'fixed':
      return `numbers with ${decimals} decimal${decimals === 1 ? '' : 's'}`
    case 'shortest':
      return decimals === null
        ? 'numbers'
        : `numbers with up to ${decimals} decimal${decimals === 1 ? '' : 's'}`
    default:
      return style satisfies never
  }
}

function isZeroOne(values: Float64Array): boolean {
  let zeros = false
  let ones = false
  for (const value of values) {
    if (value === 0) zeros = true
    else if (value === 1) ones = true
    else if (!Number.isNaN(value)) return false
    if (Object.is(value, -0)) return false
  }
  return zeros && ones
}

/** The running number that the column is: every value `step` above the one before, none missing. */
function sequenceOf(
  { name, values }: RawNumbers,
  places: Float64Array | undefined,
): { start: number; step: number } | null {
  const placeOf = (row: number) => places?.[row] ?? row
  const [first = 0, second = 0] = values
  const step = (second - first) / (placeOf(1) - placeOf(0))
  const start = first - placeOf(0) * step
  if (!(step > 0) || values.length < (isIdName(name) ? 3 : minSequence)) return null
  // A yearly or hourly series also runs evenly, and is data.
  if (/year|quarter|month|week|day|date|hour|minute|second|time|age/i.test(name)) return null
  for (let row = 0; row < values.length; row++) if (values[row] !== start + placeOf(row) * step) return null
  return { start, step }
}

function areUnique(values: Float64Array, present: number): boolean {
  return countDistinct(values, present) === present
}

const compactDate = exactDatetimeParser('%Y%m%d')

function areCompactDates(values: Float64Array): boolean {
  const checked = new Set<number>()
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (value < 1900_01_01 || value > 2100_12_31) return false
    if (!checked.has(value) && Number.isNaN(compactDate(String(value)))) return false
    checked.add(value)
  }
  return checked.size > 4
}

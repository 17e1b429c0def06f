import { type AmbiguousDates, exchangedOrder } from './ambiguous-dates.ts'
import { datetimeFormatsOf, exactDatetimeParser } from './datetime-format.ts'
import { counted, missingPart, valuesAre } from './evidence.ts'
import { idPatternOf, isIdName, isUuid } from './id-format.ts'
import { formatWords } from './infer-numbers.ts'
import { inferPersonal } from './infer-personal.ts'
import { isMissingAmongValues, unusedMissingToken } from './missing-tokens.ts'
import { commaFormatOf, pointFormatOf } from './number-style.ts'
import type { RawTexts } from './raw-column.ts'
import type { ColumnSchema } from './schema.ts'
import { type TextEvidence, textEvidence } from './text-evidence.ts'

/** The schema of a column of texts: boolean, datetime, numerical (decimal commas), id or categorical. */
export function inferTexts(
  raw: RawTexts,
  decimalComma: boolean,
  ambiguous: AmbiguousDates = new Map(),
): ColumnSchema {
  const loose = textEvidence(raw, isMissingAmongValues)
  // A type has one way to write a missing value; where there are more, the column stays text.
  const hasOneToken = !loose.texts.some(isMissingAmongValues)
  const typed = hasOneToken && loose.texts.length > 0 ? inferTyped(loose, decimalComma, ambiguous) : null
  const hint = raw.isLiteral ? '' : hasOneToken ? numbersHint(loose.texts) : tokensHint(loose)
  return typed ?? inferWords(textEvidence(raw), hint)
}

function inferTyped(
  evidence: TextEvidence,
  decimalComma: boolean,
  ambiguous: AmbiguousDates,
): ColumnSchema | null {
  const { texts } = evidence
  const base = baseOf(evidence)
  const words = booleanWords(texts)
  if (words !== null) {
    const what = texts.map((text) => JSON.stringify(text)).join(' or ')
    return { ...base, type: 'boolean', words, reason: reasonOf(evidence, what, 'boolean') }
  }
  const format = datetimeFormatOf(texts)
  if (format !== null) {
    const say = (chosen: string, how: string) =>
      reasonOf(evidence, `dates or times written as ${chosen}${how}`, 'datetime')
    const exchanged = exchangedOrder(format, texts)
    if (exchanged !== null) ambiguous.set(base.name, { exchanged, say })
    return { ...base, type: 'datetime', format, reason: say(format, '') }
  }
  const numbers = decimalComma ? commaFormatOf(texts) : null
  if (numbers === null) return null
  const what = `${formatWords(numbers)} after a comma, ${counted(texts.length)} distinct`
  return { ...base, type: 'numerical', format: numbers, reason: reasonOf(evidence, what, 'numerical') }
}

function inferWords(evidence: TextEvidence, hint: string): ColumnSchema {
  const { texts, present, total } = evidence
  const base = baseOf(evidence)
  if (texts.length === 0) {
    const nothing =
      total === 0 ? 'there are no rows' : `no value is there${missingPart(total, evidence.token)}`
    return { ...base, type: 'categorical', reason: `${nothing} → categorical` }
  }
  const unique = texts.length === present
  const say = (what: string, type: string) =>
    `${reasonOf(evidence, `${what}, ${counted(texts.length)} distinct`, type)}${hint}`
  if (texts.length > present / 2 && texts.every(isUuid)) {
    return { ...base, type: 'id', format: { kind: 'uuid' }, unique, reason: say('UUIDs', 'id') }
  }
  const personal = inferPersonal(evidence.name, texts)
  if (personal?.isPersonal) {
    return { ...base, type: 'id', format: personal.format, unique, reason: say(personal.what, 'id') }
  }
  const kind = idKindOf(evidence)
  if (kind === null) return { ...base, type: 'categorical', reason: say('texts', 'categorical') }
  const format = personal?.format ?? idPatternOf(texts)
  return { ...base, type: 'id', format, unique, reason: say(kind, 'id') }
}

function baseOf({ name, token, texts }: TextEvidence): { name: string; missing: string } {
  return { name, missing: token ?? unusedMissingToken(new Set(texts)) }
}

function reasonOf({ present, total, token }: TextEvidence, what: string, type: string): string {
  return `${valuesAre(present, total)} ${what}${missingPart(total - present, token)} → ${type}`
}

const booleanPairs: readonly (readonly [string, string])[] = [
  ['false', 'true'],
  ['False', 'True'],
  ['FALSE', 'TRUE'],
  ['f', 't'],
  ['F', 'T'],
  ['no', 'yes'],
  ['No', 'Yes'],
  ['NO', 'YES'],
  ['n', 'y'],
  ['N', 'Y'],
]
/** Of these pairs one word alone says enough. */
const clearPairs = 3

/** The words for false and true, when the texts are such; null when not. */
export function booleanWords(texts: readonly string[]): readonly [string, string] | null {
  if (texts.length > 2) return null
  const index = booleanPairs.findIndex((pair) => texts.every((text) => pair.includes(text)))
  return texts.length === 2 || index < clearPairs ? (booleanPairs[index] ?? null) : null
}

/** The strftime format that gives back every one of the texts; null when there is none. */
export function datetimeFormatOf(texts: readonly string[]): string | null {
  for (const format of datetimeFormatsOf(texts[0] ?? '')) {
    const parse = exactDatetimeParser(format)
    if (texts.every((text) => !Number.isNaN(parse(text)))) return format
  }
  return null
}

/** From so many values on, hardly any repeat tells text or keys from categories. */
const minForIds = 20
const minShareDistinct = 0.9

/** What makes the column one of ids or free text; null when it is categorical. */
function idKindOf({ name, texts, present }: TextEvidence): string | null {
  const share = texts.length / present
  const areCodes = texts.every((text) => /^[\w.:/-]*\d[\w.:/-]*$/.test(text))
  if (isIdName(name) && areCodes && texts.length > 2 && share > 0.5)
    return 'codes, and the name says that they identify'
  if (present < minForIds || share < minShareDistinct) return null
  if (areCodes) return 'codes that hardly repeat'
  return 'texts that hardly repeat'
}

function tokensHint({ token, texts }: TextEvidence): string {
  const values = texts.filter((text) => !isMissingAmongValues(text))
  if (values.length === 0 || (pointFormatOf(values) === null && datetimeFormatOf(values) === null)) return ''
  const tokens = [token ?? '', ...texts.filter(isMissingAmongValues)].map((each) => JSON.stringify(each))
  return `: numbers or dates, but missing is written in several ways (${tokens.join(', ')}), which no type could write back; ask for the type to read all of them as missing`
}

function numbersHint(texts: readonly string[]): string {
  if (texts.length > 0 && texts.every((text) => /^\s*-?\d+\s*$/.test(text))) {
    if (texts.some((text) => /^\s|\s$/.test(text))) return ': numbers with spaces around, kept as they are'
    if (texts.some((text) => /^-?0\d/.test(text))) return ': digits with leading zeros, kept as they are'
    return ': whole numbers beyond 2^53, kept digit by digit'
  }
  return ''
}

import type { Issue } from '../errors.ts'
import type { ColumnType } from './column.ts'
import type { ColumnRule } from './column-rule.ts'
import { counted } from './evidence.ts'
import { idPatternOf, isUuid } from './id-format.ts'
import { inferPersonal, personalFormat } from './infer-personal.ts'
import { booleanWords, datetimeFormatOf } from './infer-texts.ts'
import { isMissingAmongValues, isMissingText, unusedMissingToken } from './missing-tokens.ts'
import { commaFormatOf, looseFormatOf, pointFormatOf } from './number-style.ts'
import { type RawColumn, rawTexts } from './raw-column.ts'
import type { ColumnSchema, IdFormat } from './schema.ts'
import { textEvidence } from './text-evidence.ts'

/**
 * The schema of a column whose type the user decides. Numbers, dates and truth values take every missing token as missing
 * and write the most frequent one. What does not fit is found when the values are decoded.
 */
export function overruleColumn(
  raw: RawColumn,
  rule: ColumnRule,
  decimalComma: boolean,
  issues: Issue[],
): ColumnSchema {
  const details = typeof rule === 'string' ? { type: rule } : rule
  const { type, missing: given, format, words } = details
  const base = { name: raw.name, missing: given ?? '', reason: `chosen by the user → ${type}` }
  if (type === 'numerical' && raw.kind === 'numbers' && given === undefined) {
    return { ...base, type, missing: raw.missing ?? '', format: raw.format }
  }

  const isToken = given === undefined ? tokensOf(type) : (text: string) => text === given
  const evidence = textEvidence(rawTexts(raw), isToken)
  const texts = evidence.texts.filter((text) => isText(type) || !isToken(text))
  const missing = given ?? evidence.token ?? unusedMissingToken(new Set(texts))
  const path = ['columns', raw.name]
  const examples = () => {
    const shown = texts.slice(0, 3).map((text) => JSON.stringify(text.slice(0, 40)))
    return `${shown.join(', ')}${texts.length > 3 ? ', …' : ''}`
  }
  switch (type) {
    case 'numerical': {
      const numbers =
        pointFormatOf(texts) ?? (decimalComma ? commaFormatOf(texts) : null) ?? looseFormatOf(texts)
      return { ...base, type, missing, format: numbers }
    }
    case 'datetime': {
      const found = format ?? datetimeFormatOf(texts)
      if (found === null) {
        issues.push({
          path,
          message: `no one date format fits all values (${examples()}); name it: { type: 'datetime', format: '%d/%m/%Y' }, or leave the column as text`,
        })
      }
      return { ...base, type, missing, format: found ?? '' }
    }
    case 'boolean': {
      const [first, second] = texts.toSorted()
      const found =
        words ??
        booleanWords(texts) ??
        (first !== undefined && second !== undefined ? ([first, second] as const) : null)
      if (found === null || (words === undefined && texts.length > 2)) {
        issues.push({
          path,
          message: `a boolean has two different values, this column has ${counted(texts.length)} (${examples()}); name the words: { type: 'boolean', words: ['no', 'yes'] }`,
        })
      }
      return { ...base, type, missing, words: found ?? ['false', 'true'] }
    }
    case 'categorical':
      return { ...base, type, missing }
    case 'id': {
      const unique = texts.length === evidence.present
      return { ...base, type, missing, unique, format: idFormatOf(raw.name, texts, details) }
    }
    default:
      return type satisfies never
  }
}

type IdDetails = Pick<Exclude<ColumnRule, string>, 'provider' | 'locale' | 'pattern'>

function idFormatOf(
  name: string,
  texts: readonly string[],
  { provider, locale, pattern }: IdDetails,
): IdFormat {
  if (provider !== undefined) {
    const format = personalFormat(provider, locale ?? null, texts)
    return pattern === undefined ? format : { ...format, pattern }
  }
  if (pattern !== undefined) return { kind: 'pattern', pattern }
  if (texts.length > 0 && texts.every(isUuid)) return { kind: 'uuid' }
  return inferPersonal(name, texts)?.format ?? idPatternOf(texts)
}

function isText(type: ColumnType): boolean {
  return type === 'categorical' || type === 'id'
}

function tokensOf(type: ColumnType): (text: string) => boolean {
  return isText(type) ? isMissingText : isMissingAmongValues
}

import { detectPersonal, type PersonalFinding } from '../personal/detect-personal.ts'
import {
  type PersonalFormat,
  type PersonalLocale,
  type PersonalProvider,
  patternedProviders,
} from '../personal/personal-format.ts'
import { patternOfMost } from './id-format.ts'
import type { ColumnSchema } from './schema.ts'

/** A column that likely holds personal data, and how new values of it are made. */
export interface PersonalInference {
  readonly format: PersonalFormat
  /** For reasons: what the values are, and the evidence. */
  readonly what: string
  /** False for towns and companies: they are no ids because of what they are. */
  readonly isPersonal: boolean
}

/** Looks for personal data in a column's different texts; `null` when there is none. */
export function inferPersonal(name: string, texts: readonly string[]): PersonalInference | null {
  return toInference(detectPersonal(name, texts), texts)
}

function toInference(finding: PersonalFinding | null, texts: readonly string[]): PersonalInference | null {
  if (finding === null) return null
  return {
    format: personalFormat(finding.provider, finding.locale, texts),
    what: describe(finding),
    isPersonal: finding.isPersonal,
  }
}

/** The format of a provider, with the pattern of the real texts where it keeps that. */
export function personalFormat(
  provider: PersonalProvider,
  locale: PersonalLocale | null,
  texts: readonly string[],
): PersonalFormat {
  return {
    kind: 'personal',
    provider,
    ...(locale === null ? {} : { locale }),
    ...(patternedProviders.has(provider) ? { pattern: patternOfMost(texts) } : {}),
  }
}

function describe({ what, evidence, confidence, isPersonal }: PersonalFinding): string {
  return `${confidence === 'medium' ? 'perhaps' : 'likely'} ${what}${isPersonal ? ', personal data' : ''} (${evidence})`
}

const numberProviders: ReadonlySet<PersonalProvider> = new Set([
  'phone',
  'card-number',
  'us-ssn',
  'fr-nir',
  'de-tax-id',
  'nl-bsn',
  'pl-pesel',
  'br-cpf',
  'national-id',
])
/** So many numbers of a column are looked at, spread over it. */
const maxNumbers = 2000

/** The same for whole numbers: telephone numbers, cards and national ids. */
export function inferPersonalNumbers(name: string, values: Float64Array): PersonalInference | null {
  const texts = textsOf(values)
  return toInference(findingAmongNumbers(name, texts), texts)
}

/** What whole numbers look like, by name and values. */
export function detectPersonalNumbers(name: string, values: Float64Array): PersonalFinding | null {
  return findingAmongNumbers(name, textsOf(values))
}

function findingAmongNumbers(name: string, texts: readonly string[]): PersonalFinding | null {
  const finding = detectPersonal(name, texts)
  return finding !== null && numberProviders.has(finding.provider) ? finding : null
}

function textsOf(values: Float64Array): readonly string[] {
  const step = Math.max(1, Math.floor(values.length / maxNumbers))
  const texts = new Set<string>()
  for (let row = 0; row < values.length; row += step) {
    const value = values[row] ?? Number.NaN
    if (!Number.isNaN(value)) texts.add(String(value))
  }
  return [...texts]
}

/** Gives personal columns that do not tell their language that of most others. */
export function settleLocales(columns: readonly ColumnSchema[]): readonly ColumnSchema[] {
  const counts = new Map<PersonalLocale, number>()
  for (const column of columns) {
    if (column.type !== 'id' || column.format.kind !== 'personal' || column.format.locale === undefined)
      continue
    counts.set(column.format.locale, (counts.get(column.format.locale) ?? 0) + 1)
  }
  const [most] = [...counts].toSorted(([, a], [, b]) => b - a)
  const locale = most?.[0] ?? 'en'
  return columns.map((column) =>
    column.type === 'id' && column.format.kind === 'personal' && column.format.locale === undefined
      ? { ...column, format: { ...column.format, locale } }
      : column,
  )
}

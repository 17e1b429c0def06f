import { commonFirstNames, commonLastNames } from './common-names.ts'
import type { PersonalLocale } from './personal-format.ts'

/** `e-Mail_Address`, `EMailAddress` → `e mail address`. */
export function normaliseName(name: string): string {
  return plainLetters(name.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2'))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

/** In lower case and without accents. */
export function plainLetters(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ł', 'l')
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
}

export type NameKind = 'first' | 'last'

/** Is the text, or one of its words, a frequent name of that kind? A whole text is also looked up without spaces. */
export function hasCommonName(text: string, kind: NameKind): boolean {
  const index = kind === 'first' ? commonFirstNames : commonLastNames
  return (
    wordsOf(text).some((word) => index.has(word)) || index.has(plainLetters(text).replaceAll(/[^a-z]/g, ''))
  )
}

/** How many different frequent names of that kind there are among the words. */
export function countCommonNames(texts: readonly string[], kind: NameKind): number {
  const index = kind === 'first' ? commonFirstNames : commonLastNames
  return new Set(texts.flatMap(wordsOf).filter((word) => index.has(word))).size
}

/** The language in which clearly most of the names are frequent; `null` when there is none. */
export function localeOfNames(texts: readonly string[]): PersonalLocale | null {
  const counts = new Map<PersonalLocale, number>()
  for (const text of texts) {
    for (const word of wordsOf(text)) {
      for (const index of [commonFirstNames, commonLastNames]) {
        for (const locale of index.get(word) ?? []) counts.set(locale, (counts.get(locale) ?? 0) + 1)
      }
    }
  }
  return clearlyMost(counts)
}

const minVotes = 3
const minLead = 1.25

/** The locale with at least three votes and a quarter more than any other. */
export function clearlyMost(counts: ReadonlyMap<PersonalLocale, number>): PersonalLocale | null {
  const [first, second] = [...counts].toSorted(([, a], [, b]) => b - a)
  if (first === undefined || first[1] < minVotes) return null
  return second !== undefined && first[1] < minLead * second[1] ? null : first[0]
}

function wordsOf(text: string): string[] {
  return plainLetters(text).split(/[^a-z]+/)
}

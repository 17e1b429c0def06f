import { localeEvidence } from './locale-evidence.ts'
import { normaliseName } from './name-words.ts'
import type { PersonalLocale, PersonalProvider } from './personal-format.ts'
import { type PersonalRule, personalRules } from './personal-rules.ts'

/** What a column was recognised as, and why. */
export interface PersonalFinding {
  readonly provider: PersonalProvider
  /** The values, for people to read: `e-mail addresses`. */
  readonly what: string
  /** `high`: name and values agree, or the values have a form that is hardly met by chance in all of them. */
  readonly confidence: 'high' | 'medium'
  /** For people to read: `98 % of the different values look like it, and so does the column's name`. */
  readonly evidence: string
  /** The language or country that name and values speak; `null` when they tell none. */
  readonly locale: PersonalLocale | null
  /** False for what does not tell a person, as towns and companies. */
  readonly isPersonal: boolean
}

/** So many values are looked at, spread over the column, and so many characters of each: no form is as long, but web addresses. */
const maxTexts = 1000
const maxLength = 300

/**
 * Looks whether a column holds personal data, by its name and its values.
 *
 * @param name the column's name
 * @param texts its different values, without missing ones
 * @returns the first rule that holds, or `null`
 */
export function detectPersonal(name: string, texts: readonly string[]): PersonalFinding | null {
  if (texts.length === 0) return null
  const sample = spread(texts)
  const words = normaliseName(name.slice(0, maxLength))
  for (const rule of personalRules) {
    const finding = apply(rule, words, sample)
    if (finding !== null) return finding
  }
  return null
}

function apply(rule: PersonalRule, words: string, texts: readonly string[]): PersonalFinding | null {
  if (rule.otherWords?.test(words)) return null
  const isNamed = rule.words.test(words)
  const content = isNamed ? rule.named : rule.alone
  if (content === undefined || texts.length < (content.minTexts ?? 1)) return null
  const share = texts.filter(content.fits).length / texts.length
  if (share < content.share || content.together?.(texts) === false) return null
  const percent = `${Math.floor(share * 100)} % of the different values have the form`
  return {
    provider: rule.provider,
    what: rule.what,
    confidence: isNamed || (share >= 0.95 && texts.length >= 20) ? 'high' : 'medium',
    evidence: isNamed ? `${percent}, and the column's name says so` : percent,
    locale: rule.locale ?? localeEvidence(rule.provider, words, texts),
    isPersonal: rule.isPersonal ?? true,
  }
}

function spread(texts: readonly string[]): readonly string[] {
  const count = Math.min(maxTexts, texts.length)
  return Array.from({ length: count }, (_, i) =>
    (texts[Math.floor((i * texts.length) / count)] ?? '').slice(0, maxLength),
  )
}

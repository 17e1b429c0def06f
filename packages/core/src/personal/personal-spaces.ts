import {
  growingPatternSpaces,
  type PatternPlace,
  parsePattern,
  patternSpace,
} from '../text-space/pattern-space.ts'
import { listSpace, mapSpace, numberSpace, productSpace, type TextSpace } from '../text-space/text-space.ts'
import { ibanDigits, luhnDigit } from './check-digits.ts'
import { plainLetters } from './name-words.ts'
import { nationalIds } from './national-ids.ts'
import type { PersonalFormat, PersonalLocale } from './personal-format.ts'
import { loadWordLists, type WordLists } from './word-lists.ts'

/** Domains that belong to nobody, and never will (RFC 2606). */
const domains = listSpace(['example.com', 'example.org', 'example.net'])

/**
 * The texts from which new values of a personal column are taken: the first space until it is used up, then the next.
 * No text is in two of them. Names and addresses load the words of their language.
 */
export async function personalSpaces(format: PersonalFormat): Promise<readonly TextSpace[]> {
  const { provider, locale = 'en', pattern } = format
  switch (provider) {
    case 'first-name':
    case 'last-name':
    case 'full-name':
    case 'email':
    case 'username':
    case 'url':
    case 'street-address':
    case 'city':
    case 'company':
      return wordSpaces(provider, await loadWordLists(locale))
    case 'ip-v4':
      return [publicIpV4]
    case 'ip-v6':
      return [documentationIpV6]
    case 'card-number':
      return [cardSpace(pattern)]
    case 'iban':
      return [ibanSpace(locale, pattern)]
    case 'phone':
    case 'national-id':
      return growingPatternSpaces(pattern ?? '9999999999')
    case 'us-ssn':
    case 'gb-nino':
    case 'fr-nir':
    case 'de-tax-id':
    case 'es-dni':
    case 'it-fiscal-code':
    case 'nl-bsn':
    case 'pl-pesel':
    case 'br-cpf':
      return nationalIds
        .filter((id) => id.provider === provider)
        .map(({ space }) => mapSpace(space, shaper(pattern)))
    default:
      return provider satisfies never
  }
}

type WordProvider =
  | 'first-name'
  | 'last-name'
  | 'full-name'
  | 'email'
  | 'username'
  | 'url'
  | 'street-address'
  | 'city'
  | 'company'

function wordSpaces(provider: WordProvider, words: WordLists): readonly TextSpace[] {
  const first = listSpace(words.firstNames)
  const last = listSpace(words.lastNames)
  const plainFirst = listSpace(slugs(words.firstNames))
  const plainLast = listSpace(slugs(words.lastNames))
  const initial = numberSpace(10, 26, 1, 36)
  switch (provider) {
    case 'first-name':
      return [first, productSpace([first, ' ', first]), productSpace([first, ' ', first, ' ', first])]
    case 'last-name':
      return [1, 2, 3, 4].map((count) =>
        productSpace(Array.from({ length: count }, (_, i) => (i === 0 ? [last] : ['-', last])).flat()),
      )
    case 'full-name':
      return [
        productSpace([first, ' ', last]),
        productSpace([first, ' ', mapSpace(initial, (letter) => `${letter.toUpperCase()}.`), ' ', last]),
        productSpace([first, ' ', first, ' ', last]),
        productSpace([first, ' ', first, ' ', last, '-', last]),
      ]
    case 'email':
      return [
        productSpace([plainFirst, '.', plainLast, '@', domains]),
        productSpace([plainFirst, '.', plainLast, numberSpace(1, 9999), '@', domains]),
      ]
    case 'username':
      return [
        productSpace([initial, plainLast, numberSpace(10, 90)]),
        productSpace([plainFirst, '.', plainLast, numberSpace(1, 9999)]),
      ]
    case 'url':
      return [
        productSpace(['https://', domains, '/', plainLast]),
        productSpace(['https://', domains, '/', plainLast, '/', plainFirst]),
        productSpace(['https://', domains, '/', plainLast, '/', plainFirst, '/', numberSpace(1, 9999)]),
      ]
    case 'street-address': {
      const number = numberSpace(1, 299)
      const street = listSpace(words.streets)
      const address = words.numberFirst ? [number, ' ', street] : [street, ' ', number]
      return [productSpace(address), productSpace([...address, '-', numberSpace(1, 999)])]
    }
    case 'city':
      return numbered(words.cities)
    case 'company':
      return numbered(words.lastNames.flatMap((name) => words.legalForms.map((form) => `${name} ${form}`)))
    default:
      return provider satisfies never
  }
}

/** The texts, which have no digits; then the same with numbers behind them. */
function numbered(texts: readonly string[]): readonly TextSpace[] {
  const space = listSpace(texts)
  return [space, productSpace([space, ' ', numberSpace(2, 99_999)])]
}

/** In the letters that mail and web addresses have. */
function slugs(names: readonly string[]): string[] {
  return names.map((name) => plainLetters(name).replace(/[^a-z]/g, '')).filter((slug) => slug.length > 1)
}

/** First octets that are public: without private networks, this host, link-local and documentation. */
const publicOctets = Array.from({ length: 223 }, (_, i) => i + 1)
  .filter((octet) => ![10, 100, 127, 169, 172, 192, 198, 203].includes(octet))
  .map(String)
const octet = numberSpace(0, 256)
const publicIpV4 = productSpace([listSpace(publicOctets), '.', octet, '.', octet, '.', numberSpace(1, 254)])

/** 2001:db8::/32, for documentation (RFC 3849). */
const group = numberSpace(0x1000, 0xf000, 4, 16)
const documentationIpV6 = productSpace(['2001:db8', ...Array.from({ length: 6 }, () => [':', group]).flat()])

const defaultCard = '9999999999999999'

/** Cards of the major networks (3 to 6 in front) as long as the real ones, with Luhn's check digit. */
function cardSpace(pattern = defaultCard): TextSpace {
  const length = parsePattern(pattern).filter(isCharacter).length
  const count = length >= 12 && length <= 19 ? length : defaultCard.length
  const body = productSpace([
    listSpace(['3', '4', '5', '6']),
    numberSpace(0, 10 ** (count - 8), count - 8),
    numberSpace(0, 1e6, 6),
  ])
  const shape = shaper(pattern)
  return mapSpace(body, (digits) => shape(digits + luhnDigit(digits)))
}

/** What follows the check digits of an account number, by country. Source: SWIFT, IBAN registry. */
const accountPatterns: Readonly<Record<PersonalLocale, readonly [country: string, pattern: string]>> = {
  en: ['GB', 'AAAA99999999999999'],
  de: ['DE', '999999999999999999'],
  fr: ['FR', '99999999999999999999999'],
  es: ['ES', '99999999999999999999'],
  it: ['IT', 'A9999999999999999999999'],
  nl: ['NL', 'AAAA9999999999'],
  pl: ['PL', '999999999999999999999999'],
  pt_BR: ['BR', '99999999999999999999999A9'],
  sv: ['SE', '99999999999999999999'],
}

/** Valid account numbers of one country, grouped as the real ones are when those are as long. */
function ibanSpace(locale: PersonalLocale, pattern: string | undefined): TextSpace {
  const [country, account] = accountPatterns[locale]
  const shape = shaper(pattern)
  return mapSpace(patternSpace(account), (text) => shape(`${country}${ibanDigits(country, text)}${text}`))
}

/** Gives texts the separators of `pattern`, when they have as many letters and digits; otherwise they stay as they are. */
function shaper(pattern: string | undefined): (text: string) => string {
  if (pattern === undefined) return (text) => text
  const places = parsePattern(pattern)
  const length = places.filter(isCharacter).length
  const separators = places.map((place) => (isCharacter(place) ? null : place.character))
  if (separators.every((separator) => separator === null)) return (text) => text
  return (text) => {
    if (text.length !== length) return text
    let next = 0
    return separators.map((separator) => separator ?? text.charAt(next++)).join('')
  }
}

const letterOrDigit = /[\p{L}\p{N}]/u

function isCharacter({ character }: PatternPlace): boolean {
  return letterOrDigit.test(character)
}

import { listSpace, mapSpace, numberSpace, productSpace, type TextSpace } from '../text-space/text-space.ts'
import {
  bsnDigit,
  cpfDigits,
  dniLetter,
  fiscalCodeLetter,
  nirKey,
  peselDigit,
  taxIdDigit,
} from './check-digits.ts'
import type { PersonalLocale, PersonalProvider } from './personal-format.ts'

/** One country's numbers for persons. Texts are without separators. */
export interface NationalId {
  readonly provider: PersonalProvider
  readonly locale: PersonalLocale
  readonly what: string
  /** Words of a column's name, without accents, in lower case. */
  readonly words: RegExp
  readonly fits: (text: string) => boolean
  /** How often a text of this length fits by chance: what fits rarely needs no name to be recognised. */
  readonly isRareByChance: boolean
  readonly space: TextSpace
}

const digits = (count: number): TextSpace => numberSpace(0, 10 ** count, count)
const letters = (alphabet: string): TextSpace => listSpace([...alphabet])
/** Texts of a space, followed by what is computed from them. */
const checked = (space: TextSpace, check: (text: string) => string): TextSpace =>
  mapSpace(space, (text) => text + check(text))
const endsWithCheck = (text: string, length: number, check: (body: string) => string | null): boolean =>
  text.slice(length) === check(text.slice(0, length))

/** Two digits of the year, month and day, for any month and the days that all months have. */
const birthDate = productSpace([digits(2), numberSpace(1, 12, 2), numberSpace(1, 28, 2)])

export const nationalIds: readonly NationalId[] = [
  {
    provider: 'us-ssn',
    locale: 'en',
    what: 'US social security numbers',
    words: /\b(ssn|social security|social sec|soc sec|tin|national id)\b/,
    fits: (text) => /^(?!000|666)\d{3}(?!00)\d\d(?!0000)\d{4}$/.test(text),
    isRareByChance: false,
    // Area numbers from 900 are never issued; groups from 50 are taken by tax numbers.
    space: productSpace(['9', digits(2), numberSpace(1, 49, 2), numberSpace(1, 9999, 4)]),
  },
  {
    provider: 'gb-nino',
    locale: 'en',
    what: 'British national insurance numbers',
    words: /\b(nino|national insurance|ni number|ni no)\b/,
    fits: (text) => /^(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\d{6}[A-D]$/.test(text),
    isRareByChance: true,
    space: productSpace([letters('ACEHJLMPRSWXY'), letters('ABCEHJLMPRSWXYZ'), digits(6), letters('ABCD')]),
  },
  {
    provider: 'fr-nir',
    locale: 'fr',
    what: 'French social security numbers',
    words: /\b(nir|insee|secu|securite sociale|numero ss|nss)\b/,
    fits: (text) =>
      /^[12]\d\d(0[1-9]|1[0-2]|[2-9]\d)\d[\dAB]\d{6}(\d\d)?$/.test(text) &&
      (text.length === 13 || endsWithCheck(text, 13, nirKey)),
    isRareByChance: true,
    space: checked(
      productSpace([
        letters('12'),
        digits(2),
        numberSpace(1, 12, 2),
        numberSpace(1, 95, 2),
        numberSpace(1, 899, 3),
        numberSpace(1, 999, 3),
      ]),
      nirKey,
    ),
  },
  {
    provider: 'de-tax-id',
    locale: 'de',
    what: 'German tax ids',
    words: /\b(steuer id|steuerid|idnr|identifikationsnummer|steueridentifikationsnummer|tax id|tin)\b/,
    fits: (text) => /^[1-9]\d{10}$/.test(text) && endsWithCheck(text, 10, taxIdDigit),
    isRareByChance: false,
    space: checked(numberSpace(1e9, 9e9), taxIdDigit),
  },
  {
    provider: 'es-dni',
    locale: 'es',
    what: 'Spanish identity numbers',
    words: /\b(dni|nif|documento|identidad)\b/,
    fits: (text) => /^\d{8}[A-Z]$/.test(text) && endsWithCheck(text, 8, dniLetter),
    isRareByChance: true,
    space: checked(digits(8), dniLetter),
  },
  {
    provider: 'it-fiscal-code',
    locale: 'it',
    what: 'Italian fiscal codes',
    words: /\b(codice fiscale|codicefiscale|cf|fiscal code)\b/,
    fits: (text) =>
      /^[A-Z]{6}\d\d[ABCDEHLMPRST]\d\d[A-Z]\d{3}[A-Z]$/.test(text) &&
      endsWithCheck(text, 15, fiscalCodeLetter),
    isRareByChance: true,
    space: checked(
      productSpace([
        ...Array.from({ length: 2 }, () =>
          productSpace(['BCDFGLMNPRSTV', 'BCDFGLMNPRSTV', 'BCDFGLMNPRSTV'].map(letters)),
        ),
        digits(2),
        letters('ABCDEHLMPRST'),
        numberSpace(1, 28, 2),
        letters('ABCDEFGHIL'),
        numberSpace(100, 800),
      ]),
      fiscalCodeLetter,
    ),
  },
  {
    provider: 'nl-bsn',
    locale: 'nl',
    what: 'Dutch citizen service numbers',
    words: /\b(bsn|burgerservicenummer|sofi)\b/,
    fits: (text) => /^\d{9}$/.test(text) && endsWithCheck(text, 8, bsnDigit),
    isRareByChance: false,
    space: mapSpace(digits(7), (seven) => {
      // An eighth digit for which there is a check digit; of two neighbours one has.
      const eight = bsnDigit(`${seven}0`) === null ? `${seven}1` : `${seven}0`
      return `${eight}${bsnDigit(eight) ?? ''}`
    }),
  },
  {
    provider: 'pl-pesel',
    locale: 'pl',
    what: 'Polish PESEL numbers',
    words: /\b(pesel)\b/,
    fits: (text) => /^\d{11}$/.test(text) && endsWithCheck(text, 10, peselDigit),
    isRareByChance: false,
    space: checked(productSpace([birthDate, digits(4)]), peselDigit),
  },
  {
    provider: 'br-cpf',
    locale: 'pt_BR',
    what: 'Brazilian CPF numbers',
    words: /\b(cpf)\b/,
    fits: (text) => /^\d{11}$/.test(text) && endsWithCheck(text, 9, cpfDigits),
    isRareByChance: true,
    space: checked(digits(9), cpfDigits),
  },
]

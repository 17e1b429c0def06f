import type { Faker } from '@faker-js/faker'
import type { PersonalLocale } from './personal-format.ts'

/** The words of a language from which new names and addresses are put together; each word once. */
export interface WordLists {
  /** Without spaces. */
  readonly firstNames: readonly string[]
  /** Without spaces and hyphens. */
  readonly lastNames: readonly string[]
  /** Without digits. */
  readonly streets: readonly string[]
  /** Where the house number stands. */
  readonly numberFirst: boolean
  readonly cities: readonly string[]
  /** `Ltd`, `GmbH`. */
  readonly legalForms: readonly string[]
}

type Definitions = Faker['rawDefinitions']

/**
 * One chunk of Faker a language, loaded when it is needed: the whole of Faker is ten times as large. Only its word lists are
 * used: its own generators can neither promise that no value comes twice, nor do without an instance that is shared.
 */
const loaders: Readonly<Record<PersonalLocale, () => Promise<{ readonly faker: Faker }>>> = {
  en: () => import('@faker-js/faker/locale/en'),
  de: () => import('@faker-js/faker/locale/de'),
  fr: () => import('@faker-js/faker/locale/fr'),
  es: () => import('@faker-js/faker/locale/es'),
  it: () => import('@faker-js/faker/locale/it'),
  nl: () => import('@faker-js/faker/locale/nl'),
  pl: () => import('@faker-js/faker/locale/pl'),
  pt_BR: () => import('@faker-js/faker/locale/pt_BR'),
  sv: () => import('@faker-js/faker/locale/sv'),
}

/** The words of a language, from `@faker-js/faker` (MIT). */
export async function loadWordLists(locale: PersonalLocale): Promise<WordLists> {
  const { rawDefinitions } = (await loaders[locale]()).faker
  const { person, location, company } = rawDefinitions
  const firstNames = wordsIn(person?.first_name).filter((word) => !/\s/.test(word))
  const lastNames = wordsIn(person?.last_name).filter((word) => !/[\s-]/.test(word))
  return {
    firstNames,
    lastNames,
    streets: streetsOf(locale, rawDefinitions, firstNames, lastNames).filter((street) => !/\d/.test(street)),
    numberFirst: locale === 'en' || locale === 'fr',
    cities: wordsIn(location?.city_name).filter((city) => !/\d/.test(city)),
    legalForms: wordsIn(company?.legal_entity_type),
  }
}

/** The streets of a language are either listed, or a kind of street and the name of a person. */
function streetsOf(
  locale: PersonalLocale,
  { location }: Definitions,
  firstNames: readonly string[],
  lastNames: readonly string[],
): string[] {
  const listed = (list: string) => wordsIn(location?.[list])
  switch (locale) {
    case 'de':
      return listed('street_name')
    case 'en':
      return combine(lastNames, ' ', listed('street_suffix'))
    case 'fr':
      return combine(listed('street_prefix'), ' ', listed('street_suffix'))
    case 'es':
      return combine(listed('street_suffix'), ' ', firstNames)
    case 'it':
      return combine(listed('street_suffix'), ' ', lastNames)
    case 'nl':
      return combine(lastNames, '', listed('street_suffix'))
    case 'pl':
      return combine(listed('street_prefix'), ' ', lastNames)
    case 'pt_BR':
      return combine(listed('street_prefix'), ' ', firstNames)
    case 'sv':
      return combine(listed('street_name_part'), '', listed('street_suffix'))
    default:
      return locale satisfies never
  }
}

const maxStreets = 5000

/** Combinations of two lists, spread over both. */
function combine(first: readonly string[], separator: string, second: readonly string[]): string[] {
  const step = Math.max(1, Math.ceil((first.length * second.length) / maxStreets))
  const combined = new Set<string>()
  for (let at = 0; at < first.length * second.length; at += step) {
    const head = first[Math.floor(at / second.length)]
    const tail = second[at % second.length]
    if (head !== undefined && tail !== undefined) combined.add(`${head}${separator}${tail}`)
  }
  return [...combined]
}

/** All texts in a list, or in the lists of an object: Faker divides names by sex in some languages. */
function wordsIn(source: unknown): string[] {
  const lists: unknown[] = Array.isArray(source)
    ? [source]
    : typeof source === 'object' && source !== null
      ? Object.values(source)
      : []
  const words = lists.flatMap((list) =>
    Array.isArray(list) ? list.filter((word) => typeof word === 'string') : [],
  )
  return [...new Set(words)]
}

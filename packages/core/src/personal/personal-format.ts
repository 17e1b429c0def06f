/** What a personal column's new values are made as. */
export const personalProviders = [
  'email',
  'phone',
  'full-name',
  'first-name',
  'last-name',
  'username',
  'street-address',
  'city',
  'company',
  'ip-v4',
  'ip-v6',
  'url',
  'card-number',
  'iban',
  'us-ssn',
  'gb-nino',
  'fr-nir',
  'de-tax-id',
  'es-dni',
  'it-fiscal-code',
  'nl-bsn',
  'pl-pesel',
  'br-cpf',
  'national-id',
] as const
export type PersonalProvider = (typeof personalProviders)[number]

/** Languages (and countries) that names, addresses and account numbers are made in. */
export const personalLocales = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt_BR', 'sv'] as const
export type PersonalLocale = (typeof personalLocales)[number]

/** How new values of a personal column are made. */
export interface PersonalFormat {
  readonly kind: 'personal'
  readonly provider: PersonalProvider
  /** Default `en`. */
  readonly locale?: PersonalLocale
  /** What the real values look like, as for ids; for phone numbers, cards, account numbers and national ids. */
  readonly pattern?: string
}

/** Providers whose values keep the pattern of the real ones: its length, separators and fixed characters. */
export const patternedProviders: ReadonlySet<PersonalProvider> = new Set([
  'phone',
  'card-number',
  'iban',
  'us-ssn',
  'gb-nino',
  'fr-nir',
  'de-tax-id',
  'es-dni',
  'it-fiscal-code',
  'nl-bsn',
  'pl-pesel',
  'br-cpf',
  'national-id',
])

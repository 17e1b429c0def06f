import { isIban } from './check-digits.ts'
import {
  isAddressLike,
  isCardNumber,
  isCode,
  isEmail,
  isFullNameLike,
  isIpV4,
  isIpV6,
  isNameLike,
  isPhone,
  isPlainlyPhone,
  isStreetAddress,
  isUrl,
  isUsername,
} from './content-checks.ts'
import { hasCommonName } from './name-words.ts'
import { nationalIds } from './national-ids.ts'
import type { PersonalLocale, PersonalProvider } from './personal-format.ts'

/** What must hold of a column's values. */
interface ContentRule {
  readonly fits: (text: string) => boolean
  /** Of the different values so many must fit. */
  readonly share: number
  /** So many different values are needed to tell. Default 1. */
  readonly minTexts?: number
}

/** How one kind of personal column is recognised: by its name together with its values, or by its values alone. */
export interface PersonalRule {
  readonly provider: PersonalProvider
  /** The values, for people to read. */
  readonly what: string
  /** Words of the column's name, in lower case and without accents. */
  readonly words: RegExp
  /** Words that say it is something else. */
  readonly otherWords?: RegExp
  readonly named: ContentRule
  readonly alone?: ContentRule
  readonly locale?: PersonalLocale
  /** False for values that do not tell a person: they are only made up where the column is an id anyway. Default true. */
  readonly isPersonal?: false
}

const otherThings =
  /\b(company|firm|product|item|brand|city|town|country|state|region|county|street|file|host|domain|server|school|hotel|ship|team|event|course|study|table|column|class|category|department|job|drug|gene|species|model|song|film|movie|book)\b/

/** Names, where the column may be called anything: a frequent first or last name in that share of the values. */
const isPersonName = (text: string) => isFullNameLike(text) && hasCommonName(text, 'first')
const isSingleFirstName = (text: string) => /^\p{L}+$/u.test(text) && hasCommonName(text, 'first')
const isSingleLastName = (text: string) => /^[\p{L}'’]+$/u.test(text) && hasCommonName(text, 'last')

/** In the order in which they are tried; the first that holds is taken. */
export const personalRules: readonly PersonalRule[] = [
  {
    provider: 'email',
    what: 'e-mail addresses',
    words: /\b(e ?mails?|mail|courriel|correo)\b/,
    named: { fits: isEmail, share: 0.5 },
    alone: { fits: isEmail, share: 0.8 },
  },
  {
    provider: 'ip-v4',
    what: 'IP addresses (v4)',
    words: /\b(ip|ips|ip addr(ess)?|client ip|remote addr)\b/,
    otherWords: /\b(version|release|build)\b/,
    named: { fits: isIpV4, share: 0.5 },
    alone: { fits: isIpV4, share: 0.95 },
  },
  {
    provider: 'ip-v6',
    what: 'IP addresses (v6)',
    words: /\b(ip|ips|ip addr(ess)?|client ip|remote addr)\b/,
    named: { fits: isIpV6, share: 0.5 },
    alone: { fits: isIpV6, share: 0.95 },
  },
  {
    provider: 'url',
    what: 'web addresses',
    words: /\b(url|uri|website|web site|homepage|home page|link|web)\b/,
    named: { fits: isUrl, share: 0.6, minTexts: 5 },
    alone: { fits: isUrl, share: 0.9, minTexts: 20 },
  },
  {
    provider: 'iban',
    what: 'account numbers (IBAN)',
    words: /\b(iban|bank account|account (no|number|nr)|konto(nummer)?|kontonr|rib)\b/,
    named: { fits: (text) => isIban(text.replace(/[ -]/g, '').toUpperCase()), share: 0.5 },
    alone: { fits: (text) => isIban(text.replace(/[ -]/g, '').toUpperCase()), share: 0.8 },
  },
  {
    provider: 'card-number',
    what: 'card numbers (Luhn’s check holds)',
    words:
      /\b(cc|cc (no|num|number)|card|credit ?card|debit ?card|pan|carte|kreditkarte(nnummer)?|tarjeta)\b/,
    named: { fits: isCardNumber, share: 0.6, minTexts: 3 },
    // One number in ten passes by chance: ten values of which nine do are one case in a hundred million.
    alone: { fits: isCardNumber, share: 0.9, minTexts: 10 },
  },
  ...nationalIds.map((id): PersonalRule => {
    const fits = (text: string) => id.fits(compact(text))
    const grouped = (text: string) => /^\d{3}-\d\d-\d{4}$/.test(text) && fits(text)
    const base = { provider: id.provider, what: id.what, words: id.words, locale: id.locale }
    const named = { fits, share: 0.7 }
    if (id.isRareByChance) return { ...base, named, alone: { fits, share: 0.9, minTexts: 5 } }
    return id.provider === 'us-ssn'
      ? { ...base, named, alone: { fits: grouped, share: 0.95, minTexts: 10 } }
      : { ...base, named }
  }),
  {
    provider: 'national-id',
    what: 'identity numbers',
    words:
      /\b(national (id|number|identity)|identity (number|card|no)|id card|citizen id|passport( (no|number|nr))?|driver s? ?licen[cs]e|driving licen[cs]e|licen[cs]e (no|number)|tax (id|number|no)|tin|ssn|personnummer|ausweis(nummer)?|sozialversicherungsnummer)\b/,
    named: { fits: isCode, share: 0.8, minTexts: 3 },
  },
  {
    provider: 'phone',
    what: 'telephone numbers',
    words:
      /\b(phones?|tele ?phones?|tel|mobile|cell|cellphone|fax|handy|telefon(nummer)?|telefono|movil|celular|cellulare|telefoonnummer|rufnummer|gsm|whatsapp|msisdn)\b/,
    named: { fits: isPhone, share: 0.7 },
    alone: { fits: isPlainlyPhone, share: 0.95, minTexts: 10 },
  },
  {
    provider: 'first-name',
    what: 'first names',
    words:
      /\b(first ?names?|given ?names?|fore ?names?|fname|vorname|prenom|voornaam|imie|fornamn|primer nombre)\b/,
    named: { fits: isNameLike, share: 0.8 },
    alone: { fits: isSingleFirstName, share: 0.6, minTexts: 20 },
  },
  {
    provider: 'last-name',
    what: 'last names',
    words:
      /\b(last ?names?|sur ?names?|family ?names?|lname|nachname|familienname|nom de famille|apellidos?|cognome|achternaam|nazwisko|sobrenome|efternamn)\b/,
    named: { fits: isNameLike, share: 0.8 },
    alone: { fits: isSingleLastName, share: 0.6, minTexts: 20 },
  },
  {
    provider: 'full-name',
    what: 'names of persons',
    words:
      /\b(full ?names?|person names?|passenger names?|patient names?|employee names?|contact names?|nom complet|nombre completo|nome completo|nom et prenom)\b/,
    named: { fits: isFullNameLike, share: 0.8 },
  },
  {
    provider: 'full-name',
    what: 'names of persons',
    words:
      /\b(names?|nom|nombre|nome|naam|namn|person|customer|client|patient|employee|passenger|contact|owner|author|teacher|student)\b/,
    otherWords: otherThings,
    named: { fits: isPersonName, share: 0.25 },
    alone: { fits: isPersonName, share: 0.6, minTexts: 20 },
  },
  {
    provider: 'username',
    what: 'user names',
    words: /\b(user ?names?|login|logins|nick ?names?|screen ?names?|handle|account names?|user)\b/,
    named: { fits: isUsername, share: 0.9, minTexts: 20 },
  },
  {
    provider: 'street-address',
    what: 'street addresses',
    words:
      /\b(address(es)?|addr|street|adresse|anschrift|strasse|rue|calle|direccion|indirizzo|endereco|straat|adres|ulica|gata|adress)\b/,
    named: { fits: isAddressLike, share: 0.6 },
    alone: { fits: isStreetAddress, share: 0.8, minTexts: 5 },
  },
  {
    provider: 'city',
    what: 'names of towns',
    words:
      /\b(city|cities|town|ville|stadt|ort|ciudad|citta|cidade|miasto|stad|municipality|place of birth|birth ?place)\b/,
    named: { fits: isNameLike, share: 0.8 },
    isPersonal: false,
  },
  {
    provider: 'company',
    what: 'names of companies',
    words: /\b(company|employer|firm|business name|organi[sz]ation|firma|entreprise|empresa|azienda)\b/,
    named: { fits: (text) => /\p{L}{2}/u.test(text), share: 0.9 },
    isPersonal: false,
  },
]

function compact(text: string): string {
  return text.replace(/[\s./-]/g, '').toUpperCase()
}

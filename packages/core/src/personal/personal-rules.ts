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
  isSingleNameLike,
  isStreetAddress,
  isUrl,
  isUsername,
} from './content-checks.ts'
import { countCommonNames, hasCommonName, type NameKind } from './name-words.ts'
import { nationalIds } from './national-ids.ts'
import type { PersonalLocale, PersonalProvider } from './personal-format.ts'

/** What must hold of a column's values. */
interface ContentRule {
  readonly fits: (text: string) => boolean
  /** Of the different values so many must fit. */
  readonly share: number
  /** So many different values are needed to tell. Default 1. */
  readonly minTexts?: number
  /** What must hold of the different values together, besides. */
  readonly together?: (texts: readonly string[]) => boolean
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

/** Words that a column of persons' names is called by, and many other columns. */
const nameWords =
  /\b(names?|nom|nombre|nome|naam|namn|person|customer|client|patient|employee|passenger|contact|owner|author|teacher|student)\b/

/**
 * Enough different frequent names for persons: a tenth of the values, or ten. Large tables have thousands of rare names, but products and
 * places repeat the few frequent ones that they have.
 */
const saysPersons = (kind: NameKind) => (texts: readonly string[]) =>
  countCommonNames(texts, kind) >= Math.min(10, Math.max(1, texts.length / 8))
const saysFirstNames = saysPersons('first')
const saysLastNames = (texts: readonly string[]) =>
  saysPersons('last')(texts) && countCommonNames(texts, 'last') > countCommonNames(texts, 'first')

/** Names, where the column may be called anything: a frequent first name in that share of the values. */
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
      /\b(phones?|tele ?phones?|tel|mobile|mobiel|mobil(nummer)?|portable|cell|cellphone|fax|handy|telefon(nummer)?|telefono|telefone|telefoon(nummer)?|movil|celular|cellulare|komorka|rufnummer|gsm|whatsapp|msisdn)\b/,
    named: { fits: isPhone, share: 0.7 },
    alone: { fits: isPlainlyPhone, share: 0.95, minTexts: 10 },
  },
  {
    provider: 'full-name',
    what: 'names of persons',
    words:
      /\b(first (and )?last ?names?|vor und nachname|vorname nachname|nachname vorname|prenoms? (et )?noms?|noms? (et )?prenoms?|nombres? (y )?apellidos?|apellidos? (y )?nombres?|nome (e )?cognome|cognome (e )?nome|nome (e )?sobrenome|imie (i )?nazwisko|nazwisko (i )?imie|for och efternamn)\b/,
    named: { fits: isFullNameLike, share: 0.8 },
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
      /\b(full ?names?|person names?|passenger names?|patient names?|employee names?|contact names?|nom complet|nombre completo|nome completo)\b/,
    named: { fits: isFullNameLike, share: 0.8 },
  },
  {
    provider: 'full-name',
    what: 'names of persons',
    words: nameWords,
    otherWords: otherThings,
    named: { fits: isFullNameLike, share: 0.6, together: saysFirstNames },
    alone: { fits: isPersonName, share: 0.6, minTexts: 20 },
  },
  {
    provider: 'last-name',
    what: 'last names',
    words: nameWords,
    otherWords: otherThings,
    named: { fits: isSingleNameLike, share: 0.8, together: saysLastNames },
  },
  {
    provider: 'first-name',
    what: 'first names',
    words: nameWords,
    otherWords: otherThings,
    named: { fits: isSingleNameLike, share: 0.8, together: saysFirstNames },
  },
  {
    provider: 'username',
    what: 'user names',
    words:
      /\b(user ?names?|login|logins|nick ?names?|screen ?names?|handle|account names?|user|benutzer(name)?|pseudo|identifiant|utilisateur|usuario|utente|gebruiker(snaam)?|uzytkownika?|anvandar(namn|e))\b/,
    named: { fits: isUsername, share: 0.9, minTexts: 20 },
  },
  {
    provider: 'street-address',
    what: 'street addresses',
    words:
      /\b(address(es)?|addr|street|[a-z]*adres(s|se)?|anschrift|[a-z]*strasse|rue|calle|direccion|indirizzo|endereco|straat|ulica|gata)\b/,
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

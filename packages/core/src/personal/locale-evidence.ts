import { clearlyMost, localeOfNames } from './name-words.ts'
import type { PersonalLocale, PersonalProvider } from './personal-format.ts'

type Words = readonly (readonly [PersonalLocale, RegExp])[]

const columnWords: Words = [
  [
    'de',
    /\b(vorname|nachname|familienname|strasse|anschrift|telefonnummer|rufnummer|handy|benutzer(name)?)\b/,
  ],
  ['fr', /\b(prenoms?|nom|nom de famille|courriel|adresse postale|rue|utilisateur)\b/],
  ['es', /\b(apellidos?|nombre|calle|direccion|correo|movil)\b/],
  ['it', /\b(cognome|indirizzo|cellulare|utente)\b/],
  ['nl', /\b(voornaam|achternaam|naam|straat|telefoon(nummer)?|mobiel|gebruiker(snaam)?)\b/],
  ['pl', /\b(imie|nazwisko|ulica|komorka|uzytkownika?)\b/],
  ['pt_BR', /\b(sobrenome|endereco|celular|telefone)\b/],
  ['sv', /\b(fornamn|efternamn|namn|gat(a|uadress)|adress|anvandar(namn|e))\b/],
]

const streetWords: Words = [
  ['en', /\b(street|st|avenue|ave|road|rd|lane|drive|court|way)\b/i],
  ['de', /stra(?:ß|ss)e|str\.|weg\b|platz\b|gasse\b/i],
  ['fr', /\b(rue|impasse|chemin|all[ée]e)\b/i],
  ['es', /\b(calle|avenida|paseo|avda)\b/i],
  ['it', /\b(via|viale|piazza|corso)\b/i],
  ['nl', /straat\b|laan\b|plein\b|gracht\b/i],
  ['pl', /\b(ul|ulica|aleja)\b/i],
  ['pt_BR', /\b(rua|travessa)\b/i],
  ['sv', /gatan\b|vägen\b|gränd\b/i],
]

const callingCodes: Words = [
  ['en', /^(?:\+|00)(?:1|44)/],
  ['de', /^(?:\+|00)(?:49|43)/],
  ['fr', /^(?:\+|00)33/],
  ['es', /^(?:\+|00)34/],
  ['it', /^(?:\+|00)39/],
  ['nl', /^(?:\+|00)31/],
  ['pl', /^(?:\+|00)48/],
  ['pt_BR', /^(?:\+|00)55/],
  ['sv', /^(?:\+|00)46/],
]

/** Account numbers begin with the country, mail and web addresses end (or their host does) with it. */
const countryCodes: Words = [
  ['en', /^GB|\.(?:uk|us|au|nz|ie)(?:[/:]|$)/],
  ['de', /^(?:DE|AT)\d|\.(?:de|at)(?:[/:]|$)/],
  ['fr', /^FR\d|\.fr(?:[/:]|$)/],
  ['es', /^ES\d|\.es(?:[/:]|$)/],
  ['it', /^IT\d|\.it(?:[/:]|$)/],
  ['nl', /^NL\d|\.nl(?:[/:]|$)/],
  ['pl', /^PL\d|\.pl(?:[/:]|$)/],
  ['pt_BR', /^BR\d|\.br(?:[/:]|$)/],
  ['sv', /^SE\d|\.se(?:[/:]|$)/],
]

/** Which words in the values tell the language or country; names tell it by themselves. */
const valueWords: ReadonlyMap<PersonalProvider, Words> = new Map([
  ['street-address', streetWords],
  ['phone', callingCodes],
  ['iban', countryCodes],
  ['email', countryCodes],
  ['url', countryCodes],
])
const nameProviders: readonly PersonalProvider[] = ['full-name', 'first-name', 'last-name']
const minShare = 0.3

/** The language or country of a personal column, from the words of its name and its values; `null` when nothing tells it. */
export function localeEvidence(
  provider: PersonalProvider,
  columnName: string,
  texts: readonly string[],
): PersonalLocale | null {
  const named = columnWords.find(([, words]) => words.test(columnName))
  if (named !== undefined) return named[0]
  if (nameProviders.includes(provider)) return localeOfNames(texts)
  const words = valueWords.get(provider)
  return words === undefined ? null : vote(words, texts)
}

function vote(words: Words, texts: readonly string[]): PersonalLocale | null {
  const counts = new Map<PersonalLocale, number>()
  for (const text of texts) {
    for (const [locale, pattern] of words) {
      if (pattern.test(text)) counts.set(locale, (counts.get(locale) ?? 0) + 1)
    }
  }
  const most = clearlyMost(counts)
  return most !== null && (counts.get(most) ?? 0) >= minShare * texts.length ? most : null
}

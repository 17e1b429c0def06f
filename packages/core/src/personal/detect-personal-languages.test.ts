import { allFakers } from '@faker-js/faker'
import { describe, expect, it } from 'vitest'
import { detectPersonal } from './detect-personal.ts'
import type { PersonalLocale, PersonalProvider } from './personal-format.ts'

/** What the columns are called in each language; values are Faker's, which draws its rarest names as often as any. */
const columns: Readonly<
  Record<PersonalLocale, readonly (readonly [name: string, provider: PersonalProvider])[]>
> = {
  en: [
    ...named('email', 'phone', 'first_name', 'last_name', 'full_name', 'address', 'username'),
    ['name', 'full-name'],
    ['Customer', 'full-name'],
  ],
  de: named('E-Mail', 'Telefon', 'Vorname', 'Nachname', 'Vor- und Nachname', 'Anschrift', 'Benutzername'),
  fr: named('courriel', 'téléphone', 'prénom', 'nom', 'Nom complet', 'rue', "nom d'utilisateur"),
  es: named('correo', 'teléfono', 'nombre', 'apellidos', 'nombre y apellidos', 'dirección', 'usuario'),
  it: named('e-mail', 'telefono', 'nome', 'cognome', 'nome e cognome', 'indirizzo', 'nome utente'),
  nl: named('e-mailadres', 'mobiel', 'voornaam', 'achternaam', 'naam', 'straat', 'gebruikersnaam'),
  pl: named('adres e-mail', 'telefon', 'imię', 'nazwisko', 'imię i nazwisko', 'ulica', 'nazwa użytkownika'),
  pt_BR: named('email', 'celular', 'nome', 'sobrenome', 'nome completo', 'endereço', 'usuário'),
  sv: named('e-post', 'mobilnummer', 'förnamn', 'efternamn', 'namn', 'gatuadress', 'användarnamn'),
}

function named(
  ...names: readonly [string, string, string, string, string, string, string]
): (readonly [name: string, provider: PersonalProvider])[] {
  const [email, phone, first, last, full, street, user] = names
  return [
    [email, 'email'],
    [phone, 'phone'],
    [first, 'first-name'],
    [last, 'last-name'],
    [full, 'full-name'],
    [street, 'street-address'],
    [user, 'username'],
  ]
}

const locales: readonly PersonalLocale[] = ['en', 'de', 'fr', 'es', 'it', 'nl', 'pl', 'pt_BR', 'sv']
const different = (make: () => string) => [...new Set(Array.from({ length: 300 }, make))]

describe.each(locales)('in %s', (locale) => {
  const faker = allFakers[locale]
  const values: Partial<Record<PersonalProvider, () => string>> = {
    email: () => faker.internet.email(),
    phone: () => faker.phone.number(),
    'first-name': () => faker.person.firstName(),
    'last-name': () => faker.person.lastName(),
    'full-name': () => faker.person.fullName(),
    'street-address': () => faker.location.streetAddress(),
    username: () => faker.internet.username(),
  }
  it.each(columns[locale])('"%s" is recognised: %s', (name, provider) => {
    faker.seed(7)
    const finding = detectPersonal(name, different(values[provider] ?? (() => '')))
    expect(finding).toMatchObject({ provider, isPersonal: true })
    expect([locale, null]).toContain(finding?.locale)
  })
})

describe('whatever the column is called', () => {
  const { en } = allFakers
  it.each<[PersonalProvider, () => string]>([
    ['email', () => en.internet.email()],
    ['phone', () => en.phone.number()],
    ['ip-v4', () => en.internet.ipv4()],
    ['ip-v6', () => en.internet.ipv6()],
    ['url', () => en.internet.url()],
    ['card-number', () => en.finance.creditCardNumber()],
    ['iban', () => en.finance.iban()],
  ])('%s is recognised by its form', (provider, make) => {
    en.seed(7)
    expect(detectPersonal('x', different(make))).toMatchObject({ provider, isPersonal: true })
  })
})

describe('a column called "name" that holds no persons is left alone', () => {
  const { en } = allFakers
  it.each<[string, () => string]>([
    ['products', () => en.commerce.productName()],
    ['vehicles', () => en.vehicle.vehicle()],
    ['dog breeds', () => en.animal.dog()],
    ['countries', () => en.location.country()],
    ['companies', () => en.company.name()],
    ['music genres', () => en.music.genre()],
    ['chemical elements', () => en.science.chemicalElement().name],
  ])('%s', (_, make) => {
    en.seed(7)
    expect(detectPersonal('name', different(make))).toBeNull()
  })
})

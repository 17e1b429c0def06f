import { describe, expect, it } from 'vitest'
import { isIpV6 } from './content-checks.ts'
import { detectPersonal } from './detect-personal.ts'

const many = (make: (row: number) => string, count = 30) =>
  Array.from({ length: count }, (_, row) => make(row))
const firsts =
  'Amanda Albert Evelyn Denise Carlos Kathryn Samuel Harry Jose Emily Susan Alice Justin Kathy Dorothy Bruce Walter Phillip Robert Ralph Anna Linda'.split(
    ' ',
  )
const lasts =
  'Jordan Freeman Morgan Riley Burns White Holmes Howell Foster Stewart Perry Berry Austin Ramirez Jenkins Reed Tucker Bell Taylor Young Ross Cook'.split(
    ' ',
  )

describe('recognises', () => {
  it.each([
    ['email', 'contact_mail', ['ann@example.org', 'bob.lee@mail.co.uk', 'n/a']],
    ['email', 'x', many((row) => `user${row}@host.de`)],
    ['ip-v4', 'ip_address', ['1.197.201.2', '218.111.175.34']],
    ['ip-v4', 'column7', many((row) => `10.0.3.${row}`)],
    ['ip-v6', 'remote_addr', ['2001:db8::1', 'fe80::1']],
    ['url', 'homepage', many((row) => `https://site${row}.org/a`)],
    ['iban', 'x', ['DE89370400440532013000', 'GB82 WEST 1234 5698 7654 32']],
    ['card-number', 'cc', ['6759521864920116', '6767119071901597', '3576031598965625']],
    ['us-ssn', 'SSN', ['078-05-1120', '219099999']],
    ['us-ssn', 'x', many((row) => `123-45-${6000 + row}`)],
    ['gb-nino', 'NINO', ['AB123456C', 'CE 12 34 56 D']],
    ['fr-nir', 'nir', ['255081416802538']],
    ['es-dni', 'DNI', ['12345678Z']],
    ['it-fiscal-code', 'codice_fiscale', ['RSSMRA85T10A562S']],
    ['nl-bsn', 'bsn', ['111222333']],
    ['pl-pesel', 'pesel', ['44051401359']],
    ['br-cpf', 'cpf', ['529.982.247-25']],
    ['de-tax-id', 'Steuer-ID', ['86095742719']],
    ['national-id', 'passport_no', ['C01X00T47', 'X1234567', '9821734AB']],
    ['phone', 'Telefon', ['030 1234567', '+49 171 1234567']],
    ['phone', 'x', many((row) => `(555) 010-${1000 + row}`)],
    ['first-name', 'first_name', ['Amanda', 'Jean-Luc', 'Zoë']],
    ['first-name', 'x', firsts],
    [
      'last-name',
      'LastName',
      ["O'Neil", 'van den Berg', 'Jordan'].map((name) => name[0]?.toUpperCase() + name.slice(1)),
    ],
    ['full-name', 'Name', ['Braund, Mr. Owen Harris', 'Heikkinen, Miss. Laina', 'Allen, Mr. William Henry']],
    ['full-name', 'x', firsts.map((first, row) => `${first} ${lasts[row]}`)],
    ['username', 'username', many((row) => `neo_${row}`)],
    ['street-address', 'address', ['12 Main St', '7b Elm Road']],
    [
      'street-address',
      'x',
      ['Hauptstraße 5', 'Am Weg 12', 'Schillerplatz 3', 'Lange Straße 7', 'Ringstr. 9'],
    ],
  ])('%s in "%s"', (provider, name, texts) => {
    expect(detectPersonal(name, texts)).toMatchObject({ provider, isPersonal: true })
  })
  it('towns and companies as what tells no person', () => {
    expect(detectPersonal('city', ['Paris', 'Rio'])).toMatchObject({ provider: 'city', isPersonal: false })
    expect(detectPersonal('employer', ['Acme'])).toMatchObject({ provider: 'company', isPersonal: false })
  })
  it('with the evidence', () => {
    expect(detectPersonal('email', ['a@b.cd', 'a@b.ce', 'x'])).toMatchObject({
      confidence: 'high',
      evidence: "66 % of the different values have the form, and the column's name says so",
    })
    expect(detectPersonal('x', ['a@b.cd', 'a@b.ce'])?.confidence).toBe('medium')
    expect(detectPersonal('x', ['a@b.cd', 'a@b.ce'])?.evidence).toBe(
      '100 % of the different values have the form',
    )
  })
})

describe('leaves alone', () => {
  it.each([
    ['telephone', ['yes', 'no']],
    ['email', ['yes', 'no', 'unknown']],
    ['name', many((row) => `Product ${row}`)],
    ['studyName', ['PAL0708', 'PAL0809']],
    ['product_name', firsts.map((first, row) => `${first} ${lasts[row]}`)],
    ['version', ['1.2.3.4', '1.2.3.5']],
    ['login', ['success', 'failure']],
    ['month', ['April', 'May', 'June', 'August']],
    ['time', ['10:20:30', '11:20:30']],
    ['date', ['2020-01-02', '2020-01-03']],
    ['address', ['unknown', 'none']],
    ['ssn', ['000-00-0000', '666-11-1111']],
    ['account', ['savings', 'checking']],
    ['code', many((row) => String(4_111_111_111_111_111 + row))],
    ['nothing', []],
  ])('%s', (name, texts) => {
    expect(detectPersonal(name, texts)).toBeNull()
  })
  it('cells and names of ten million characters, at once', () => {
    const long = '1 a.-@'.repeat(1_700_000)
    expect(detectPersonal(long, [long])).toBeNull()
    expect(
      detectPersonal(
        'x',
        many((row) => `https://a.b/${row}${'ab/'.repeat(1e6)}`),
      )?.provider,
    ).toBe('url')
  })
  it('times of day that look like addresses', () => {
    expect(['12:30:11', '::1', '1:2:3:4:5:6:7:8', '1::2::3', '12345::1'].map(isIpV6)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ])
  })
})

describe('language', () => {
  it.each([
    ['de', 'Vorname', ['Amanda']],
    ['de', 'first_name', ['Jürgen', 'Günther', 'Horst', 'Uwe']],
    ['fr', 'first_name', ['Benoît', 'Thierry', 'Chloé', 'Océane']],
    ['en', 'first_name', firsts],
    ['pl', 'surname', ['Nowak', 'Kowalski', 'Wójcik', 'Zieliński']],
    ['es', 'address', ['Calle Mayor 5', 'Avenida del Sol 7', 'Calle Real 1', 'Paseo Luz 3']],
    ['fr', 'phone', ['+33 1 23 45 67 89', '+33 6 12 34 56 78', '0033 6 12 34 56 79']],
    [
      'it',
      'iban',
      ['IT60X0542811101000000123456', 'IT60X0542811101000000123456', 'IT60X0542811101000000123456'],
    ],
    ['fr', 'email', ['a@b.fr', 'c@d.fr', 'e@f.fr', 'g@h.com']],
    ['pl', 'pesel', ['44051401359']],
    [null, 'email', ['a@b.com', 'a@c.org']],
  ])('%s of "%s"', (locale, name, texts) => {
    expect(detectPersonal(name, texts)?.locale).toBe(locale)
  })
})

import { expect, it } from 'vitest'
import {
  bsnDigit,
  cpfDigits,
  dniLetter,
  fiscalCodeLetter,
  ibanDigits,
  isIban,
  luhnDigit,
  nirKey,
  passesLuhn,
  peselDigit,
  taxIdDigit,
} from './check-digits.ts'

// Published examples of the issuers, or of the standards.
it('checks cards by Luhn', () => {
  expect(luhnDigit('7992739871')).toBe('3')
  expect(passesLuhn('4111111111111111')).toBe(true)
  expect(passesLuhn('4111111111111112')).toBe(false)
})

it('checks IBANs', () => {
  for (const iban of ['DE89370400440532013000', 'GB82WEST12345698765432', 'FR1420041010050500013M02606']) {
    expect(isIban(iban)).toBe(true)
    expect(ibanDigits(iban.slice(0, 2), iban.slice(4))).toBe(iban.slice(2, 4))
    expect(isIban(iban.replace(/\d(?=\D*$)/, (digit) => String((Number(digit) + 1) % 10)))).toBe(false)
  }
})

it('makes the checks of national ids', () => {
  expect(nirKey('2550814168025')).toBe('38')
  expect(nirKey('185052A012345')).toBe(nirKey('1850519012345'))
  expect(dniLetter('12345678')).toBe('Z')
  expect(peselDigit('4405140135')).toBe('9')
  expect(bsnDigit('11122233')).toBe('3')
  expect(cpfDigits('529982247')).toBe('25')
  expect(taxIdDigit('8609574271')).toBe('9')
  expect(fiscalCodeLetter('RSSMRA85T10A562')).toBe('S')
})

/**
 * Notation
 *   d_i   digits from the left, i = 0 …; a check is a digit or letter made from the others
 *
 * Sources: ISO/IEC 7812-1 annex B (Luhn); ISO 7064 (mod 97, mod 11,10); ISO 13616 (IBAN); INSEE, numéro de sécurité sociale;
 * Spanish Ministry of the Interior, NIF; Decreto MEF 23.12.1976 (codice fiscale); Receita Federal (CPF); GUS (PESEL);
 * Logisch ontwerp BSN ("elfproef").
 */

/** Luhn's check digit for the digits before it. */
export function luhnDigit(digits: string): string {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = digitAt(digits, digits.length - 1 - i)
    const doubled = i % 2 === 0 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return String((10 - (sum % 10)) % 10)
}

export function passesLuhn(digits: string): boolean {
  return luhnDigit(digits.slice(0, -1)) === digits.at(-1)
}

/** The remainder by 97 of a decimal number of any length. */
export function mod97(digits: string): number {
  let rest = 0
  for (let i = 0; i < digits.length; i++) rest = (rest * 10 + digitAt(digits, i)) % 97
  return rest
}

/** The two check digits of an IBAN. `account` is what follows them, in digits and upper-case letters. */
export function ibanDigits(country: string, account: string): string {
  return String(98 - mod97(lettersToNumbers(`${account}${country}00`))).padStart(2, '0')
}

export function isIban(text: string): boolean {
  if (!/^[A-Z]{2}\d\d[A-Z0-9]{11,30}$/.test(text)) return false
  return mod97(lettersToNumbers(text.slice(4) + text.slice(0, 4))) === 1
}

/** A = 10 … Z = 35. */
function lettersToNumbers(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
}

/** The key of a French social security number; Corsica's departments 2A and 2B count as 19 and 18. */
export function nirKey(body: string): string {
  const number = body.replace('2A', '19').replace('2B', '18')
  return String(97 - mod97(number)).padStart(2, '0')
}

/** The last letter of a Spanish DNI of eight digits. */
export function dniLetter(digits: string): string {
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[Number(digits) % 23] ?? ''
}

/** The check digit of a Polish PESEL of ten digits before it. */
export function peselDigit(digits: string): string {
  return String((10 - (weighted(digits, [1, 3, 7, 9, 1, 3, 7, 9, 1, 3]) % 10)) % 10)
}

/** The check digit of a Dutch BSN of eight digits before it; `null` when there is none. */
export function bsnDigit(digits: string): string | null {
  const rest = weighted(digits, [9, 8, 7, 6, 5, 4, 3, 2]) % 11
  return rest === 10 ? null : String(rest)
}

/** The two check digits of a Brazilian CPF of nine digits before them. */
export function cpfDigits(digits: string): string {
  const first = mod11(weighted(digits, [10, 9, 8, 7, 6, 5, 4, 3, 2]))
  return `${first}${mod11(weighted(digits + first, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2]))}`
}

function mod11(sum: number): string {
  const rest = 11 - (sum % 11)
  return rest > 9 ? '0' : String(rest)
}

/** The check digit of a German tax id of ten digits before it: ISO 7064, mod 11,10. */
export function taxIdDigit(digits: string): string {
  let product = 10
  for (let i = 0; i < digits.length; i++) {
    const sum = (digitAt(digits, i) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return String((11 - product) % 10)
}

const oddValues = [
  1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23,
]

/** The last letter of an Italian fiscal code of fifteen characters before it. */
export function fiscalCodeLetter(code: string): string {
  let sum = 0
  for (let i = 0; i < code.length; i++) {
    const character = code.charCodeAt(i)
    const value = character < 58 ? character - 48 : character - 65
    sum += i % 2 === 0 ? (oddValues[value] ?? 0) : value
  }
  return String.fromCharCode(65 + (sum % 26))
}

function weighted(digits: string, weights: readonly number[]): number {
  return weights.reduce((sum, weight, i) => sum + weight * digitAt(digits, i), 0)
}

function digitAt(digits: string, index: number): number {
  return digits.charCodeAt(index) - 48
}

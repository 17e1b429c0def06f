import { passesLuhn } from './check-digits.ts'

/** Is `text` an e-mail address? RFC 5322's usual form: no comments, no quoted parts. */
export function isEmail(text: string): boolean {
  return (
    text.length <= 254 &&
    /^[\p{L}\p{N}.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,24}$/u.test(text)
  )
}

export function isIpV4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)$/.test(text)
}

/** Eight groups of up to four hexadecimal digits, or fewer around one `::` (RFC 4291); times of day are not taken for one. */
export function isIpV6(text: string): boolean {
  if (text.length > 39 || !/^[\da-f:]+$/i.test(text)) return false
  const groups = text.split(':')
  if (groups.some((group) => group.length > 4)) return false
  const gaps = text.split('::').length - 1
  return gaps === 0 ? groups.length === 8 && !groups.includes('') : gaps === 1 && groups.length <= 8
}

export function isUrl(text: string): boolean {
  return /^(?:(?:https?|ftp):\/\/[^\s/]+\S*|www\.[^\s/]+\.[a-z]{2,}\S*)$/i.test(text)
}

/** 12 to 19 digits, alone or in groups, that pass Luhn's check. */
export function isCardNumber(text: string): boolean {
  if (text.length > 30 || !/^\d[\d -]*\d$/.test(text)) return false
  const digits = text.replace(/[ -]/g, '')
  return digits.length >= 12 && digits.length <= 19 && !/^(\d)\1*$/.test(digits) && passesLuhn(digits)
}

/** 7 to 15 digits (ITU-T E.164) with the usual signs between them. */
export function isPhone(text: string): boolean {
  if (text.length > 30 || !/^\+?[\d\s().\-/]+(?:\s*(?:x|ext\.?)\s*\d{1,6})?$/i.test(text)) return false
  const count = text.replace(/x.*|ext.*/i, '').replace(/\D/g, '').length
  return count >= 7 && count <= 15
}

/** A telephone number that could be nothing else: with a country code, or grouped as in North America. */
export function isPlainlyPhone(text: string): boolean {
  return isPhone(text) && /^\+\d|^00\d|^\(\d{2,5}\)|^(?:1[-. ])?\d{3}[-. ]\d{3}[-. ]\d{4}(?:\D|$)/.test(text)
}

const streetWord =
  /(?:^|[\s,.])(?:street|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|place|terrace|circle|parkway|rue|chemin|impasse|all[ée]e|via|viale|piazza|corso|calle|avenida|avda|paseo|plaza|rua|travessa|ulica|ul|aleja|os|platz)(?:[\s,.]|$)|(?:stra(?:ß|ss)e|str\.|weg|platz|gasse|allee|straat|laan|plein|gracht|gatan|vägen|gränd)(?:[\s,\d]|$)/iu

/** A text with a house number and letters. */
export function isAddressLike(text: string): boolean {
  return /\d/.test(text) && /\p{L}{2}/u.test(text) && /\s/.test(text) && text.length <= 200
}

/** A house number and a word for street in one of the languages. */
export function isStreetAddress(text: string): boolean {
  return isAddressLike(text) && streetWord.test(text)
}

const particles =
  "(?:(?:van|von|vom|zu|zum|de|den|der|des|del|della|di|da|do|dos|du|la|le|ten|ter|te|af|av|el|al|bin|'t) ){0,3}"
const capitalised = "(?:\\p{Lu}|\\p{Lo}|['’]?[dst]['’])[\\p{L}\\p{M}'’.-]*"
const name = new RegExp(`^${particles}${capitalised}(?: [\\p{L}\\p{M}'’.-]+){0,3}$`, 'u')
const singleName = new RegExp(`^${particles}${capitalised}$`, 'u')

/** One to four words of letters, the first with a capital where letters have case; `van der` and its like may stand before it. */
export function isNameLike(text: string): boolean {
  return text.length <= 60 && name.test(text)
}

/** One word as {@link isNameLike} has it. */
export function isSingleNameLike(text: string): boolean {
  return text.length <= 60 && singleName.test(text)
}

/** Two to six words of letters, perhaps with a comma or a title: `Braund, Mr. Owen Harris`. */
export function isFullNameLike(text: string): boolean {
  return text.length <= 100 && /^[\p{L}\p{M}'’.-]+,?(?: \(?"?[\p{L}\p{M}'’.-]+"?\)?,?){1,7}$/u.test(text)
}

export function isUsername(text: string): boolean {
  return /^[\p{L}\p{N}][\p{L}\p{N}._-]{2,39}$/u.test(text) && /\p{L}/u.test(text)
}

/** Letters, digits and separators with a digit among them. */
export function isCode(text: string): boolean {
  return /^(?=.*\d)[A-Z\d][A-Z\d ./-]{3,23}$/i.test(text)
}

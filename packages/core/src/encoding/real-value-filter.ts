/**
 * Notation
 *   D   number of different real values
 *   m   bits of the filter, a power of two near D / ln 2
 *
 * A Bloom filter with one hash (B. Bloom, 1970), about half full. A real value is always found, so that none is ever made
 * again. Of all other texts about half are found too, on purpose: the filter is saved with the model, and must not tell who
 * was in the table. Exact hashes would: whoever has the file could hash every telephone number, and read off the real ones.
 * Here a hit makes it about twice as likely that a text was real, no more. For the same reason there is no salt: the same
 * values give the same bits, so that many models of one table together tell no more than one.
 */

import { hashText } from '../random/hash-text.ts'

const seed = 0x7ab21ca7
const minBits = 8
const maxBits = 2 ** 31

/** The filter of real values, as base64. */
export function realValueFilter(distinct: ReadonlySet<string>): string {
  if (distinct.size === 0) return ''
  const exponent = Math.round(Math.log2(distinct.size / Math.LN2))
  const bits = Math.min(maxBits, Math.max(minBits, 2 ** exponent))
  return withValues(new Uint8Array(bits / 8), distinct)
}

/** A filter that finds further values too. It finds the more of other texts, the more values it was not made for. */
export function extendRealValueFilter(filter: string, distinct: ReadonlySet<string>): string {
  return filter === '' ? realValueFilter(distinct) : withValues(fromBase64(filter), distinct)
}

function withValues(bytes: Uint8Array, values: ReadonlySet<string>): string {
  const bits = bytes.length * 8
  for (const value of values) {
    const bit = hashText(value, seed) % bits
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) | (1 << (bit & 7))
  }
  return toBase64(bytes)
}

/** A function that says true for every value the filter was made of, and for about half of all others. */
export function openRealValueFilter(filter: string): (text: string) => boolean {
  if (filter === '') return () => false
  const bytes = fromBase64(filter)
  const bits = bytes.length * 8
  return (text) => {
    const bit = hashText(text, seed) % bits
    return (((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1
  }
}

function fromBase64(filter: string): Uint8Array {
  return Uint8Array.from(atob(filter), (character) => character.charCodeAt(0))
}

function toBase64(bytes: Uint8Array): string {
  const parts: string[] = []
  for (let at = 0; at < bytes.length; at += 0x8000)
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x8000)))
  return btoa(parts.join(''))
}

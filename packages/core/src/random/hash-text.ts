/**
 * Notation
 *   h   32 bits of hash; k, one block of two UTF-16 code units
 *
 * MurmurHash3 for x86, 32 bit, by Austin Appleby (public domain), over UTF-16 code units.
 */

/** A well mixed unsigned integer of 32 bits; other seeds give independent ones. Not for secrets. */
export function hashText(text: string, seed: number): number {
  let h = seed | 0
  const even = text.length & ~1
  for (let i = 0; i < even; i += 2) {
    h ^= scramble(text.charCodeAt(i) | (text.charCodeAt(i + 1) << 16))
    h = (h << 13) | (h >>> 19)
    h = (Math.imul(h, 5) + 0xe6546b64) | 0
  }
  if (even < text.length) h ^= scramble(text.charCodeAt(even))
  return mixWord(h ^ (text.length * 2))
}

function scramble(k: number): number {
  const turned = Math.imul(k, 0xcc9e2d51)
  return Math.imul((turned << 15) | (turned >>> 17), 0x1b873593)
}

/** The finaliser of MurmurHash3: every bit of `word` changes half of the bits of the result. */
export function mixWord(word: number): number {
  let h = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * Notation
 *   n     ids that a pattern can make (product of its alphabets' sizes; what exceeds 2^52 is drawn independently)
 *   π     a permutation of 0 … n − 1: the row's number → the number of its id. A Feistel network (M. Luby, C. Rackoff, 1988)
 *         over the next even power of two, walked until it falls below n (J. Black, P. Rogaway, "Ciphers with Arbitrary
 *         Finite Domains", 2002): unique ids without remembering those made
 */

import { TabricateError } from '../errors.ts'
import type { Rng } from '../random/rng.ts'
import type { GeneratedPlan } from './preparation-plan.ts'

const alphabets: ReadonlyMap<string, string> = new Map([
  ['A', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['a', 'abcdefghijklmnopqrstuvwxyz'],
  ['9', '0123456789'],
])
const permutedLimit = 2 ** 52
const feistelRounds = 6

/**
 * New ids for rows `firstRow` … `firstRow + count − 1` of a sample. The same `rng` path gives the same ids to the same rows
 * of a sequence or a unique pattern, however the sample is cut into chunks.
 *
 * @throws TabricateError `INVALID_OPTIONS` when unique ids are wanted and the pattern has too few
 */
export function generateIds(plan: GeneratedPlan, count: number, firstRow: number, rng: Rng): string[] {
  const { format } = plan
  switch (format.kind) {
    case 'sequence':
      return Array.from({ length: count }, (_, i) => sequenceId(format.start, format.step, firstRow + i))
    case 'uuid': {
      const chunkRng = rng.split(firstRow)
      return Array.from({ length: count }, () => uuid(chunkRng))
    }
    case 'pattern':
      return patternIds(plan.name, parsePattern(format.pattern), plan.unique, count, firstRow, rng)
    default:
      return format satisfies never
  }
}

function sequenceId(start: number, step: number, row: number): string {
  const id = start + step * row
  if (Number.isSafeInteger(id) || !Number.isInteger(start) || !Number.isInteger(step)) return String(id)
  return String(BigInt(start) + BigInt(step) * BigInt(row))
}

/** RFC 9562, version 4: 122 random bits. */
function uuid(rng: Rng): string {
  const hex = Array.from({ length: 4 }, () => rng.uint32().toString(16).padStart(8, '0')).join('')
  const variant = '89ab'[rng.integer(4)] ?? '8'
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}

/** One place of a pattern: an alphabet to choose from, of one character when it is fixed. */
type Place = string

function parsePattern(pattern: string): Place[] {
  const places: Place[] = []
  let escaped = false
  for (const character of pattern) {
    if (!escaped && character === '\\') {
      escaped = true
      continue
    }
    places.push(escaped ? character : (alphabets.get(character) ?? character))
    escaped = false
  }
  if (escaped) places.push('\\')
  return places
}

/** A fixed character may be two UTF-16 units long: it is not an alphabet of two. */
function choices(place: Place): number {
  return place.length > 2 ? place.length : 1
}

function patternIds(
  name: string,
  places: readonly Place[],
  unique: boolean,
  count: number,
  firstRow: number,
  rng: Rng,
): string[] {
  const chunkRng = rng.split(firstRow)
  if (!unique)
    return Array.from({ length: count }, () => places.map((place) => drawFrom(place, chunkRng)).join(''))

  let capacity = 1
  let firstPermuted = places.length
  for (; firstPermuted > 0; firstPermuted--) {
    const next = capacity * choices(places[firstPermuted - 1] ?? '')
    if (next > permutedLimit) break
    capacity = next
  }
  if (firstRow + count > capacity) {
    throw new TabricateError(
      'INVALID_OPTIONS',
      `Column "${name}": its pattern makes ${capacity} different ids, ${firstRow + count} are needed. ` +
        'Sample fewer rows, or overrule the column with a longer pattern, ids that need not be unique, or a running number.',
    )
  }
  const permute = createPermutation(capacity, rng)
  return Array.from({ length: count }, (_, i) => {
    let rest = permute(firstRow + i)
    let id = ''
    for (let p = places.length - 1; p >= 0; p--) {
      const place = places[p] ?? ''
      const size = choices(place)
      if (p < firstPermuted) id = drawFrom(place, chunkRng) + id
      else if (size === 1) id = place + id
      else {
        id = (place[rest % size] ?? '') + id
        rest = Math.floor(rest / size)
      }
    }
    return id
  })
}

function drawFrom(place: Place, rng: Rng): string {
  const size = choices(place)
  return size === 1 ? place : (place[rng.integer(size)] ?? '')
}

/** A permutation of 0 … size − 1; size up to 2^52. */
function createPermutation(size: number, rng: Rng): (index: number) => number {
  let halfBits = 1
  while (4 ** halfBits < size) halfBits++
  const half = 2 ** halfBits
  const keyRng = rng.split('permutation')
  const keys = Array.from({ length: feistelRounds }, () => keyRng.uint32())
  const step = (index: number) => {
    let left = Math.floor(index / half)
    let right = index % half
    for (const key of keys) {
      const mixed = (left ^ mix(right ^ key)) & (half - 1)
      left = right
      right = mixed
    }
    return left * half + right
  }
  return (index) => {
    let image = step(index)
    while (image >= size) image = step(image)
    return image
  }
}

/** The finaliser of MurmurHash3. */
function mix(word: number): number {
  let hash = Math.imul(word ^ (word >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

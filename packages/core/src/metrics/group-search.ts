/**
 * Notation
 *   h         number of codes in which two groups differ (Hamming distance)
 *   z(c, v)   32 random bits for code v of column c; the hash of a group is the exclusive or over its columns
 *             A. Zobrist, "A New Hashing Method with Application for Game Playing", 1970
 */
import { createDifferenceCount } from './code-differences.ts'
import type { RowIndex } from './row-index.ts'

/** The groups of an index by their h to some codes. */
export interface GroupNeighbours {
  /** h = 0: one group at most. */
  readonly equal: readonly number[]
  /** h = 1. */
  differingInOne(): readonly number[]
  /** Groups of an h ≥ 2. */
  differingIn(h: number): readonly number[]
}

/**
 * Finds groups by h: 0 and 1 through hashes, without a look at most groups; more by comparing all. Nothing is computed before it
 * is asked for, and only once.
 */
export function createGroupSearch(index: RowIndex): (codes: Int32Array) => GroupNeighbours {
  const { groupCount, groupCodes, codeWidth } = index
  const codesOf = (group: number) => groupCodes.subarray(group * codeWidth, (group + 1) * codeWidth)
  const byHash = new Map<number, number[]>()
  // Under the hash without one column stand the groups that agree in all others.
  const byHashWithout = Array.from({ length: codeWidth }, () => new Map<number, number[]>())
  for (let group = 0; group < groupCount; group++) {
    const codes = codesOf(group)
    const hash = hashOf(codes)
    append(byHash, hash, group)
    byHashWithout.forEach((groups, c) => {
      append(groups, hash ^ zobrist(c, codes[c] ?? 0), group)
    })
  }
  const countDifferences = createDifferenceCount(index)
  const differenceTo = (codes: Int32Array, group: number): number => {
    let difference = 0
    const start = group * codeWidth
    for (let c = 0; c < codeWidth; c++) if (codes[c] !== groupCodes[start + c]) difference++
    return difference
  }

  return (codes) => {
    const hash = hashOf(codes)
    // Different codes may have equal hashes, so every find is compared.
    const findByDifference = (candidates: readonly number[] | undefined, difference: number) =>
      (candidates ?? []).filter((group) => differenceTo(codes, group) === difference)
    const differences = once(() => countDifferences(codes))
    const byDifference: (readonly number[])[] = []
    return {
      equal: findByDifference(byHash.get(hash), 0),
      differingInOne: once(() =>
        byHashWithout.flatMap((groups, c) => {
          const candidates = groups.get(hash ^ zobrist(c, codes[c] ?? 0))
          return findByDifference(candidates, 1).filter(
            (group) => groupCodes[group * codeWidth + c] !== codes[c],
          )
        }),
      ),
      differingIn: (h) => {
        const found = byDifference[h] ?? groupsWith(differences(), h)
        byDifference[h] = found
        return found
      },
    }
  }
}

/** Most searches end at a small h: a look for it alone is faster than sorting all groups by theirs. */
function groupsWith(differences: Uint16Array, h: number): readonly number[] {
  const groups: number[] = []
  for (let group = 0; group < differences.length; group++) if (differences[group] === h) groups.push(group)
  return groups
}

function hashOf(codes: Int32Array): number {
  let hash = 0
  for (let c = 0; c < codes.length; c++) hash ^= zobrist(c, codes[c] ?? 0)
  return hash
}

/** z(c, v) from murmur3's finalizer. Numbers of 32 bits are kept in a map as they are, larger ones as objects. */
function zobrist(column: number, code: number): number {
  return mix(Math.imul(column + 1, 0x9e3779b1) ^ Math.imul(code + 1, 0x85ebca77))
}

function mix(word: number): number {
  let hash = word ^ (word >>> 16)
  hash = Math.imul(hash, 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}

function append(lists: Map<number, number[]>, key: number, value: number): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}

function once<T>(compute: () => T): () => T {
  let result: { readonly value: T } | undefined
  return () => {
    result ??= { value: compute() }
    return result.value
  }
}

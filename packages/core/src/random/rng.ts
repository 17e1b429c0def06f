/**
 * Notation
 *   sfc32    Chris Doty-Humphrey's Small Fast Counting generator: 128 bits of state (a, b, c, counter), period ≥ 2^32;
 *            PractRand, http://pracrand.sourceforge.net (public domain description)
 *   label    a text; `split(label)` gives the generator of the path of labels from the seed, whatever was drawn before
 */

import { TabricateError } from '../errors.ts'

/** The whole state of a generator: feed it to {@link restoreRng} to go on exactly where it stood. Plain JSON. */
export interface RngState {
  readonly path: readonly (string | number)[]
  readonly words: readonly [number, number, number, number]
}

/** A seeded generator of random numbers. All randomness in Tabricate comes from one of these, handed in as an argument. */
export interface Rng {
  /** Next 32 random bits, as an unsigned integer. */
  uint32(): number
  /** Uniform in [0, 1), 53 bits. */
  uniform(): number
  /** Uniform integer in [0, limit); `limit` from 1 to 2^32. Unbiased. @throws TabricateError `INVALID_OPTIONS` above */
  integer(limit: number): number
  /**
   * An independent generator for a part of the work. Depends on the seed and the labels on the way only, not on how much
   * was drawn, so that adding a draw in one place changes nothing elsewhere.
   */
  split(label: string | number): Rng
  state(): RngState
}

/** A generator from a seed: any finite number; 0 is a seed like others. */
export function createRng(seed: number): Rng {
  return fromPath([seed])
}

/** The generator that was in `state`. */
export function restoreRng(state: RngState): Rng {
  return sfc32(state.path, state.words)
}

function fromPath(path: readonly (string | number)[]): Rng {
  const rng = sfc32(path, hashPath(path))
  for (let i = 0; i < 16; i++) rng.uint32()
  return rng
}

function sfc32(path: readonly (string | number)[], words: RngState['words']): Rng {
  // In an Int32Array, as V8 would box 32-bit integers in closure variables: half the time of a draw.
  const state = Int32Array.from(words)
  function uint32(): number {
    const a = state[0] ?? 0
    const b = state[1] ?? 0
    const c = state[2] ?? 0
    const counter = state[3] ?? 0
    const t = (((a + b) | 0) + counter) | 0
    state[0] = b ^ (b >>> 9)
    state[1] = c + (c << 3)
    state[2] = ((c << 21) | (c >>> 11)) + t
    state[3] = counter + 1
    return t >>> 0
  }
  return {
    uint32,
    uniform: () => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992,
    integer(limit) {
      if (limit > 4294967296)
        throw new TabricateError(
          'INVALID_OPTIONS',
          `A random integer below ${limit} was asked for; at most 2^32.`,
        )
      // Rejection keeps every value equally likely; at most half of the draws are rejected.
      const excess = 4294967296 % limit
      let word = uint32()
      while (word >= 4294967296 - excess) word = uint32()
      return word % limit
    },
    split: (label) => fromPath([...path, label]),
    state: () => ({ path, words: [state[0] ?? 0, state[1] ?? 0, state[2] ?? 0, state[3] ?? 0] }),
  }
}

/** Four 32-bit words from a path: FNV-1a over its JSON text from four bases, finished by murmur3's mixer. */
function hashPath(path: readonly (string | number)[]): [number, number, number, number] {
  const text = JSON.stringify(path)
  const word = (base: number) => {
    let hash = base | 0
    for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619)
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return hash ^ (hash >>> 16)
  }
  return [word(0x811c9dc5), word(0x9e3779b9), word(0x7f4a7c15), word(0x3c6ef372)]
}

/**
 * Notation
 *   n   size of a space: its texts are numbered 0 … n − 1. A space of more than 2^52 texts counts 2^52 at most; the rest of
 *       a text is then drawn at random
 */

import type { Rng } from '../random/rng.ts'

/** A set of different texts that are numbered and not stored. */
export interface TextSpace {
  readonly size: number
  /** The text of that number, 0 … size − 1; different numbers give different texts. `rng` is for what is not numbered. */
  at(index: number, rng: Rng): string
}

const maxSize = 2 ** 52

/** The texts of a list, each once. */
export function listSpace(texts: readonly string[]): TextSpace {
  const distinct = [...new Set(texts)]
  return { size: distinct.length, at: (index) => distinct[index] ?? '' }
}

/** The whole numbers from `first`, written with at least `digits` digits. */
export function numberSpace(first: number, count: number, digits = 1, radix = 10): TextSpace {
  return { size: count, at: (index) => (first + index).toString(radix).padStart(digits, '0') }
}

/**
 * Every combination of the parts' texts, put together. The parts must be such that a text can be taken apart in one way
 * only: parts of fixed length, or separated by what they do not contain.
 */
export function productSpace(parts: readonly (TextSpace | string)[]): TextSpace {
  const spaces = parts.map((part) => (typeof part === 'string' ? listSpace([part]) : part))
  let size = 1
  let firstNumbered = spaces.length
  for (; firstNumbered > 0; firstNumbered--) {
    const next = size * (spaces[firstNumbered - 1]?.size ?? 1)
    if (next > maxSize) break
    size = next
  }
  return {
    size,
    at(index, rng) {
      let rest = index
      let text = ''
      for (let p = spaces.length - 1; p >= 0; p--) {
        const space = spaces[p]
        if (space === undefined || space.size === 0) continue
        if (p < firstNumbered) text = space.at(Math.floor(rng.uniform() * space.size), rng) + text
        else {
          text = space.at(rest % space.size, rng) + text
          rest = Math.floor(rest / space.size)
        }
      }
      return text
    },
  }
}

/** The texts of `space`, each changed by `change`, which must keep different texts different. */
export function mapSpace(space: TextSpace, change: (text: string) => string): TextSpace {
  return { size: space.size, at: (index, rng) => change(space.at(index, rng)) }
}

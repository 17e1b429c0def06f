import { listSpace, productSpace, type TextSpace } from './text-space.ts'

const alphabets: ReadonlyMap<string, string> = new Map([
  ['A', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'],
  ['a', 'abcdefghijklmnopqrstuvwxyz'],
  ['9', '0123456789'],
])

/** One place of a pattern: a class of characters (`A`, `a` or `9`), or a character that stands for itself. */
export interface PatternPlace {
  readonly character: string
  readonly isClass: boolean
}

/**
 * Reads a pattern: `A` stands for an upper-case letter, `a` for a lower-case one, `9` for a digit, and every other
 * character, or one after `\`, for itself.
 */
export function parsePattern(pattern: string): PatternPlace[] {
  const places: PatternPlace[] = []
  let escaped = false
  for (const character of pattern) {
    if (!escaped && character === '\\') {
      escaped = true
      continue
    }
    places.push({ character, isClass: !escaped && alphabets.has(character) })
    escaped = false
  }
  if (escaped) places.push({ character: '\\', isClass: false })
  return places
}

/** All texts that fit `pattern`. */
export function patternSpace(pattern: string): TextSpace {
  return productSpace(parsePattern(pattern).map(placeSpace))
}

function placeSpace({ character, isClass }: PatternPlace): TextSpace | string {
  return isClass ? listSpace([...(alphabets.get(character) ?? '')]) : character
}

/** So many digits are added at most: more values than rows will ever be. */
const maxAddedDigits = 15

/**
 * All texts that fit `pattern`, then those with one digit more behind its last class, with two digits more, and so on: what a
 * running number does that has used up its digits.
 */
export function growingPatternSpaces(pattern: string): readonly TextSpace[] {
  const places = parsePattern(pattern).map(placeSpace)
  const end = parsePattern(pattern).findLastIndex((place) => place.isClass) + 1 || places.length
  return Array.from({ length: maxAddedDigits + 1 }, (_, count) => {
    const digits = Array.from({ length: count }, () => placeSpace({ character: '9', isClass: true }))
    return productSpace(places.toSpliced(end, 0, ...digits))
  })
}

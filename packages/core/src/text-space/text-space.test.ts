import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import { growingPatternSpaces, patternSpace } from './pattern-space.ts'
import { listSpace, mapSpace, numberSpace, productSpace, type TextSpace } from './text-space.ts'

function textsOf(space: TextSpace): string[] {
  const rng = createRng(0)
  return Array.from({ length: space.size }, (_, index) => space.at(index, rng))
}

describe('spaces', () => {
  it('list, number and combine', () => {
    expect(textsOf(listSpace(['x', 'y', 'x']))).toEqual(['x', 'y'])
    expect(textsOf(numberSpace(8, 4, 2))).toEqual(['08', '09', '10', '11'])
    expect(textsOf(numberSpace(254, 2, 4, 16))).toEqual(['00fe', '00ff'])
    expect(textsOf(productSpace([listSpace(['a', 'b']), '-', numberSpace(1, 2)]))).toEqual([
      'a-1',
      'a-2',
      'b-1',
      'b-2',
    ])
    expect(textsOf(mapSpace(listSpace(['x']), (text) => text.toUpperCase()))).toEqual(['X'])
    expect(textsOf(productSpace([]))).toEqual([''])
  })
  it('number at most 2^52 texts and draw the rest', () => {
    const space = productSpace([numberSpace(0, 2 ** 32, 8, 16), numberSpace(0, 2 ** 32, 8, 16)])
    expect(space.size).toBe(2 ** 32)
    const texts = Array.from({ length: 1000 }, (_, index) => space.at(index, createRng(index)))
    expect(new Set(texts.map((text) => text.slice(8))).size).toBe(1000)
    expect(new Set(texts.map((text) => text.slice(0, 8))).size).toBeGreaterThan(990)
  })
})

describe('patterns', () => {
  it('fill A, a and 9, and take the rest as it stands', () => {
    const space = patternSpace('A-\\A\\\\a9é')
    expect(space.size).toBe(26 * 26 * 10)
    for (const text of textsOf(space)) expect(text).toMatch(/^[A-Z]-A\\[a-z][0-9]é$/)
    expect(new Set(textsOf(space)).size).toBe(space.size)
  })
  it('keep characters of two UTF-16 units, and a lone backslash at the end', () => {
    expect(textsOf(patternSpace('😀9\\'))[0]).toBe('😀0\\')
  })
  it('grow by digits behind their last class, and never repeat', () => {
    const grown = (pattern: string) =>
      growingPatternSpaces(pattern)
        .slice(0, 3)
        .map((space) => [space.size, textsOf(space)[0]])
    expect(grown('C9-X')).toEqual([
      [10, 'C0-X'],
      [100, 'C00-X'],
      [1000, 'C000-X'],
    ])
    expect(grown('山')).toEqual([
      [1, '山'],
      [10, '山0'],
      [100, '山00'],
    ])
    fc.assert(
      fc.property(fc.stringMatching(/^[A9\\x-]{0,3}$/), (pattern) => {
        const texts = growingPatternSpaces(pattern).slice(0, 2).flatMap(textsOf)
        expect(new Set(texts).size).toBe(texts.length)
      }),
      { numRuns: 20 },
    )
  })
})

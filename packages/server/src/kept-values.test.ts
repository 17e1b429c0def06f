import { expect, it } from 'vitest'
import { createKeptValues } from './kept-values.ts'

it('keeps the values that were set last', () => {
  const kept = createKeptValues<number>(2)
  kept.set('a', 1)
  kept.set('b', 2)
  kept.set('a', 3)
  kept.set('c', 4)
  expect(['a', 'b', 'c'].map((name) => kept.get(name))).toEqual([3, undefined, 4])
})

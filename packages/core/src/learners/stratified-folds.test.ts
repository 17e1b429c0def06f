import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import { stratifiedFolds } from './stratified-folds.ts'

it('tests every row once, and deals classes evenly', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 2 })),
      fc.integer({ min: 2, max: 5 }),
      fc.integer(),
      (rows, count, seed) => {
        const classes = Int32Array.from(rows)
        const folds = stratifiedFolds(classes, count, createRng(seed))
        expect(folds.flatMap(({ test }) => [...test]).sort((a, b) => a - b)).toEqual([...rows.keys()])
        for (const { train, test } of folds) {
          expect([...train, ...test].sort((a, b) => a - b)).toEqual([...rows.keys()])
          for (const each of [0, 1, 2]) {
            const inFold = test.filter((row) => classes[row] === each).length
            const inAll = rows.filter((value) => value === each).length
            expect(Math.abs(inFold - inAll / count)).toBeLessThan(1)
          }
        }
      },
    ),
  )
})

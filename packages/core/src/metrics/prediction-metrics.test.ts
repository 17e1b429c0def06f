import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { accuracy } from './accuracy.ts'
import { f1Score, macroF1 } from './f1-score.ts'
import { rSquared } from './r-squared.ts'
import { rocAuc } from './roc-auc.ts'

const codes = (...values: number[]) => Int32Array.from(values)

describe('AUC', () => {
  it('is the share of pairs in the right order, ties half', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 5 }), fc.boolean()), { maxLength: 30 })
    fc.assert(
      fc.property(rows, (pairs) => {
        const of = (kind: boolean) =>
          pairs.filter(([, isPositive]) => isPositive === kind).map(([score]) => score)
        const { value } = rocAuc.compute(
          Float64Array.from(pairs, ([score]) => score),
          Uint8Array.from(pairs, ([, isPositive]) => (isPositive ? 1 : 0)),
        )
        const wins = of(true).flatMap((high) => of(false).map((low) => (Math.sign(high - low) + 1) / 2))
        if (wins.length === 0) expect(value).toBeNull()
        else expect(value).toBeCloseTo(wins.reduce((sum, win) => sum + win, 0) / wins.length, 12)
      }),
    )
  })
})

describe('F1', () => {
  it('is the harmonic mean of precision and recall', () => {
    // Precision 2/3, recall 2/4.
    expect(f1Score.compute(codes(1, 1, 1, 0, 0, 0), codes(1, 1, 0, 1, 1, 0), 1).value).toBeCloseTo(4 / 7, 12)
    expect(f1Score.compute(codes(0, 0), codes(1, 0), 1)).toEqual({ value: 0 })
    expect(f1Score.compute(codes(0), codes(0), 1).value).toBeNull()
  })

  it('macro, gives a rare class the weight of a frequent one, and 0 for one never predicted', () => {
    const actual = codes(0, 0, 0, 0, 0, 0, 0, 0, 1, -1)
    const { value } = macroF1.compute(codes(0, 0, 0, 0, 0, 0, 0, 0, 1, 0), actual)
    expect(value).toBeCloseTo((16 / 17 + 1 + 0) / 3, 12)
    expect(macroF1.compute(codes(), codes()).value).toBeNull()
  })
})

it('accuracy is the share of right predictions', () => {
  expect(accuracy.compute(codes(1, 2, 3, 4), codes(1, 2, 3, 3))).toEqual({ value: 0.75 })
  expect(accuracy.compute(codes(), codes()).value).toBeNull()
})

it('R² is 1 for exact values, 0 for their mean, below 0 for worse, and undefined where nothing varies', () => {
  const actual = Float64Array.of(1, 2, 3, 6)
  expect(rSquared.compute(actual, actual)).toEqual({ value: 1 })
  expect(rSquared.compute(new Float64Array(4).fill(3), actual)).toEqual({ value: 0 })
  expect(rSquared.compute(Float64Array.of(6, 3, 2, 1), actual).value).toBeCloseTo(
    1 - (25 + 1 + 1 + 25) / 14,
    12,
  )
  expect(rSquared.compute(actual, new Float64Array(4).fill(3)).value).toBeNull()
  expect(rSquared.compute(new Float64Array(0), new Float64Array(0)).value).toBeNull()
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findSplit, type NodeSums } from './find-split.ts'

/** Per bin [Σ g, Σ h, rows]; the last is missing. */
type Bins = readonly (readonly [number, number, number])[]

const sumOf = (bins: Bins): NodeSums =>
  bins.reduce(
    (sums, [gradient, hessian, rows]) => ({
      gradient: sums.gradient + gradient,
      hessian: sums.hessian + hessian,
      rows: sums.rows + rows,
    }),
    { gradient: 0, hessian: 0, rows: 0 },
  )

const rules = { minLeafRows: 5, l2: 0.5 }

function gainOf(bins: Bins, goesLeft: (bin: number) => boolean): number {
  const [left, right] = [
    sumOf(bins.filter((_, i) => goesLeft(i))),
    sumOf(bins.filter((_, i) => !goesLeft(i))),
  ]
  if (Math.min(left.rows, right.rows) < rules.minLeafRows) return 0
  const part = ({ gradient, hessian }: NodeSums) => gradient ** 2 / (hessian + rules.l2)
  return part(left) + part(right) - part(sumOf(bins))
}

function split(bins: Bins, kind: 'number' | 'category') {
  const column = { kind, binCount: bins.length - 1, thresholds: new Float64Array(0) }
  return findSplit(
    Float64Array.from(bins.flat()),
    Int32Array.of(0, bins.length),
    [column],
    sumOf(bins),
    rules,
  )
}

/** Rows come with h of 1 each, so that every category has its own place from 10 rows on. */
const someBins = (rows: fc.Arbitrary<number>) =>
  fc.array(
    fc
      .tuple(fc.double({ min: -3, max: 3, noNaN: true }), rows)
      .map(([mean, count]) => [mean * count, count, count] as const),
    { minLength: 2, maxLength: 8 },
  )

describe('the best split', () => {
  it('is that of all thresholds, with missing on either side', () => {
    fc.assert(
      fc.property(someBins(fc.integer({ min: 0, max: 12 })), (bins) => {
        const missing = bins.length - 1
        const gains = bins.flatMap((_, last) =>
          [true, false].map((missingLeft) =>
            gainOf(bins, (bin) => (bin === missing ? missingLeft : bin <= last)),
          ),
        )
        expect(split(bins, 'number')?.gain ?? 0).toBeCloseTo(Math.max(0, ...gains), 9)
      }),
    )
  })

  it('of categories is that of all subsets, where they have equal rows', () => {
    fc.assert(
      fc.property(someBins(fc.constant(20)), (seen) => {
        const bins: Bins = [...seen, [0, 0, 0]]
        const subsets = Array.from({ length: 2 ** seen.length }, (_, set) =>
          gainOf(bins, (bin) => ((set >> bin) & 1) === 1),
        )
        expect(split(bins, 'category')?.gain ?? 0).toBeCloseTo(Math.max(0, ...subsets), 9)
      }),
    )
  })

  it('has the sums of the bins that go left', () => {
    const bins: Bins = [
      [-30, 10, 10],
      [40, 12, 12],
      [-25, 11, 11],
      [3, 2, 2],
      [0, 0, 0],
    ]
    const found = split(bins, 'category')
    const isLeft = (bin: number) => (((found?.leftBins[0] ?? 0) >>> bin) & 1) === 1
    expect(found?.left).toEqual(sumOf(bins.filter((_, bin) => isLeft(bin))))
    expect(found?.right).toEqual(sumOf(bins.filter((_, bin) => !isLeft(bin))))
    // A category of two rows has no place of its own: it goes right, with those not seen.
    expect([3, 4].map(isLeft)).toEqual([false, false])
  })

  it('does not exist where a side would be too small, or nothing is gained', () => {
    const few: Bins = [
      [-4, 4, 4],
      [9, 9, 9],
      [0, 0, 0],
    ]
    const alike: Bins = [
      [10, 10, 10],
      [10, 10, 10],
      [0, 0, 0],
    ]
    for (const kind of ['number', 'category'] as const) {
      expect(split(few, kind)).toBeUndefined()
      expect(split(alike, kind)).toBeUndefined()
    }
  })
})

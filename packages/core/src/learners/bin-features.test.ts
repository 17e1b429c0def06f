import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { binRows, fitBins } from './bin-features.ts'
import type { Features } from './features.ts'

const numbers = (values: ArrayLike<number>): Features => ({
  rowCount: values.length,
  columns: [{ kind: 'number', values: Float64Array.from(values) }],
})

describe('bins', () => {
  it('keep the order of numbers, and tell few different values apart', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1 }),
        (values) => {
          const features = numbers(values)
          const columns = fitBins(features)
          const { bins } = binRows(columns, features)
          for (let a = 0; a < values.length; a++)
            for (let b = 0; b < values.length; b++) {
              // −0 − 0 is −0, which is no other order than 0.
              const order = Math.sign((values[a] ?? 0) - (values[b] ?? 0)) + 0
              expect(Math.sign((bins[a] ?? 0) - (bins[b] ?? 0))).toBe(order)
            }
        },
      ),
      { numRuns: 50 },
    )
  })

  it('are 255 of equal size where there are more values', () => {
    const features = numbers(
      Float64Array.from({ length: 25_500 }, (_, i) => Math.exp(((i * 7919) % 25_500) / 1000)),
    )
    const columns = fitBins(features)
    expect(columns[0]?.binCount).toBe(255)
    const counts = new Int32Array(256)
    for (const bin of binRows(columns, features).bins) counts[bin] = (counts[bin] ?? 0) + 1
    // A quantile that falls on a value counts it to the bin below.
    for (const count of counts.subarray(0, 255)) expect(Math.abs(count - 100)).toBeLessThanOrEqual(1)
  })

  it('put missing numbers and categories not seen last, and values out of range at the ends', () => {
    const columns = fitBins({
      rowCount: 3,
      columns: [...numbers([1, 2, 3]).columns, { kind: 'category', codes: Int32Array.of(0, 1, 1), size: 2 }],
    })
    const { bins } = binRows(columns, {
      rowCount: 4,
      columns: [
        ...numbers([Number.NaN, -100, 100, 2]).columns,
        { kind: 'category', codes: Int32Array.of(-1, 0, 1, 1), size: 2 },
      ],
    })
    expect([...bins]).toEqual([3, 0, 2, 1, 2, 0, 1, 1])
  })

  it('survive columns of one value or none', () => {
    for (const values of [[5, 5, 5], [Number.NaN, Number.NaN], []]) {
      const columns = fitBins(numbers(values))
      expect(columns[0]?.binCount).toBe(1)
      expect(binRows(columns, numbers(values)).bins).toHaveLength(values.length)
    }
  })
})

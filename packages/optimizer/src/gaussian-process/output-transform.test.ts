import { describe, expect, it } from 'vitest'
import { fitOutputTransform, moments } from './output-transform.ts'

const transformed = (losses: readonly number[]) => {
  const { apply } = fitOutputTransform(Float64Array.from(losses))
  return losses.map(apply)
}

describe('the output transform', () => {
  it('gives mean 0 and variance 1, and keeps the order', () => {
    const losses = [3, 1e6, 5, 4, 9, 20, 1e3, 2]
    const y = transformed(losses)
    const { mean, sd } = moments(Float64Array.from(y))
    expect(mean).toBeCloseTo(0, 12)
    expect(sd).toBeCloseTo(1, 12)
    const order = (values: readonly number[]) =>
      values.map((_, i) => i).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
    expect(order(y)).toEqual(order(losses))
  })

  it('scales the better half only, and takes of the worse half the order alone', () => {
    const near = transformed([1, 2, 4, 5, 6, 7])
    const far = transformed([1, 2, 4, 50, 600, 7e9])
    far.forEach((value, i) => {
      expect(value).toBeCloseTo(near[i] ?? 0, 12)
    })
    const [a = 0, b = 0, c = 0] = near
    expect((c - b) / (b - a)).toBeCloseTo(2, 12)
  })

  it('puts the worse half where a normal distribution has those ranks', () => {
    // Median 3; of the squares 4, 1 the root mean is √2.5; Φ⁻¹(.7) and Φ⁻¹(.9).
    const [a = 0, b = 0, , d = 0, e = 0] = transformed([1, 2, 3, 30, 400])
    const scale = b - a
    expect((d - b) / scale).toBeCloseTo(1 + Math.sqrt(2.5) * 0.5244005127080407, 9)
    expect((e - b) / scale).toBeCloseTo(1 + Math.sqrt(2.5) * 1.2815515655446004, 9)
  })

  it('gives equal losses equal values, and survives constant and huge ones', () => {
    const [, , , d, e, f] = transformed([1, 2, 3, 8, 8, 9])
    expect(d).toBe(e)
    expect(f).toBeGreaterThan(e ?? Infinity)
    expect(transformed([7, 7, 7])).toEqual([0, 0, 0])
    for (const value of transformed([-1e300, 1e300, 5, -1e299, 1e299]))
      expect(Math.abs(value)).toBeLessThan(3)
  })
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillNormal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { createDistinctSketch, distinctStandardError } from './distinct-sketch.ts'
import { createFrequentTexts } from './frequent-texts.ts'
import { createQuantileSketch } from './quantile-sketch.ts'

describe('distinct sketch', () => {
  it.each([0, 1, 10, 1000, 20_000, 300_000])('of %d values is within five standard errors', (count) => {
    const texts = createDistinctSketch()
    const numbers = createDistinctSketch()
    for (let i = 0; i < count; i++) {
      texts.addText(`value ${i}`)
      numbers.addNumber(i / 7)
    }
    const tolerance = Math.max(1, 5 * distinctStandardError * count)
    expect(Math.abs(texts.estimate() - count)).toBeLessThanOrEqual(count === 0 ? 0 : tolerance)
    expect(Math.abs(numbers.estimate() - count)).toBeLessThanOrEqual(count === 0 ? 0 : tolerance)
  })
  it('counts what repeats once', () => {
    const sketch = createDistinctSketch()
    for (let i = 0; i < 50_000; i++) sketch.addNumber(i % 100)
    sketch.addNumber(-0)
    expect(Math.abs(sketch.estimate() - 100)).toBeLessThanOrEqual(2)
  })
})

describe('quantile sketch', () => {
  const ranks = [0, 0.001, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 0.999, 1]
  const normal = new Float64Array(300_000)
  fillNormal(createRng(5), normal)
  const skewed = normal.map((value) => Math.exp(2 * value))
  const ordered = Float64Array.from({ length: 300_000 }, (_, i) => i)
  it.each([
    ['normal', normal],
    ['log-normal', skewed],
    ['ascending', ordered],
  ])('of %s values errs in rank by no more than a centroid, and less towards the ends', (_, values) => {
    const sketch = createQuantileSketch()
    for (const value of values) sketch.add(value)
    const sorted = values.slice().sort()
    for (const rank of ranks) {
      const value = sketch.quantile(rank)
      const below = sorted.findIndex((each) => each > value)
      const found = (below < 0 ? sorted.length : below) / sorted.length
      // The scale gives centroids of at most 2π·sqrt(r(1 − r))/δ of the ranks.
      const tolerance = (2 * Math.PI * Math.sqrt(rank * (1 - rank))) / 400 + 5e-6
      expect(Math.abs(found - rank)).toBeLessThan(Math.min(0.008, tolerance))
      expect(Math.abs(sketch.rankOf(value) - rank)).toBeLessThan(1e-4)
    }
    expect(sketch.quantile(0)).toBe(sorted[0])
    expect(sketch.quantile(1)).toBe(sorted.at(-1))
  })
  it('is the same for counted values as for repeated ones, nearly', () => {
    const sketch = createQuantileSketch()
    for (let value = 0; value < 5000; value++) sketch.add(value, 1 + (value % 3))
    for (const rank of ranks) expect(Math.abs(sketch.quantile(rank) / 4999 - rank)).toBeLessThan(0.004)
  })
  it('stays between the least and the greatest, whatever the values', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 }), {
          minLength: 1,
        }),
        (values) => {
          const sketch = createQuantileSketch()
          for (const value of values) sketch.add(value)
          const found = ranks.map(sketch.quantile)
          expect(Math.min(...found)).toBeGreaterThanOrEqual(Math.min(...values))
          expect(Math.max(...found)).toBeLessThanOrEqual(Math.max(...values))
          expect(found).toEqual(found.toSorted((a, b) => a - b))
        },
      ),
    )
  })
  it('of no values has none', () => {
    expect(createQuantileSketch().quantile(0.5)).toBeNaN()
    expect(createQuantileSketch().rankOf(1)).toBeNaN()
  })
})

describe('frequent texts', () => {
  it('are exact while they are few', () => {
    const frequent = createFrequentTexts(3)
    for (const text of ['a', 'b', 'a', '__proto__']) frequent.add(text)
    expect(frequent.isExact()).toBe(true)
    expect(frequent.top(2)).toEqual([
      { text: 'a', count: 2 },
      { text: 'b', count: 1 },
    ])
    expect([...frequent.texts()]).toEqual(['a', 'b', '__proto__'])
  })
  it('are found among many rare ones, short by no more than is said', () => {
    const frequent = createFrequentTexts(100)
    for (let i = 0; i < 50_000; i++) frequent.add(i % 20 === 0 ? `often ${i % 3}` : `rare ${i}`)
    expect(frequent.isExact()).toBe(false)
    const top = frequent.top(3)
    expect(top.map(({ text }) => text).toSorted()).toEqual(['often 0', 'often 1', 'often 2'])
    expect(frequent.maxShortfall()).toBeLessThanOrEqual(50_000 / 100)
    for (const { count } of top) {
      expect(count).toBeLessThanOrEqual(834)
      expect(count).toBeGreaterThanOrEqual(833 - frequent.maxShortfall())
    }
  })
})

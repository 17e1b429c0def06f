import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { type BoostedTreesOptions, boostedTrees } from './boosted-trees.ts'
import type { Feature, Features } from './features.ts'

const featuresOf = (...columns: Feature[]): Features => ({
  columns,
  rowCount: columns[0]?.kind === 'number' ? columns[0].values.length : (columns[0]?.codes.length ?? 0),
})
const number = (values: ArrayLike<number>): Feature => ({ kind: 'number', values: Float64Array.from(values) })
const category = (codes: ArrayLike<number>, size: number): Feature => ({
  kind: 'category',
  codes: Int32Array.from(codes),
  size,
})
const draw = (count: number, each: (row: number) => number) =>
  Float64Array.from({ length: count }, (_, row) => each(row))

async function predict(
  features: Features,
  numbers: Float64Array,
  options: BoostedTreesOptions = {},
  rows = features,
) {
  const regressor = await boostedTrees(options).learnNumbers({ features, numbers, rng: createRng(1) })
  return regressor.predict(rows)
}

async function classify(features: Features, classes: Int32Array, classCount: number) {
  const classifier = await boostedTrees().learnClasses({ features, classes, classCount, rng: createRng(1) })
  return classifier.probabilities(features)
}

const rmse = (a: Float64Array, b: Float64Array) =>
  Math.sqrt(a.reduce((sum, value, row) => sum + (value - (b[row] ?? 0)) ** 2, 0) / a.length)

describe('boosted trees', () => {
  const rng = createRng(3)
  const count = 1000
  const [x, y] = [draw(count, () => rng.uniform() - 0.5), draw(count, () => rng.uniform() - 0.5)]

  it('learn an interaction that no column shows alone', async () => {
    const numbers = draw(count, (row) => Math.sign(x[row] ?? 0) * Math.sign(y[row] ?? 0))
    // Exact but for the shrinkage: 0.9¹⁰⁰ is left of the residuals, and a few rows beside the edges.
    expect(rmse(await predict(featuresOf(number(x), number(y)), numbers), numbers)).toBeLessThan(0.15)
  })

  it('learn from categories in any order, and take those not seen for what is common', async () => {
    const codes = draw(count, () => rng.integer(6))
    const numbers = draw(count, (row) => ((codes[row] ?? 0) % 2 === 0 ? 5 : -5))
    expect(rmse(await predict(featuresOf(category(codes, 6)), numbers), numbers)).toBeLessThan(0.01)
    const [unseen] = await predict(featuresOf(category(codes, 6)), numbers, {}, featuresOf(category([-1], 6)))
    expect(Math.abs(unseen ?? Number.NaN)).toBeLessThanOrEqual(5.01)
  })

  it('learn where missing belongs', async () => {
    const holed = x.map((value, row) => (row % 3 === 0 ? Number.NaN : value))
    const numbers = holed.map((value) => (Number.isNaN(value) || value > 0 ? 1 : 0))
    expect(rmse(await predict(featuresOf(number(holed)), numbers), numbers)).toBeLessThan(0.01)
  })

  it('give each row the mean of its own leaf when there is one tree without shrinkage', async () => {
    const steps = draw(count, (row) => row % 4)
    const numbers = draw(count, (row) => (row % 4) ** 2 + normal(rng))
    const predicted = await predict(featuresOf(number(steps)), numbers, { iterations: 1, learningRate: 1 })
    for (let step = 0; step < 4; step++) {
      const own = numbers.filter((_, row) => row % 4 === step)
      expect(predicted[step]).toBeCloseTo(own.reduce((sum, value) => sum + value, 0) / own.length, 9)
    }
  })

  it('grow no more leaves than allowed, and none of fewer rows than demanded', async () => {
    const noise = draw(count, () => normal(rng))
    const one = { iterations: 1, learningRate: 1 }
    const leaves = async (options: BoostedTreesOptions) => {
      const counts = new Map<number, number>()
      for (const value of await predict(featuresOf(number(x)), noise, { ...one, ...options }))
        counts.set(value, (counts.get(value) ?? 0) + 1)
      return [...counts.values()]
    }
    expect(await leaves({ maxLeaves: 7, minLeafRows: 1 })).toHaveLength(7)
    expect(Math.min(...(await leaves({ maxLeaves: 500, minLeafRows: 30 })))).toBeGreaterThanOrEqual(30)
    expect(await leaves({ minLeafRows: 501 })).toEqual([count])
  })

  it('do not depend on the scale of a column, if its order is kept', async () => {
    const numbers = draw(count, (row) => Math.sin(8 * (x[row] ?? 0)) + (y[row] ?? 0))
    const plain = await predict(featuresOf(number(x), number(y)), numbers)
    const stretched = featuresOf(
      number(x.map((value) => Math.exp(9 * value))),
      number(y.map((value) => value ** 3)),
    )
    expect(rmse(await predict(stretched, numbers), plain)).toBe(0)
  })

  it('tell how likely classes are', async () => {
    const group = Int32Array.from({ length: 3000 }, (_, row) => row % 3)
    const classes = group.map((each, row) => (row % 10 < 7 ? each : (each + 1) % 3))
    const probabilities = await classify(featuresOf(category(group, 3)), classes, 3)
    for (let row = 0; row < 3; row++) {
      expect(probabilities[row * 3000 + row]).toBeCloseTo(0.7, 2)
      expect(probabilities[((row + 1) % 3) * 3000 + row]).toBeCloseTo(0.3, 2)
    }
    const binary = await classify(
      featuresOf(category(group, 3)),
      group.map((each) => (each === 2 ? 1 : 0)),
      2,
    )
    for (let row = 0; row < 3; row++) expect(binary[3000 + row]).toBeCloseTo(row === 2 ? 1 : 0, 2)
  })

  it('stop early where nothing is left to learn, the same for the same seed', async () => {
    const noise = draw(count, () => normal(rng))
    const spread = async (options: BoostedTreesOptions) => {
      const predicted = await predict(featuresOf(number(x)), noise, options)
      return rmse(predicted, new Float64Array(count).fill(0))
    }
    // All trees follow the noise; those before the validation loss rises hardly do.
    expect(await spread({ earlyStopping: true })).toBeLessThan(0.7 * (await spread({})))
    const again = () => predict(featuresOf(number(x)), noise, { earlyStopping: true })
    expect(await again()).toEqual(await again())
  })

  it('predict the mean where there are no columns, or nothing varies', async () => {
    const numbers = draw(50, (row) => row)
    for (const features of [{ columns: [], rowCount: 50 }, featuresOf(number(new Float64Array(50)))])
      expect(new Set(await predict(features, numbers))).toEqual(new Set([24.5]))
  })

  it('give finite numbers for any column', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double(), { minLength: 1, maxLength: 60 }), async (values) => {
        const column = values.map((value) => (Number.isFinite(value) ? value : Number.NaN))
        const predicted = await predict(
          featuresOf(number(column)),
          draw(column.length, (row) => row % 5),
          {
            iterations: 3,
            minLeafRows: 2,
          },
        )
        expect(predicted.every(Number.isFinite)).toBe(true)
      }),
      { numRuns: 30 },
    )
  })

  it('stop when the signal is aborted', async () => {
    const learning = boostedTrees().learnNumbers({
      features: featuresOf(number(x)),
      numbers: y,
      rng: createRng(1),
      signal: AbortSignal.abort(),
    })
    await expect(learning).rejects.toMatchObject({ code: 'ABORTED' })
  })
})

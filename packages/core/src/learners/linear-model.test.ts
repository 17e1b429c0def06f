import { describe, expect, it } from 'vitest'
import { normal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import type { Feature, Features } from './features.ts'
import { type LinearModelOptions, linearModel } from './linear-model.ts'

const number = (values: ArrayLike<number>): Feature => ({ kind: 'number', values: Float64Array.from(values) })
const category = (codes: ArrayLike<number>, size: number): Feature => ({
  kind: 'category',
  codes: Int32Array.from(codes),
  size,
})
const rng = createRng(0)
const random = createRng(5)
const draw = (count: number, each: (row: number) => number) =>
  Float64Array.from({ length: count }, (_, row) => each(row))

async function predict(features: Features, numbers: Float64Array, options: LinearModelOptions = {}) {
  return (await linearModel(options).learnNumbers({ features, numbers, rng })).predict(features)
}

async function classify(
  features: Features,
  classes: Int32Array,
  classCount: number,
  options: LinearModelOptions = {},
) {
  const classifier = await linearModel(options).learnClasses({ features, classes, classCount, rng })
  return classifier.probabilities(features)
}

describe('linear regression', () => {
  const x = draw(200, () => 1e6 + 1e3 * normal(random))
  const group = Int32Array.from(x, (_, row) => row % 3)

  it('finds an exact sum of a number and categories', async () => {
    const numbers = x.map((value, row) => 0.25 * value - 3 + ([7, -2, 0][group[row] ?? 0] ?? 0))
    const predicted = await predict({ columns: [number(x), category(group, 3)], rowCount: 200 }, numbers)
    for (const [row, value] of numbers.entries()) expect(predicted[row]).toBeCloseTo(value, 2)
  })

  it('has residuals without slope or mean, as least squares has, and a penalty shrinks the slope', async () => {
    const numbers = x.map((value) => 2 * value + 3000 * normal(random))
    const slope = async (options: LinearModelOptions) => {
      const predicted = await predict({ columns: [number(x)], rowCount: 200 }, numbers, options)
      const residuals = numbers.map((value, row) => value - (predicted[row] ?? 0))
      expect(Math.abs(residuals.reduce((sum, value) => sum + value, 0)) / 200).toBeLessThan(0.1)
      return ((predicted[1] ?? 0) - (predicted[0] ?? 0)) / ((x[1] ?? 0) - (x[0] ?? 0))
    }
    const [mx, my] = [x, numbers].map((values) => values.reduce((sum, value) => sum + value, 0) / 200)
    const covariance = x.reduce(
      (sum, value, row) => sum + (value - (mx ?? 0)) * ((numbers[row] ?? 0) - (my ?? 0)),
      0,
    )
    const ordinary = covariance / x.reduce((sum, value) => sum + (value - (mx ?? 0)) ** 2, 0)
    expect(await slope({})).toBeCloseTo(ordinary, 4)
    // Standardised, Σ x² = n = 200: a penalty of 1/C = 200 halves the coefficient.
    expect(await slope({ c: 1 / 200 })).toBeCloseTo(ordinary / 2, 4)
  })

  it('takes missing numbers for the mean', async () => {
    const holed = x.map((value, row) => (row === 0 ? Number.NaN : value))
    const mean = holed.filter((value) => !Number.isNaN(value)).reduce((sum, value) => sum + value, 0) / 199
    const numbers = holed.map((value) => (Number.isNaN(value) ? mean : value))
    expect((await predict({ columns: [number(holed)], rowCount: 200 }, numbers))[0]).toBeCloseTo(mean, 1)
  })

  it('copes with columns that repeat others, never vary or have no values', async () => {
    const columns = [
      number(x),
      number(x),
      number(new Float64Array(200)),
      number(new Float64Array(200).fill(Number.NaN)),
    ]
    const predicted = await predict({ columns, rowCount: 200 }, x)
    for (const [row, value] of x.entries()) expect(Math.abs((predicted[row] ?? 0) - value)).toBeLessThan(1)
  })
})

describe('logistic regression', () => {
  const group = Int32Array.from({ length: 400 }, (_, row) => row % 2)
  const shares = [0.2, 0.7]
  const classes = group.map((each, row) => (row % 20 < 20 * (shares[each] ?? 0) ? 1 : 0))
  const features = { columns: [category(group, 2)], rowCount: 400 }
  const shareOf = (each: number, chosen = classes) =>
    chosen.filter((value, row) => value === 1 && group[row] === each).length / 200

  it('gives each category its share when nothing is penalised', async () => {
    const probabilities = await classify(features, classes, 2, { c: 1e9 })
    for (const each of [0, 1]) expect(probabilities[400 + each]).toBeCloseTo(shareOf(each), 3)
  })

  it('solves the penalised equations: Σ (p − y) over a category is −v / C', async () => {
    const c = 0.01
    const probabilities = await classify(features, classes, 2, { c })
    const [p0, p1] = [probabilities[400] ?? 0, probabilities[401] ?? 0]
    const logit = (p: number) => Math.log(p / (1 - p))
    // By symmetry, the two coefficients are ± half of the difference of the log odds.
    const v = (logit(p1) - logit(p0)) / 2
    // The optimiser stops at a mean gradient of 1e-4, a sum of 0.04.
    expect(Math.abs(200 * (p1 - shareOf(1)) + v / c)).toBeLessThan(0.05)
    expect(Math.abs(200 * (p0 - shareOf(0)) - v / c)).toBeLessThan(0.05)
  })

  it('balanced, gives both classes the same total weight', async () => {
    const rare = Int32Array.from({ length: 400 }, (_, row) => (row % 10 === 0 ? 1 : 0))
    const nothing = { columns: [number(new Float64Array(400))], rowCount: 400 }
    expect((await classify(nothing, rare, 2))[400]).toBeCloseTo(0.1, 3)
    expect((await classify(nothing, rare, 2, { balanced: true }))[400]).toBeCloseTo(0.5, 3)
  })

  it('with three classes separates what lies in three directions', async () => {
    const three = Int32Array.from({ length: 300 }, (_, row) => row % 3)
    const corner = (k: number) => number(three.map((each) => (each === k ? 1 : 0)).map((each) => each))
    const noisy = [0, 1].map((k) =>
      number(draw(300, (row) => (three[row] === k ? 2 : 0) + 0.3 * normal(random))),
    )
    const probabilities = await classify({ columns: [...noisy, corner(5)], rowCount: 300 }, three, 3)
    for (const [row, each] of three.entries()) expect(probabilities[each * 300 + row]).toBeGreaterThan(0.5)
  })

  it('survives huge values, in robust scaling too', async () => {
    const huge = number(draw(400, (row) => (row % 50 === 0 ? 1e200 : normal(random))))
    for (const scaling of ['standard', 'robust'] as const) {
      const probabilities = await classify(
        { columns: [huge, ...features.columns], rowCount: 400 },
        classes,
        2,
        { scaling },
      )
      expect(probabilities[401]).toBeGreaterThan((probabilities[402] ?? 1) + 0.3)
    }
  })
})

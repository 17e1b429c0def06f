import { expect, test } from 'vitest'
import { cumulate, drawCumulative, fillNormal, fillUniform, permutation } from './distributions.ts'
import { createRng, restoreRng } from './rng.ts'

test('one seed gives one sequence, other seeds others; seed 0 is a seed', () => {
  const draw = (seed: number) =>
    Array.from(
      { length: 5 },
      (
        (rng) => () =>
          rng.uint32()
      )(createRng(seed)),
    )
  expect(draw(0)).toEqual(draw(0))
  expect(draw(0)).not.toEqual(draw(1))
  expect(draw(-1)).not.toEqual(draw(1))
})

test('split depends on the labels, not on how much was drawn', () => {
  const fresh = createRng(7)
  const used = createRng(7)
  for (let i = 0; i < 100; i++) used.uint32()
  expect(used.split('a').uint32()).toBe(fresh.split('a').uint32())
  expect(fresh.split('a').uint32()).not.toBe(fresh.split('b').uint32())
  expect(fresh.split(1).uint32()).not.toBe(fresh.split('1').uint32())
  expect(fresh.split('a').split('b').uint32()).not.toBe(fresh.split('b').split('a').uint32())
})

test('a restored generator goes on where the saved one stood', () => {
  const rng = createRng(3).split('noise')
  rng.uniform()
  const copy = restoreRng(structuredClone(rng.state()))
  expect(Array.from({ length: 10 }, () => copy.uniform())).toEqual(
    Array.from({ length: 10 }, () => rng.uniform()),
  )
  expect(copy.split('x').uint32()).toBe(rng.split('x').uint32())
})

test('integers are uniform: chi-square of 7 cells over 70,000 draws below its 99.9 % quantile (22.5)', () => {
  const rng = createRng(1)
  const counts = new Float64Array(7)
  for (let i = 0; i < 70_000; i++) {
    const cell = rng.integer(7)
    counts[cell] = (counts[cell] ?? 0) + 1
  }
  expect(counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0)).toBeLessThan(22.5)
})

test('normal draws have the moments and the tail of the standard normal (400,000 draws, 5 standard errors)', () => {
  const values = new Float64Array(400_000)
  fillNormal(createRng(5), values)
  const moment = (power: number) => values.reduce((sum, x) => sum + x ** power, 0) / values.length
  expect(Math.abs(moment(1))).toBeLessThan(5 / Math.sqrt(400_000))
  expect(Math.abs(moment(2) - 1)).toBeLessThan(5 * Math.sqrt(2 / 400_000))
  expect(Math.abs(moment(3))).toBeLessThan(5 * Math.sqrt(15 / 400_000))
  expect(Math.abs(moment(4) - 3)).toBeLessThan(5 * Math.sqrt(96 / 400_000))
  const beyond = (x: number) => values.filter((v) => v > x).length / values.length
  // 1 − Φ(1) and 1 − Φ(3.6541…), the edge beyond which the tail is drawn on its own.
  expect(Math.abs(beyond(1) - 0.158655)).toBeLessThan(5 * Math.sqrt(0.1335 / 400_000))
  expect(Math.abs(beyond(3.6541528853610088) - 0.000129)).toBeLessThan(5 * Math.sqrt(0.000129 / 400_000))
})

test('uniform fills stay inside the open interval', () => {
  const values = new Float32Array(100_000)
  fillUniform(createRng(2), values)
  expect(Math.min(...values.subarray(0, 50_000))).toBeGreaterThan(0)
  expect(Math.max(...values.subarray(0, 50_000))).toBeLessThan(1)
  expect(Math.abs(values.reduce((sum, u) => sum + u, 0) / values.length - 0.5)).toBeLessThan(0.005)
})

test('a permutation holds every index once', () => {
  expect(Array.from(permutation(createRng(4), 1000)).sort((a, b) => a - b)).toEqual(
    Array.from({ length: 1000 }, (_, i) => i),
  )
})

test('weighted draws follow the weights; weight 0 is never drawn', () => {
  const sums = cumulate([1, 0, 3])
  const rng = createRng(9)
  const counts = [0, 0, 0]
  for (let i = 0; i < 40_000; i++) {
    const k = drawCumulative(rng, sums)
    counts[k] = (counts[k] ?? 0) + 1
  }
  expect(counts[1]).toBe(0)
  // 5 standard errors of a share of one quarter over 40,000 draws.
  expect(Math.abs((counts[0] ?? 0) / 40_000 - 0.25)).toBeLessThan(5 * Math.sqrt(0.1875 / 40_000))
})

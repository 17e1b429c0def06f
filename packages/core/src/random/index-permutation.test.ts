import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createIndexPermutation } from './index-permutation.ts'
import { createRng } from './rng.ts'

it('gives every index once', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 1, max: 700 }), (seed, size) => {
      const permute = createIndexPermutation(size, createRng(seed))
      const images = new Set(Array.from({ length: size }, (_, index) => permute(index)))
      expect(images.size).toBe(size)
      expect(Math.min(...images)).toBe(0)
      expect(Math.max(...images)).toBe(size - 1)
    }),
  )
})

it('stays below sizes of many bits, and never repeats there', () => {
  const size = 2 ** 52 - 3
  const permute = createIndexPermutation(size, createRng(4))
  const images = Array.from({ length: 10_000 }, (_, index) => permute(index))
  expect(new Set(images).size).toBe(10_000)
  for (const image of images) expect(Number.isInteger(image) && image >= 0 && image < size).toBe(true)
  // The mean of 10,000 uniform draws has a standard deviation of size / sqrt(12 · 10,000) = .0029 size.
  const mean = images.reduce((sum, image) => sum + image / size, 0) / images.length
  expect(Math.abs(mean - 0.5)).toBeLessThan(5 * 0.0029)
})

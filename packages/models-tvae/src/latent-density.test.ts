import { createRng, normal, type Rng } from '@tabricate/core'
import { expect, it } from 'vitest'
import { drawLatents, fitLatentDensity } from './latent-density.ts'

/** Two far clusters, 30 % and 70 %, each with its own correlation of ±.8. */
function clusters(rows: number, rng: Rng): Float32Array {
  const latents = new Float32Array(rows * 2)
  for (let row = 0; row < rows; row++) {
    const isFirst = rng.uniform() < 0.3
    const [a, b] = [normal(rng), normal(rng)]
    latents[row * 2] = (isFirst ? -10 : 10) + a
    latents[row * 2 + 1] = (isFirst ? 5 : -5) + (isFirst ? 0.8 : -0.8) * a + 0.6 * b
  }
  return latents
}

/** Share, means and correlation of the vectors left or right of 0. */
function describeSide(latents: Float32Array, isLeft: boolean) {
  const own: (readonly [number, number])[] = []
  for (let i = 0; i < latents.length; i += 2) {
    const [x = 0, y = 0] = latents.subarray(i, i + 2)
    if (x < 0 === isLeft) own.push([x, y])
  }
  const mean = (read: (pair: readonly [number, number]) => number) =>
    own.reduce((sum, pair) => sum + read(pair), 0) / own.length
  const [mx, my] = [mean(([x]) => x), mean(([, y]) => y)]
  const covariance = mean(([x, y]) => (x - mx) * (y - my))
  const deviations = Math.sqrt(mean(([x]) => (x - mx) ** 2) * mean(([, y]) => (y - my) ** 2))
  return { share: own.length / (latents.length / 2), mx, my, correlation: covariance / deviations }
}

it('gives back the shares, means and correlations of its clusters', async () => {
  const density = await fitLatentDensity(clusters(5000, createRng(1)), 2, 2, createRng(2))
  const drawn = new Float32Array(40_000)
  drawLatents(density, createRng(3), drawn)
  for (const isLeft of [true, false]) {
    const { share, mx, my, correlation } = describeSide(drawn, isLeft)
    // Five standard errors of 5,000 fitted and 20,000 drawn vectors.
    expect(Math.abs(share - (isLeft ? 0.3 : 0.7))).toBeLessThan(0.04)
    expect(Math.abs(mx - (isLeft ? -10 : 10))).toBeLessThan(0.15)
    expect(Math.abs(my - (isLeft ? 5 : -5))).toBeLessThan(0.15)
    expect(Math.abs(correlation - (isLeft ? 0.8 : -0.8))).toBeLessThan(0.06)
  }
})

it('is the same for the same seed, and draws vector by vector', async () => {
  const latents = clusters(300, createRng(4))
  const density = await fitLatentDensity(latents, 2, 3, createRng(5))
  expect(await fitLatentDensity(latents, 2, 3, createRng(5))).toEqual(density)
  const [few, many] = [new Float32Array(10), new Float32Array(100)]
  drawLatents(density, createRng(6), few)
  drawLatents(density, createRng(6), many)
  expect(many.subarray(0, 10)).toEqual(few)
})

it('takes fewer rows than clusters, and dimensions that never vary', async () => {
  const one = await fitLatentDensity(Float32Array.of(1, 2, 3), 3, 10, createRng(7))
  const drawn = new Float32Array(30)
  drawLatents(one, createRng(8), drawn)
  drawn.forEach((value, i) => {
    expect(Math.abs(value - (1 + (i % 3)))).toBeLessThan(1e-4)
  })
})

it('draws from fewer rows than dimensions with their variances, in the directions that they span', async () => {
  const [rows, size, drawnRows] = [60, 128, 4000]
  const rng = createRng(9)
  const latents = Float32Array.from({ length: rows * size }, () => normal(rng))
  const density = await fitLatentDensity(latents, size, 40, createRng(10))
  const drawn = new Float32Array(drawnRows * size)
  drawLatents(density, createRng(11), drawn)
  const variance = (values: Float32Array, of: number) => {
    const own = values.filter((_, i) => i % size === of)
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length
    return own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / own.length
  }
  for (let dimension = 0; dimension < size; dimension++) {
    const ratio = variance(drawn, dimension) / variance(latents, dimension)
    // Five standard errors of a variance of 4,000 draws.
    expect(Math.abs(ratio - 1)).toBeLessThan(5 * Math.sqrt(2 / drawnRows))
  }
})

import { describe, expect, it } from 'vitest'
import { normal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { fitGaussianMixture } from './gaussian-mixture.ts'

const draws = (count: number, seed: number) => {
  const rng = createRng(seed)
  return Float64Array.from({ length: count }, () =>
    rng.uniform() < 0.3 ? -6 + normal(rng) : 4 + 0.5 * normal(rng),
  )
}

describe('fitGaussianMixture', () => {
  it('finds two components that are far apart', async () => {
    const { weights, means, standardDeviations } = await fitGaussianMixture(draws(5000, 1), {
      rng: createRng(0),
      maxComponents: 2,
    })
    const first = (means[0] ?? 0) < 0 ? 0 : 1
    // Standard errors at 5,000 rows: weight .0065, mean .026 and .008, deviation .018 and .006; bounds are five of them.
    expect(Math.abs((weights[first] ?? 0) - 0.3)).toBeLessThan(0.033)
    expect(Math.abs((means[first] ?? 0) + 6)).toBeLessThan(0.13)
    expect(Math.abs((standardDeviations[first] ?? 0) - 1)).toBeLessThan(0.09)
    expect(Math.abs((means[1 - first] ?? 0) - 4)).toBeLessThan(0.04)
    expect(Math.abs((standardDeviations[1 - first] ?? 0) - 0.5)).toBeLessThan(0.03)
  })

  it('has weights that sum to 1, and no more components than rows', async () => {
    const mixture = await fitGaussianMixture(Float64Array.of(1, 5, 9), { rng: createRng(0) })
    expect(mixture.weights.length).toBe(3)
    expect(mixture.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12)
  })

  it('scales with the data when the floor does', async () => {
    const values = draws(500, 2)
    const fit = (unit: number) =>
      fitGaussianMixture(
        values.map((x) => x * unit),
        { rng: createRng(3), deviationFloor: 1e-3 * unit },
      )
    const plain = await fit(1)
    for (const unit of [2 ** -600, 2 ** 600]) {
      const scaled = await fit(unit)
      expect(scaled.weights).toEqual(plain.weights)
      expect(scaled.means).toEqual(plain.means.map((mean) => mean * unit))
      expect(scaled.standardDeviations).toEqual(plain.standardDeviations.map((deviation) => deviation * unit))
    }
  })

  it('raises its lower bound in every round', async () => {
    const { lowerBounds } = await fitGaussianMixture(draws(2000, 4), { rng: createRng(0) })
    lowerBounds.forEach((bound, round) => {
      // The floor is added outside the bound's optimum, hence not exactly monotone.
      if (round > 0) expect(bound).toBeGreaterThan((lowerBounds[round - 1] ?? 0) - 1e-3)
    })
  })

  it('stops once the bound changes by less than the tolerance', async () => {
    const fit = (tolerance: number) => fitGaussianMixture(draws(2000, 5), { rng: createRng(0), tolerance })
    const loose = await fit(10)
    expect(loose.converged).toBe(true)
    expect(loose.lowerBounds.length).toBeLessThan((await fit(1e-3)).lowerBounds.length)
  })

  it('fits a random part of the rows where there are many', async () => {
    const values = draws(3000, 6)
    const part = await fitGaussianMixture(values, { rng: createRng(1), maxRows: 500, maxComponents: 4 })
    const rows = part.degreesOfFreedom.reduce((sum, nu) => sum + nu - 1, 0)
    expect(rows).toBeCloseTo(500, 6)
    expect(part).toEqual(
      await fitGaussianMixture(values, { rng: createRng(1), maxRows: 500, maxComponents: 4 }),
    )
    expect(part.means).not.toEqual(
      (await fitGaussianMixture(values, { rng: createRng(2), maxRows: 500, maxComponents: 4 })).means,
    )
  })
  it('stops once its signal is aborted, between two rounds', async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(), 0)
    const fit = fitGaussianMixture(draws(20_000, 7), {
      rng: createRng(0),
      tolerance: 0,
      signal: controller.signal,
    })
    await expect(fit).rejects.toMatchObject({ code: 'ABORTED' })
  })
})

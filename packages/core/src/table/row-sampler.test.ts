import { expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import { createRowSampler, samplePlaces } from './row-sampler.ts'

it('takes every row equally often', () => {
  const [rowCount, count, trials] = [40, 10, 4000]
  const taken = new Float64Array(rowCount)
  for (let trial = 0; trial < trials; trial++) {
    const places = samplePlaces(rowCount, createRowSampler(count, createRng(trial)))
    expect(places.length).toBe(count)
    for (const place of places) taken[place] = (taken[place] ?? 0) + 1
  }
  const share = count / rowCount
  // Five standard errors of a share over the trials; forty rows are looked at.
  const tolerance = 5 * Math.sqrt((share * (1 - share)) / trials)
  for (const times of taken) expect(Math.abs(times / trials - share)).toBeLessThan(tolerance)
})

it('never holds more than twice the sample, and about k (1 + ln(n / k)) rows are candidates', () => {
  const [rowCount, count] = [200_000, 100]
  const sampler = createRowSampler(count, createRng(1))
  let candidates = 0
  let held = 0
  for (let row = 0; row < rowCount; row++) {
    if (!sampler.takes()) continue
    candidates++
    held++
    const kept = sampler.surplus()
    if (kept !== null) held = kept.length
    expect(held).toBeLessThan(2 * count)
  }
  expect(sampler.finish().length).toBe(count)
  expect(sampler.rowCount()).toBe(rowCount)
  // Cutting at 2k only lets in up to twice as many as an exact bound would.
  expect(candidates).toBeLessThan(2 * count * (1 + Math.log(rowCount / count)))
})

it('takes all rows where there are fewer', () => {
  expect([...samplePlaces(3, createRowSampler(5, createRng(1)))]).toEqual([0, 1, 2])
})

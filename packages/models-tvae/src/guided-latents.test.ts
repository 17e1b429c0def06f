import { createRng, type SpanLayout } from '@tabricate/core'
import { expect, it } from 'vitest'
import { type AllowedCodes, openLatentGuide } from './guided-latents.ts'
import { priorDensity } from './latent-density.ts'

const batchRows = 500
const layout: SpanLayout = {
  width: 2,
  spans: [{ kind: 'softmax', role: 'category', start: 0, width: 2, column: 0 }],
}
const [span] = layout.spans
if (span === undefined) throw new Error('no span')
const second: readonly AllowedCodes[] = [{ span, allowed: Uint8Array.of(0, 1) }]

/** A decoder whose second code has probability sigmoid(2 z₁ − offset). */
const decoder = (offset: number) => async (latents: Float32Array) =>
  Float32Array.from({ length: batchRows * 2 }, (_, i) =>
    i % 2 === 0 ? 0 : 2 * (latents[i - 1] ?? 0) - offset,
  )

/** Mean and variance of z₁ under φ(z₁) sigmoid(2 z₁ − offset), by the trapezoidal rule. */
function wantedMoments(offset: number): { readonly mean: number; readonly variance: number } {
  const sums = [0, 0, 0]
  for (let z = -10; z <= 10; z += 0.001) {
    const density = Math.exp((-z * z) / 2) / (1 + Math.exp(offset - 2 * z))
    sums.forEach((sum, power) => {
      sums[power] = sum + density * z ** power
    })
  }
  const [mass = 1, first = 0, square = 0] = sums
  return { mean: first / mass, variance: square / mass - (first / mass) ** 2 }
}

async function drawn(offset: number, batches: number): Promise<Float64Array> {
  const guide = await openLatentGuide(priorDensity(2), second, layout, batchRows, decoder(offset))
  if (guide === undefined) throw new Error('no guide')
  const values: number[] = []
  const latents = new Float32Array(batchRows * 2)
  for (let batch = 0; batch < batches; batch++) {
    await guide.fill(createRng(1).split(batch), latents)
    for (let i = 0; i < latents.length; i += 2) values.push(latents[i] ?? 0)
  }
  return Float64Array.from(values)
}

// One vector of four, one of 50, and one of 3,000: there the starting points are some thirty.
it.each([1, 5, 10])('draws latent vectors as the conditions want them, offset %d', async (offset) => {
  const values = await drawn(offset, 20)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length
  const wanted = wantedMoments(offset)
  // 10,000 vectors from few hundred starting points: five standard errors of three hundred independent ones.
  expect(Math.abs(mean - wanted.mean)).toBeLessThan(5 * Math.sqrt(wanted.variance / 300))
  expect(variance / wanted.variance).toBeGreaterThan(0.7)
  expect(variance / wanted.variance).toBeLessThan(1.4)
})

it('has none for what the decoder takes to be next to impossible', async () => {
  expect(await openLatentGuide(priorDensity(2), second, layout, batchRows, decoder(60))).toBeUndefined()
})

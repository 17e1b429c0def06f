import {
  createRng,
  cumulate,
  drawCumulative,
  fillUniform,
  type ModelState,
  normal,
  restoreTable,
  spanEncoderSchema,
} from '@tabricate/core'
import { mixedTable } from '@tabricate/core/testing'
import { runExported, shareOfDifferentCells } from '@tabricate/nn/testing'
import * as ort from 'onnxruntime-node'
import { describe, expect, test } from 'vitest'
import type { TvaeOptions } from './options.ts'
import { tvae } from './tvae.ts'

const small = {
  epochs: 3,
  batchSize: 20,
  minStepsPerEpoch: 1,
  embeddingDim: 8,
  compressDims: [16],
  decompressDims: [16],
}
const rows = 1000

/** Rows of a fitted model, and those of its exported file from the same noise. */
async function drawBoth(options: Partial<TvaeOptions>) {
  const synthesizer = await tvae({ ...small, ...options }).fit(mixedTable(400), { seed: 1 })
  const { plan, state } = synthesizer.snapshot()
  const context = { options: tvae({ ...small, ...options }).options, threads: 1, runtime: undefined }
  const fitted = await tvae.definition.restore(state, context)
  const own = restoreTable(plan, await fitted.draw(rows, createRng(5)))
  await fitted.dispose?.()
  const exported = await runExported(ort, synthesizer.toOnnx(), noiseOf(state))
  await synthesizer.dispose()
  return { own, exported }
}

/** What row-source.ts feeds for a draw with seed 5, as an exported file takes it. */
function noiseOf({ meta, tensors }: ModelState) {
  const { layout } = spanEncoderSchema.parse(meta)
  const { width, spans } = layout
  const scalars = spans.flatMap(({ kind, start }) => (kind === 'scalar' ? [start] : []))
  const rng = createRng(5)
  const [latentRng, noiseRng, uniformRng] = [rng.split('latent'), rng.split('noise'), rng.split('uniform')]
  const clusters = tensors['latent.weights']
  const ends = clusters === undefined ? undefined : cumulate(clusters)
  const [normals, uniforms]: [number[], number[]] = [[], []]
  const gumbels = new Float32Array(rows * width)
  fillUniform(uniformRng, gumbels)
  for (let row = 0; row < rows; row++) {
    const cluster = ends === undefined ? undefined : drawCumulative(latentRng, ends)
    for (let i = 0; i < small.embeddingDim; i++) normals.push(normal(latentRng))
    for (const _ of scalars) normals.push(normal(noiseRng))
    uniforms.push(...gumbels.subarray(row * width, (row + 1) * width))
    if (ends === undefined || cluster === undefined) continue
    uniforms.push(((ends[cluster - 1] ?? 0) + (ends[cluster] ?? 0)) / 2 / (ends.at(-1) ?? 1))
  }
  return { rows, normal: Float32Array.from(normals), uniform: Float32Array.from(uniforms) }
}

/** Latent vectors are summed in float32 in place of float64: 8 terms, each rounded to 6e-8 of itself, go through two layers. */
const tolerance = 1e-5

describe.each([
  ['a density of latent vectors', {}],
  ['the prior, and the likeliest categories', { latentComponents: 0, decode: 'argmax' }],
] as const)('an exported decoder with %s, run by ONNX Runtime alone', (_, options) => {
  test('draws what the model draws from the same noise', async () => {
    const { own, exported } = await drawBoth(options)
    expect(exported.columns).toHaveLength(own.columns.length)
    expect(shareOfDifferentCells(own, exported, tolerance)).toBe(0)
  })
})

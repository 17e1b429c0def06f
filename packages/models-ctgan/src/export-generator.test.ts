import { createRng, fillUniform, normal, restoreTable, type Table } from '@tabricate/core'
import { mixedTable, numericTable } from '@tabricate/core/testing'
import { runExported, shareOfDifferentCells } from '@tabricate/nn/testing'
import * as ort from 'onnxruntime-node'
import { describe, expect, test } from 'vitest'
import { samplingConditions } from './condition-sampler.ts'
import { ctgan } from './ctgan.ts'
import { readState } from './saved-state.ts'

const small = {
  epochs: 3,
  batchSize: 20,
  minStepsPerEpoch: 1,
  pac: 2,
  embeddingDim: 8,
  generatorDims: [16, 16],
  discriminatorDims: [16],
}
const rows = 1000

/** Rows of a fitted model, and those of its exported file from the same noise. */
async function drawBoth(table: Table, seed = 5) {
  const synthesizer = await ctgan(small).fit(table, { seed: 1 })
  const { plan, state } = synthesizer.snapshot()
  const context = { options: ctgan(small).options, threads: 1, runtime: undefined }
  const fitted = await ctgan.definition.restore(state, context)
  const own = restoreTable(plan, await fitted.draw(rows, createRng(seed)))
  await fitted.dispose?.()
  const exported = await runExported(ort, synthesizer.toOnnx(), noiseOf(state))
  await synthesizer.dispose()
  return { own, exported }
}

/** What row-source.ts feeds for a draw with seed 5, as an exported file takes it. */
function noiseOf(state: Parameters<typeof readState>[0]) {
  const { encoder, conditions } = readState(state)
  const { width } = encoder.layout
  const rng = createRng(5)
  const [noiseRng, uniformRng, conditionRng] = [
    rng.split('noise'),
    rng.split('uniform'),
    rng.split('condition'),
  ]
  const normals = Float32Array.from({ length: rows * small.embeddingDim }, () => normal(noiseRng))
  const gumbels = new Float32Array(rows * width)
  fillUniform(uniformRng, gumbels)
  if (conditions.width === 0) return { rows, normal: normals, uniform: gumbels }
  const draw = samplingConditions(conditions)
  const uniform = new Float32Array(rows * (width + 1))
  for (let row = 0; row < rows; row++) {
    uniform.set(gumbels.subarray(row * width, (row + 1) * width), row * (width + 1))
    uniform[row * (width + 1) + width] = middleOf(draw(conditionRng))
  }
  return { rows, normal: normals, uniform }

  /** The uniform number in the middle of those that stand for a position. */
  function middleOf(position: number): number {
    const column = conditions.columns.findIndex(
      ({ start, cardinality }) => position >= start && position < start + cardinality,
    )
    const { start = 0, cardinality = 0 } = conditions.columns[column] ?? {}
    const own = conditions.counts.subarray(start, start + cardinality)
    const total = own.reduce((sum, count) => sum + count, 0)
    const before = own.subarray(0, position - start).reduce((sum, count) => sum + count, 0)
    return (column + (before + (own[position - start] ?? 0) / 2) / total) / conditions.columns.length
  }
}

/** The same operations in the same order; the library may choose other kernels for other shapes, which round differently. */
const tolerance = 1e-6

describe('an exported generator, run by ONNX Runtime alone', () => {
  test('draws what the model draws from the same noise', async () => {
    const { own, exported } = await drawBoth(mixedTable(400))
    expect(exported.columns.map(({ kind }) => kind)).toEqual([
      'id',
      'category',
      'number',
      'number',
      'number',
      'number',
      'category',
      'date',
    ])
    expect(shareOfDifferentCells(own, exported, tolerance)).toBe(0)
    const { own: others } = await drawBoth(mixedTable(400), 6)
    expect(shareOfDifferentCells(others, exported, tolerance)).toBeGreaterThan(0.3)
  })

  test('of a table without discrete columns too', async () => {
    const { own, exported } = await drawBoth(numericTable(300))
    expect(shareOfDifferentCells(own, exported, tolerance)).toBe(0)
  })
})

import { z } from 'zod'
import type { PreparedColumn, PreparedTable } from '../encoding/prepared.ts'
import { defineModel } from '../model/define-model.ts'
import type { Rng } from '../random/rng.ts'
import { fitResampling, restorePrepared } from './resample.ts'

/**
 * Every column uniform over its categories or between its extremes, missing at the real rate: what a table looks like of
 * which only the schema is known. The baseline of privacy metrics.
 */
export const uniform = defineModel({
  id: 'uniform',
  version: 1,
  options: z.strictObject({}),
  fit: async (prepared) => drawUniform(prepared),
  restore: async (state) => drawUniform(restorePrepared(state)),
})

function drawUniform(training: PreparedTable) {
  return fitResampling(training, (column, rows, rng) => uniformColumn(column, rows.length, rng))
}

function uniformColumn(column: PreparedColumn, count: number, rng: Rng): PreparedColumn {
  if (column.kind === 'discrete') {
    return { ...column, codes: Int32Array.from({ length: count }, () => rng.integer(column.cardinality)) }
  }
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  let missing = 0
  for (const value of column.values) {
    if (Number.isNaN(value)) missing++
    if (value < min) min = value
    if (value > max) max = value
  }
  const missingShare = missing / column.values.length
  // Weighted ends instead of min + u·(max − min), whose width overflows for columns near ±1e308.
  const draw = () => {
    const u = rng.uniform()
    return rng.uniform() < missingShare ? Number.NaN : min * (1 - u) + max * u
  }
  return { ...column, values: Float64Array.from({ length: count }, draw) }
}

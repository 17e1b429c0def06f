import { defineModel, type Fitted, type ModelState, type PreparedColumn } from '@tabricate/core'
import { z } from 'zod'

const options = z.strictObject({
  knots: z.int().min(2).default(1000).describe('Quantiles kept of every column.'),
})
const shapes = z.array(
  z.object({ name: z.string(), cardinality: z.int().default(0), hasMissing: z.boolean().default(false) }),
)

/** Every column by itself: codes and numbers by their quantiles, between numbers in a straight line. */
export const quantiles = defineModel<z.infer<typeof options>>({
  id: 'quantiles',
  version: 1,
  options,
  fit: async ({ columns }, { options: { knots } }) => {
    const tensors = columns.map((column) => quantilesOf(column, knots)).entries()
    return fitted({ meta: shapes.parse(columns), tensors: Object.fromEntries(tensors) })
  },
  restore: async (state) => fitted(state),
})

function quantilesOf(column: PreparedColumn, knots: number): Float64Array {
  // Missing cells are NaN, which sorts last: the topmost quantiles are theirs.
  const sorted = Float64Array.from(column.kind === 'discrete' ? column.codes : column.values).sort()
  return new Float64Array(knots).map(
    (_, i) => sorted[Math.round((i / (knots - 1)) * (sorted.length - 1))] ?? 0,
  )
}

function fitted(state: ModelState): Fitted {
  const columns = shapes.parse(state.meta)
  return {
    state: () => state,
    draw: (rowCount, rng) => ({
      rowCount,
      columns: columns.map(({ name, cardinality, hasMissing }, index): PreparedColumn => {
        const values = new Float64Array(rowCount).map(() => {
          const at = rng.uniform() * ((state.tensors[index]?.length ?? 1) - 1)
          const [low = 0, high = low] = state.tensors[index]?.subarray(Math.floor(at)) ?? []
          return cardinality > 0 ? low : low + (high - low) * (at % 1)
        })
        if (cardinality === 0) return { kind: 'continuous', name, values, spikes: [], hasMissing }
        return { kind: 'discrete', name, cardinality, codes: Int32Array.from(values) }
      }),
    }),
  }
}

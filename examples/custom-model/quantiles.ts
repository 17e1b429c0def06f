import { defineModel, type Fitted, type ModelState, type PreparedColumn } from '@tabricate/core'
import { z } from 'zod'

const options = z.strictObject({ knots: z.int().min(2).default(1000).describe('Quantiles a column.') })
const hasMissing = z.boolean().default(false)
const shapes = z.array(z.object({ name: z.string(), cardinality: z.int().default(0), hasMissing }))
/** Every column by itself: by quantiles, between numbers in a straight line. Missing (NaN) sorts last. */
export const quantiles = defineModel<z.infer<typeof options>>({
  id: 'quantiles',
  version: 1,
  options,
  async fit({ columns }, { options: { knots } }) {
    const tensors = columns.map((column) => quantilesOf(column, knots)).entries()
    return fitted({ meta: shapes.parse(columns), tensors: Object.fromEntries(tensors) })
  },
  restore: async (state) => fitted(state),
})

function quantilesOf(column: PreparedColumn, n: number): Float64Array {
  const sorted = Float64Array.from(column.kind === 'discrete' ? column.codes : column.values).sort()
  return new Float64Array(n).map((_, i) => sorted[Math.round((i / (n - 1)) * (sorted.length - 1))] ?? 0)
}

function fitted(state: ModelState): Fitted {
  const columns = shapes.parse(state.meta)
  const draw: Fitted['draw'] = (rowCount, rng) => ({
    rowCount,
    columns: columns.map(({ cardinality, ...rest }, index): PreparedColumn => {
      const knots = state.tensors[index] ?? new Float64Array(1)
      const values = new Float64Array(rowCount).map(() => {
        const at = rng.uniform() * (knots.length - 1)
        const [low = 0, high = low] = knots.subarray(Math.floor(at))
        return cardinality > 0 ? low : low + (high - low) * (at % 1)
      })
      if (cardinality === 0) return { kind: 'continuous', ...rest, values, spikes: [] }
      return { kind: 'discrete', name: rest.name, cardinality, codes: Int32Array.from(values) }
    }),
  })
  return { draw, state: () => state }
}

import { type Json, type ModelState, TabricateError, type Tensor } from '@tabricate/core'
import { z } from 'zod'
import type { ColumnStates } from './column-states.ts'
import type { Forest, ForestMixture } from './forest-mixture.ts'

/** Everything that rows are drawn from. */
export interface FittedMixture {
  readonly states: readonly ColumnStates[]
  readonly mixture: ForestMixture
}

const meta = z.strictObject({
  components: z.int().min(1),
  columns: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('discrete'), name: z.string(), count: z.int().min(1).max(65_536) }),
        z.strictObject({
          kind: z.literal('numeric'),
          name: z.string(),
          count: z.int().min(1).max(65_536),
          hasMissing: z.boolean(),
          spikes: z.array(z.number()),
        }),
      ]),
    )
    .min(1),
})

/** The state of a model file: the parts of all components one after the other. */
export function saveMixture({ states, mixture }: FittedMixture): ModelState {
  const tensors: Record<string, Tensor> = {
    weights: mixture.weights,
    parents: Int32Array.from(mixture.forests.flatMap(({ parents }) => Array.from(parents))),
    order: Int32Array.from(mixture.forests.flatMap(({ order }) => Array.from(order))),
    tables: concat(mixture.forests.flatMap(({ tables }) => tables)),
  }
  const columns = states.map((each, index): Json => {
    if (each.kind === 'discrete') return { kind: each.kind, name: each.name, count: each.count }
    tensors[`starts-${index}`] = each.starts
    tensors[`knots-${index}`] = each.knots
    const { kind, name, count, hasMissing, spikes } = each
    return { kind, name, count, hasMissing, spikes }
  })
  return { meta: { components: mixture.forests.length, columns }, tensors }
}

function concat(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** @throws TabricateError `MODEL_STATE_INVALID` */
export function restoreMixture(state: ModelState): FittedMixture {
  const parsed = meta.safeParse(state.meta)
  if (!parsed.success)
    throw new TabricateError('MODEL_STATE_INVALID', 'The description of the saved mixture is not readable.', {
      cause: parsed.error,
    })
  const { components, columns } = parsed.data
  const states = columns.map((each, index): ColumnStates => {
    if (each.kind === 'discrete') return each
    const [starts, knots] = [state.tensors[`starts-${index}`], state.tensors[`knots-${index}`]]
    const bins = each.count - (each.hasMissing ? 1 : 0)
    if (!(starts instanceof Int32Array) || !(knots instanceof Float64Array))
      throw damaged(`the bins of "${each.name}"`)
    const isAscending = starts.every((start, i) => (start === 0 ? i === 0 : start > (starts[i - 1] ?? 0)))
    if (starts.length !== bins + 1 || !isAscending || starts.at(-1) !== knots.length)
      throw damaged(`the bins of "${each.name}"`)
    return { ...each, starts, knots }
  })
  const { weights, parents, order, tables } = state.tensors
  const d = states.length
  if (!(weights instanceof Float64Array) || weights.length !== components) throw damaged('the weights')
  if (!(parents instanceof Int32Array) || parents.length !== components * d) throw damaged('the parents')
  if (!(order instanceof Int32Array) || order.length !== components * d) throw damaged('the order')
  if (!(tables instanceof Float32Array)) throw damaged('the tables')
  const stateCounts = states.map(({ count }) => count)
  let at = 0
  const forests = Array.from({ length: components }, (_, k): Forest => {
    const shape = { parents: parents.slice(k * d, (k + 1) * d), order: order.slice(k * d, (k + 1) * d) }
    checkShape(shape)
    const own = stateCounts.map((count, j) => {
      const length = count * (stateCounts[shape.parents[j] ?? -1] ?? 1)
      const table = tables.slice(at, at + length)
      at += length
      return table
    })
    return { ...shape, tables: own }
  })
  if (at !== tables.length) throw damaged('the tables')
  return { states, mixture: { stateCounts, weights, forests } }
}

/** Every column once, after its parent. */
function checkShape({ parents, order }: { readonly parents: Int32Array; readonly order: Int32Array }): void {
  const seen = new Set<number>()
  for (const j of order) {
    const parent = parents[j]
    if (parent === undefined || seen.has(j) || (parent !== -1 && !seen.has(parent)))
      throw damaged('the order')
    seen.add(j)
  }
}

function damaged(what: string): TabricateError {
  return new TabricateError(
    'MODEL_STATE_INVALID',
    `In the saved mixture, ${what} are missing or of the wrong size. Fit the model again.`,
  )
}

import type { PreparedColumn, PreparedCondition, PreparedTable, Rng } from '@tabricate/core'
import type { ColumnStates, NumericStates } from './column-states.ts'
import { conditionForests, type StateDraw } from './condition-forests.ts'
import { type ColumnEvidence, readEvidence } from './evidence.ts'
import type { ForestMixture } from './forest-mixture.ts'

/** Draws prepared rows from a mixture. */
export interface RowSource {
  /** `count` rows; where conditions can be satisfied, all of them satisfy them. */
  draw(count: number, rng: Rng, where: readonly PreparedCondition[]): PreparedTable
}

interface Plan {
  readonly draw: StateDraw
  readonly values: ReadonlyMap<number, NonNullable<ColumnEvidence['drawValue']>>
}

export function createRowSource(states: readonly ColumnStates[], mixture: ForestMixture): RowSource {
  const open = (where: readonly PreparedCondition[]): Plan => {
    const evidence = readEvidence(states, where)
    const draw = conditionForests(mixture, evidence)
    // Conditions that no row can satisfy are not aimed at: core says which they were.
    if (!draw.isPossible) return open([])
    const values = new Map<number, NonNullable<ColumnEvidence['drawValue']>>()
    for (const { column, drawValue } of evidence) if (drawValue !== undefined) values.set(column, drawValue)
    return { draw, values }
  }
  // The draws of one sample share their conditions, which are worked out once.
  const plans = new WeakMap<readonly PreparedCondition[], Plan>()
  let unconditional: Plan | undefined
  const planOf = (where: readonly PreparedCondition[]): Plan => {
    if (where.length === 0) {
      unconditional ??= open(where)
      return unconditional
    }
    const plan = plans.get(where) ?? open(where)
    plans.set(where, plan)
    return plan
  }
  return {
    draw(count, rng, where) {
      const plan = planOf(where)
      const codes = plan.draw.draw(count, rng.split('states'))
      const inside = rng.split('values')
      const columns = states.map((each, j): PreparedColumn => {
        const own = codes[j] ?? new Uint16Array(count)
        if (each.kind === 'discrete')
          return { kind: 'discrete', name: each.name, codes: Int32Array.from(own), cardinality: each.count }
        const { name, spikes, hasMissing } = each
        const values = drawValues(each, own, plan.values.get(j), inside.split(j))
        return { kind: 'continuous', name, values, spikes, hasMissing }
      })
      return { rowCount: count, columns }
    },
  }
}

function drawValues(
  states: NumericStates,
  codes: Uint16Array,
  drawValue: ColumnEvidence['drawValue'],
  rng: Rng,
): Float64Array {
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const state = codes[row] ?? 0
    values[row] = drawValue === undefined ? valueInside(states, state, rng) : drawValue(state, rng)
  }
  return values
}

function valueInside({ starts, knots }: NumericStates, state: number, rng: Rng): number {
  const from = starts[state] ?? 0
  const to = starts[state + 1]
  // Missing is the state after all others.
  if (to === undefined) return Number.NaN
  const segments = to - from - 1
  if (segments === 0) return knots[from] ?? 0
  const place = rng.uniform() * segments
  const segment = Math.floor(place)
  const [left, right] = [knots[from + segment] ?? 0, knots[from + segment + 1] ?? 0]
  return left + (place - segment) * (right - left)
}

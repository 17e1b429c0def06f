import { conditionOnPrepared, type PreparedCondition } from '../encoding/condition-on-prepared.ts'
import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import type { NumberRange } from '../encoding/prepared-intervals.ts'
import { combinationCells } from './combination-step.ts'
import type { Transformation } from './transformation.ts'

type Cell = string | number | boolean | null

/** A condition on a column of the real table. */
export interface RealCondition {
  readonly name: string
  readonly matches: (cell: Cell) => boolean
  readonly ranges: readonly NumberRange[] | undefined
}

/**
 * What conditions on columns of the real table mean for the prepared one: for columns that are learned as they are, and for combinations. Those
 * on columns that are computed from others say nothing that a model could aim at: rows are drawn until enough of them satisfy.
 */
export function guidedConditions(
  plan: PreparationPlan,
  transformation: Transformation | undefined,
  conditions: readonly RealCondition[],
): PreparedCondition[] {
  const computed = new Set<string>()
  const guides: PreparedCondition[] = []
  const add = (name: string, matches: RealCondition['matches'], ranges?: readonly NumberRange[]) => {
    const column = plan.schema.columns.findIndex((each) => each.name === name)
    const guide = conditionOnPrepared(plan, column, matches, ranges)
    if (guide !== undefined) guides.push(guide)
  }
  for (const step of transformation?.steps ?? []) {
    if (step.kind !== 'combination') {
      computed.add(step.derived.column)
      continue
    }
    for (const { name } of step.columns) computed.add(name)
    const inside = step.columns.flatMap(({ name }, index) =>
      conditions.filter((each) => each.name === name).map(({ matches }) => ({ matches, index })),
    )
    if (inside.length === 0) continue
    add(step.columns[0]?.name ?? '', (text) => {
      const cells = combinationCells(step, String(text))
      return inside.every(({ matches, index }) => matches(cells[index] ?? null))
    })
  }
  for (const { name, matches, ranges } of conditions) if (!computed.has(name)) add(name, matches, ranges)
  return guides
}

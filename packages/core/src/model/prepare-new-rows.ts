import { applyTransformation } from '../constraint/transformation.ts'
import { type PreparedRows, prepareWithPlan } from '../encoding/prepare-with-plan.ts'
import { matchColumns } from '../table/match-columns.ts'
import type { Table } from '../table/table.ts'
import type { SynthesizerSnapshot } from './model.ts'

/**
 * The rows of `table` as a fitted model knows rows ({@link prepareWithPlan}), constraints included.
 * @param table with all columns of the real one, by name, in any order
 * @throws TabricateError `INVALID_TABLE` when columns are missing or of another type
 */
export function prepareNewRows(
  { plan, transformation }: Pick<SynthesizerSnapshot, 'plan' | 'transformation'>,
  table: Table,
): PreparedRows {
  if (transformation === undefined) return prepareWithPlan(plan, table)
  return prepareWithPlan(
    plan,
    applyTransformation(transformation, matchColumns(table, transformation.schema)),
  )
}

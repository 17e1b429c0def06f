import type { CustomConstraint } from '../constraint/constraint.ts'
import { obeyingRows, type ViolatingRows } from '../constraint/obeying-rows.ts'
import { readConstraints } from '../constraint/read-constraints.ts'
import {
  applyTransformation,
  type Transformation,
  widenTransformation,
} from '../constraint/transformation.ts'
import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import { prepareWithPlan } from '../encoding/prepare-with-plan.ts'
import type { PreparedTable } from '../encoding/prepared.ts'
import { type UnknownCells, widenPlan } from '../encoding/widen-plan.ts'
import { type Issue, issuesError, TabricateError } from '../errors.ts'
import { matchColumns } from '../table/match-columns.ts'
import { selectRows, type Table } from '../table/table.ts'
import { requireConstraints } from './constraints-required.ts'
import type { Checkpoint, UnknownValues } from './model.ts'

export interface PrepareFurtherArguments {
  readonly constraints: readonly CustomConstraint[]
  readonly violatingRows: ViolatingRows
  readonly unknownValues: UnknownValues
  readonly onNotice: (notice: string) => void
}

/** New rows, prepared as those of the first fit. */
export interface PreparedFurther {
  readonly rowCount: number
  readonly prepared: PreparedTable
  readonly plan: PreparationPlan
  readonly transformation: Transformation | undefined
}

/**
 * Prepares rows for a training that goes on with them: the codes of the first fit, bounds that hold both tables' values.
 * @throws TabricateError `INVALID_TABLE` when columns differ or values are unknown, `CONSTRAINT_VIOLATED`, `CONSTRAINT_REQUIRED`,
 *   `MODEL_STATE_INVALID` for a checkpoint of an earlier version, which does not hold the encodings
 */
export function prepareFurtherRows(
  { encoding, constraints = [] }: Checkpoint,
  table: Table,
  { constraints: given, violatingRows, unknownValues, onNotice }: PrepareFurtherArguments,
): PreparedFurther {
  if (encoding === undefined) {
    throw new TabricateError(
      'MODEL_STATE_INVALID',
      'The checkpoint was written by an earlier version and does not hold how its rows were encoded: a training can go on from it (`fit`), but not with other rows. ' +
        'Go on with its own rows first, and use the checkpoint that this writes.',
    )
  }
  const { schema } = encoding.transformation ?? encoding.plan
  const rules = requireConstraints(constraints, given)
  const matched = { ...matchColumns(table, schema, { exact: true }), schema }
  const obeying = obeyingRows(matched, readConstraints(schema, rules), { violatingRows, onNotice })
  const transformation =
    encoding.transformation === undefined ? undefined : widenTransformation(encoding.transformation, obeying)
  const learned = transformation === undefined ? obeying : applyTransformation(transformation, obeying)
  const widened = widenPlan(encoding.plan, matchColumns(learned, encoding.plan.schema))
  const unknown = widened.unknown.map((cells) => ofCombinations(transformation, cells))
  const known = withoutUnknown(widened.table, unknown, unknownValues, onNotice)
  for (const notice of widened.notices) onNotice(notice)
  const { prepared } = prepareWithPlan(widened.plan, known)
  return { rowCount: known.rowCount, prepared, plan: widened.plan, transformation }
}

/** Combinations are named by their columns: their texts say nothing to people. */
function ofCombinations(transformation: Transformation | undefined, cells: UnknownCells): UnknownCells {
  for (const step of transformation?.steps ?? []) {
    if (step.kind !== 'combination' || step.columns[0]?.name !== cells.column) continue
    const column = step.columns.map(({ name }) => name).join(' and ')
    return { ...cells, column, values: ['a combination of values'] }
  }
  return cells
}

/** So many of a column's unknown categories are named. */
const valuesNamed = 5

function withoutUnknown(
  table: Table,
  unknown: readonly UnknownCells[],
  unknownValues: UnknownValues,
  onNotice: (notice: string) => void,
): Table {
  if (unknown.length === 0) return table
  const issues = unknown.map(({ column, rows, values }): Issue => {
    const named = values
      .slice(0, valuesNamed)
      .map((value) => (value === null ? 'missing' : JSON.stringify(value)))
    const more = values.length > named.length ? `, … (${values.length} in all)` : ''
    const message = `${rows.length} rows (the first is row ${(rows[0] ?? 0) + 1}) have what the first fit did not: ${named.join(', ')}${more}`
    return { path: ['columns', column], message }
  })
  if (unknownValues === 'refuse') {
    throw issuesError(
      'INVALID_TABLE',
      'The new rows have values that the model has no code for. Fit a model to old and new rows together, or have such rows dropped ' +
        "(unknownValues: 'drop')",
      issues,
    )
  }
  const dropped = new Set(unknown.flatMap(({ rows }) => rows))
  const rows = Int32Array.from({ length: table.rowCount }, (_, row) => row).filter((row) => !dropped.has(row))
  if (rows.length === 0)
    throw issuesError('INVALID_TABLE', 'No new row is left that the model has codes for', issues)
  onNotice(
    `${dropped.size} of ${table.rowCount} rows have values that the first fit did not have, and are not learned: ` +
      `${issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ')}.`,
  )
  return selectRows(table, rows)
}

import type { Constraint } from '../constraint/constraint.ts'
import { learnTransformation } from '../constraint/learn-transformation.ts'
import { obeyingRows, type ViolatingRows } from '../constraint/obeying-rows.ts'
import { rulesOf } from '../constraint/read-constraints.ts'
import { applyTransformation, type Transformation } from '../constraint/transformation.ts'
import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import { type PrepareOptions, prepareTable } from '../encoding/prepare-table.ts'
import type { PreparedTable } from '../encoding/prepared.ts'
import type { Table } from '../table/table.ts'

/** What a model is fitted to, and the way back from it. */
export interface PreparedReal {
  /** The rows of the real table that are learned. */
  readonly real: Table
  readonly prepared: PreparedTable
  readonly plan: PreparationPlan
  readonly transformation: Transformation | undefined
}

export interface PrepareRealArguments {
  readonly encoding: PrepareOptions
  readonly constraints: readonly Constraint[]
  readonly violatingRows: ViolatingRows
  readonly onNotice: (notice: string) => void
}

/**
 * Prepares a real table for a model: the rows that obey its constraints, learned so that drawn rows obey them too.
 * @throws TabricateError `CONSTRAINT_INVALID`, `CONSTRAINT_VIOLATED`, and what `prepareTable` throws
 */
export function prepareRealTable(
  table: Table,
  { encoding, constraints, violatingRows, onNotice }: PrepareRealArguments,
): PreparedReal {
  if (constraints.length === 0)
    return { real: table, ...prepareTable(table, encoding), transformation: undefined }
  const real = obeyingRows(table, constraints, { violatingRows, onNotice })
  const transformation = learnTransformation(real, rulesOf(constraints))
  if (transformation === undefined) return { real, ...prepareTable(real, encoding), transformation }
  const learned = applyTransformation(transformation, real)
  return { real, ...prepareTable(learned, encodingOfLearned(encoding, real, learned)), transformation }
}

/** What a user asked for concerning columns that are not learned by themselves says nothing any more. */
function encodingOfLearned(encoding: PrepareOptions, real: Table, learned: Table): PrepareOptions {
  const typeIn = (table: Table, name: string) => table.schema.columns.find((each) => each.name === name)?.type
  const stays = (name: string) => typeIn(learned, name) === typeIn(real, name)
  const { discrete, continuous, ...rest } = encoding
  return {
    ...rest,
    ...(discrete !== undefined && { discrete: discrete.filter(stays) }),
    ...(continuous !== undefined && { continuous: continuous.filter(stays) }),
  }
}

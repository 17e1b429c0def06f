import { type RevertedRows, revertTransformation, type Transformation } from '../constraint/transformation.ts'
import type { IdStreams } from '../encoding/id-stream.ts'
import type { PreparationPlan } from '../encoding/preparation-plan.ts'
import type { PreparedTable } from '../encoding/prepared.ts'
import { restoreTable } from '../encoding/restore-table.ts'
import type { Schema } from '../table/schema.ts'

/** The way from rows that a model drew to rows like the real ones. */
export interface RowRestorer {
  /** Of the real table. */
  readonly schema: Schema
  readonly transformation: Transformation | undefined
  /** Without `ids` they are missing. Rows marked 0 would leave the real range. */
  restore(drawn: PreparedTable, ids?: IdStreams): RevertedRows
}

export function createRestorer(
  plan: PreparationPlan,
  transformation: Transformation | undefined,
): RowRestorer {
  return {
    schema: (transformation ?? plan).schema,
    transformation,
    restore(drawn, ids) {
      const table = restoreTable(plan, drawn, ids)
      return transformation === undefined
        ? { table, marks: new Uint8Array(table.rowCount).fill(1) }
        : revertTransformation(transformation, table)
    },
  }
}

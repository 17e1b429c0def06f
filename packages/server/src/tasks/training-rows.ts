import { createRng, permutation, selectRows, splitRows, type Table } from '@tabricate/core'

/** At most so many rows are held out for a report, whatever the share. */
const maxHoldoutRows = 10_000

/** A seeded sample of a longer table, in its order. */
export function sampleRows(table: Table, maxRows: number, seed: number): Table {
  if (table.rowCount <= maxRows) return table
  const order = permutation(createRng(seed).split('training rows'), table.rowCount)
  return selectRows(table, order.slice(0, maxRows).sort())
}

export interface Split {
  readonly train: Table
  readonly holdout: Table | undefined
}

/** Rows that the model never sees, for the report's ceiling. */
export function cutHoldout(table: Table, share: number, seed: number): Split {
  const rows = Math.min(Math.floor(table.rowCount * share), maxHoldoutRows)
  if (rows === 0) return { train: table, holdout: undefined }
  return splitRows(table, { holdout: rows / table.rowCount, seed })
}

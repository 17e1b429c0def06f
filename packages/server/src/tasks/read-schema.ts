import { type Json, type Schema, TabricateError } from '@tabricate/core'

/** The schema that core wrote as JSON, after its way through the database. */
export function readSchema(json: Json): Schema {
  if (!isSchema(json)) throw new TabricateError('DEFECT', 'The stored schema of a dataset is not one.')
  return json
}

/** Only as far as it could have been damaged on the way: it was written by core, and the table is checked against it. */
function isSchema(value: unknown): value is Schema {
  if (typeof value !== 'object' || value === null || !('columns' in value)) return false
  return (
    Array.isArray(value.columns) &&
    value.columns.every(
      (column: unknown) => typeof column === 'object' && column !== null && 'type' in column,
    )
  )
}

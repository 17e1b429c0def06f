import { TabricateError } from '../errors.ts'
import { type RecordValue, tableRecords } from '../table/table-to-records.ts'
import type { CustomConstraint } from './constraint.ts'

/** A row as `tableToRecords` gives it: dates are texts in their column's format, `null` is missing. */
export type ConstrainedRow = { readonly [column: string]: RecordValue }

/**
 * A rule in code: rows that do not obey are drawn again. It lives in this process: a model file keeps its name, and loading the model
 * asks for it again. Ids are missing in the rows that it sees.
 * @example custom('no minors in the fleet', ({ age, fleet }) => fleet !== 'truck' || Number(age) >= 21)
 */
export function custom(name: string, obeys: (row: ConstrainedRow) => boolean): CustomConstraint {
  if (name === '') throw new TabricateError('CONSTRAINT_INVALID', 'A custom constraint needs a name.')
  return {
    kind: 'custom',
    name,
    check: (table) => Uint8Array.from(tableRecords(table), (row) => (obeys(row) ? 1 : 0)),
  }
}

import { type Issue, issuesError, TabricateError } from '../errors.ts'
import { selectRows, type Table } from '../table/table.ts'
import type { Constraint, Unique } from './constraint.ts'
import { formatConstraint } from './constraint-text.ts'
import { readConstraints } from './read-constraints.ts'
import { rowKeys } from './row-keys.ts'
import { rowTest } from './row-test.ts'

/** What becomes of real rows that break a constraint. */
export type ViolatingRows = 'refuse' | 'drop'

/** So many row numbers are named for each constraint. */
const rowsNamed = 5

/**
 * The rows of a real table that obey: a model that learned others would draw others. `fit` asks this of its table; ask before, where rows are
 * to be held out.
 *
 * With `violatingRows: 'drop'` rows that do not obey are left out, and `onNotice` is told; otherwise they are an error.
 * @throws TabricateError `CONSTRAINT_INVALID`; `CONSTRAINT_VIOLATED` with the number and the first of the rows for each constraint, also when none is left
 */
export function obeyingRows(
  table: Table,
  constraints: readonly Constraint[],
  {
    violatingRows = 'refuse',
    onNotice = () => undefined,
  }: { readonly violatingRows?: ViolatingRows; readonly onNotice?: (notice: string) => void } = {},
): Table {
  readConstraints(table.schema, constraints)
  const obeys = new Uint8Array(table.rowCount).fill(1)
  const issues = constraints.flatMap((constraint, index): Issue[] => {
    const marks =
      constraint.kind === 'unique'
        ? firstOfEach(table, constraint)
        : rowTest(constraint, table.schema)?.(table)
    const broken: number[] = []
    marks?.forEach((mark, row) => {
      if (mark === 1) return
      broken.push(row)
      obeys[row] = 0
    })
    return broken.length === 0
      ? []
      : [{ path: ['constraints', index], message: describe(constraint, broken, table) }]
  })
  if (issues.length === 0) return table
  const rows = Int32Array.from(obeys.keys()).filter((row) => obeys[row] === 1)
  if (violatingRows === 'refuse') {
    throw issuesError(
      'CONSTRAINT_VIOLATED',
      'Rows of the real table break the constraints. Mend the rows or the constraints, or ask for such rows to be dropped ' +
        "(violatingRows: 'drop')",
      issues,
    )
  }
  if (rows.length === 0) {
    throw new TabricateError(
      'CONSTRAINT_VIOLATED',
      'No row of the real table obeys all constraints, so there is nothing to learn.',
      { issues },
    )
  }
  const dropped = table.rowCount - rows.length
  onNotice(
    `${dropped} of ${table.rowCount} rows break constraints and are not learned: ${issues.map(({ message }) => message).join('; ')}.`,
  )
  return selectRows(table, rows)
}

function describe(constraint: Constraint, rows: readonly number[], table: Table): string {
  const named = rows.slice(0, rowsNamed).map((row) => row + 1)
  const list = `${named.join(', ')}${rows.length > named.length ? ', …' : ''}`
  return `${formatConstraint(constraint)} is broken by ${rows.length} of ${table.rowCount} rows (row ${list})`
}

/** Marks the rows that are the first of their kind. */
function firstOfEach(table: Table, { columns }: Unique): Uint8Array {
  const keyOf = rowKeys(table, columns)
  const seen = new Set<string>()
  const marks = new Uint8Array(table.rowCount).fill(1)
  for (let row = 0; row < table.rowCount; row++) {
    const key = keyOf(row)
    if (key === undefined) continue
    if (seen.has(key)) marks[row] = 0
    seen.add(key)
  }
  return marks
}

import type { PreparedColumn, PreparedTable } from '../encoding/prepared.ts'
import { type Issue, throwIssues } from '../errors.ts'

/** What a drawn column must agree with: the training column without its values. */
export type ColumnShape =
  | { readonly kind: 'discrete'; readonly name: string; readonly cardinality: number }
  | { readonly kind: 'continuous'; readonly name: string; readonly hasMissing: boolean }

/** The shape of each prepared column. */
export function columnShapes(prepared: PreparedTable): ColumnShape[] {
  return prepared.columns.map((column) =>
    column.kind === 'discrete'
      ? { kind: 'discrete', name: column.name, cardinality: column.cardinality }
      : { kind: 'continuous', name: column.name, hasMissing: column.hasMissing },
  )
}

/**
 * Checks what a plugin drew: right columns, right length, codes in range, numbers finite, missing only where allowed.
 * @throws TabricateError `DEFECT`: the fault is the plugin's, not the user's
 */
export function checkDraw(
  modelId: string,
  shapes: readonly ColumnShape[],
  drawn: PreparedTable,
  count: number,
): void {
  const issues: Issue[] = []
  if (drawn.columns.length !== shapes.length) {
    issues.push({ path: [], message: `${drawn.columns.length} columns instead of ${shapes.length}` })
  }
  shapes.forEach((shape, index) => {
    const column = drawn.columns[index]
    const message = column === undefined ? undefined : columnDefect(shape, column, count)
    if (message !== undefined) issues.push({ path: [shape.name], message })
  })
  throwIssues('DEFECT', `The model "${modelId}" drew rows that do not fit its training table`, issues)
}

function columnDefect(shape: ColumnShape, column: PreparedColumn, count: number): string | undefined {
  if (column.kind === 'discrete') {
    if (shape.kind !== 'discrete') return 'is discrete instead of continuous'
    if (column.codes.length !== count) return `${column.codes.length} rows instead of ${count}`
    const bad = column.codes.findIndex((code) => code < 0 || code >= shape.cardinality)
    return bad < 0 ? undefined : `row ${bad}: code ${column.codes[bad]} outside 0 … ${shape.cardinality - 1}`
  }
  if (shape.kind !== 'continuous') return 'is continuous instead of discrete'
  if (column.values.length !== count) return `${column.values.length} rows instead of ${count}`
  const bad = column.values.findIndex((value) =>
    Number.isNaN(value) ? !shape.hasMissing : !Number.isFinite(value),
  )
  return bad < 0 ? undefined : `row ${bad}: ${column.values[bad]}`
}

import { TabricateError } from '../errors.ts'
import type { Column } from '../table/column.ts'
import type { Table } from '../table/table.ts'
import type { IdStream, IdStreams } from './id-stream.ts'
import type { ColumnPlan, PreparationPlan } from './preparation-plan.ts'
import type { PreparedColumn, PreparedTable } from './prepared.ts'
import { restoreDate, restoreNumber } from './restore-cell.ts'

/**
 * The table that prepared rows stand for.
 *
 * `ids` makes ids, for the rows of one sample in turn ({@link openIdStreams}). Without it all ids are missing: for checks of
 * rows that may yet be dropped.
 *
 * @throws TabricateError `INVALID_OPTIONS` when a format has fewer ids than unique ones are needed;
 *   `DEFECT` when `prepared` lacks a column of the plan
 */
export function restoreTable(plan: PreparationPlan, prepared: PreparedTable, ids?: IdStreams): Table {
  const { rowCount } = prepared
  const columns = plan.columns.map((column, index) => {
    const source = column.preparedIndex === null ? undefined : prepared.columns[column.preparedIndex]
    return restoreColumn(column, source, rowCount, ids?.[index])
  })
  return { schema: plan.schema, columns, rowCount }
}

function restoreColumn(
  plan: ColumnPlan,
  source: PreparedColumn | undefined,
  rowCount: number,
  ids: IdStream | undefined,
): Column {
  switch (plan.kind) {
    case 'categories': {
      const codes = codesOf(plan, source)
      const { used, categories } = plan
      return { type: 'categorical', codes: codes.map((code) => used[code] ?? -1), categories }
    }
    case 'booleans': {
      const codes = codesOf(plan, source)
      return { type: 'boolean', codes: Int8Array.from(codes, (code) => plan.used[code] ?? -1) }
    }
    case 'distinct': {
      const table = Float64Array.from(plan.values)
      return {
        type: plan.type,
        values: mapToFloat64(codesOf(plan, source), (code) => table[code] ?? Number.NaN),
      }
    }
    case 'numbers':
      return { type: 'numerical', values: valuesOf(plan, source).map((value) => restoreNumber(plan, value)) }
    case 'dates':
      return { type: 'datetime', values: valuesOf(plan, source).map((value) => restoreDate(plan, value)) }
    case 'generated': {
      if (ids === undefined) return { type: 'id', values: new Array<null>(rowCount).fill(null) }
      const values = ids.take(rowCount)
      if (plan.preparedIndex === null) return { type: 'id', values }
      const states = codesOf(plan, source)
      return { type: 'id', values: values.map((id, row) => (states[row] === 1 ? null : id)) }
    }
    default:
      return plan satisfies never
  }
}

function mapToFloat64(codes: Int32Array, decode: (code: number) => number): Float64Array {
  const values = new Float64Array(codes.length)
  for (let row = 0; row < codes.length; row++) values[row] = decode(codes[row] ?? 0)
  return values
}

function codesOf(plan: ColumnPlan, source: PreparedColumn | undefined): Int32Array {
  if (source?.kind !== 'discrete') throw mismatch(plan, source, 'discrete')
  return source.codes
}

function valuesOf(plan: ColumnPlan, source: PreparedColumn | undefined): Float64Array {
  if (source?.kind !== 'continuous') throw mismatch(plan, source, 'continuous')
  return source.values
}

function mismatch(plan: ColumnPlan, source: PreparedColumn | undefined, wanted: string): TabricateError {
  return new TabricateError(
    'DEFECT',
    `Column "${plan.name}" should be ${wanted} column ${plan.preparedIndex} of the prepared table; found ${source?.kind ?? 'none'}.`,
  )
}

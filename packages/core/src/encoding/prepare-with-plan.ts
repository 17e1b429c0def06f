import { type Column, isMissing } from '../table/column.ts'
import { matchColumns } from '../table/match-columns.ts'
import type { Table } from '../table/table.ts'
import { indexOfSorted } from './distinct-values.ts'
import type { CategoriesPlan, ColumnPlan, PreparationPlan } from './preparation-plan.ts'
import type { PreparedColumn, PreparedTable } from './prepared.ts'

/** A table prepared as another one was. */
export interface PreparedRows {
  /** Codes of values that the other table did not have are −1; spikes are not listed. */
  readonly prepared: PreparedTable
  /** ln of the share of each row's categories among those that have the same code, summed; 0 where codes are not shared. */
  readonly logShares: Float64Array
}

/**
 * Prepares the rows of `table` as `plan` says: for questions to a fitted model about rows it has not seen.
 * @param table with all columns of the plan, by name, in any order
 * @throws TabricateError `INVALID_TABLE` when columns are missing or of another type
 */
export function prepareWithPlan(plan: PreparationPlan, table: Table): PreparedRows {
  const logShares = new Float64Array(table.rowCount)
  const matched = matchColumns(table, plan.schema)
  const columns: PreparedColumn[] = []
  for (const [index, columnPlan] of plan.columns.entries()) {
    const column = matched.columns[index]
    if (columnPlan.preparedIndex === null || column === undefined) continue
    columns[columnPlan.preparedIndex] = prepareColumn(columnPlan, column, logShares)
  }
  return { prepared: { rowCount: table.rowCount, columns }, logShares }
}

function prepareColumn(plan: ColumnPlan, column: Column, logShares: Float64Array): PreparedColumn {
  const { name, hasMissing } = plan
  const discrete = (count: number, codeOf: (row: number) => number): PreparedColumn => ({
    kind: 'discrete',
    name,
    cardinality: count + (hasMissing ? 1 : 0),
    codes: Int32Array.from(logShares, (_, row) =>
      !isMissing(column, row) ? codeOf(row) : hasMissing ? count : -1,
    ),
  })
  const continuous = (toPrepared: (value: number) => number): PreparedColumn => ({
    kind: 'continuous',
    name,
    values:
      column.type === 'numerical' || column.type === 'datetime'
        ? column.values.map(toPrepared)
        : new Float64Array(0),
    spikes: [],
    hasMissing,
  })
  switch (plan.kind) {
    case 'categories':
      return prepareCategories(plan, column, logShares, discrete)
    case 'booleans':
      return discrete(plan.used.length, (row) =>
        column.type === 'boolean' ? plan.used.indexOf(column.codes[row] ?? -1) : -1,
      )
    case 'distinct': {
      const values =
        column.type === 'numerical' || column.type === 'datetime' ? column.values : new Float64Array(0)
      return discrete(plan.values.length, (row) => indexOfSorted(plan.values, values[row] ?? Number.NaN))
    }
    case 'numbers':
      return continuous((value) => value)
    case 'dates':
      return continuous((date) => (date - plan.origin) / plan.resolution)
    case 'generated':
      return discrete(1, () => 0)
    default:
      return plan satisfies never
  }
}

function prepareCategories(
  { categories, used, groups }: CategoriesPlan,
  column: Column,
  logShares: Float64Array,
  discrete: (count: number, codeOf: (row: number) => number) => PreparedColumn,
): PreparedColumn {
  const own = column.type === 'categorical' ? column : { categories: [], codes: new Int32Array(0) }
  const places = new Map(used.map((category, place) => [categories[category] ?? '', place]))
  const placeOf = own.categories.map((category) => places.get(category) ?? -1)
  const placeIn = (row: number) => placeOf[own.codes[row] ?? -1] ?? -1
  if (groups === undefined) return discrete(used.length, placeIn)
  const totals = new Float64Array(groups.codeCount)
  groups.codes.forEach((code, place) => {
    totals[code] = (totals[code] ?? 0) + (groups.counts[place] ?? 0)
  })
  return discrete(groups.codeCount, (row) => {
    const place = placeIn(row)
    const code = groups.codes[place] ?? -1
    if (code < 0) return -1
    logShares[row] = (logShares[row] ?? 0) + Math.log((groups.counts[place] ?? 0) / (totals[code] ?? 1))
    return code
  })
}

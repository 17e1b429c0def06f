import { type Column, isMissing } from '../table/column.ts'
import type { Table } from '../table/table.ts'
import { distinctValues, nearestOfSorted } from './distinct-values.ts'
import { learnDecimals } from './number-rounding.ts'
import type {
  ColumnPlan,
  DatesPlan,
  GeneratedPlan,
  NumbersPlan,
  PreparationPlan,
} from './preparation-plan.ts'
import { continued } from './prepare-ids.ts'
import { extendRealValueFilter } from './real-value-filter.ts'

/** Cells that a plan has no code for. */
export interface UnknownCells {
  readonly column: string
  /** In order; numbers of rows, from 0. */
  readonly rows: readonly number[]
  /** The different categories among them; `null` = missing. */
  readonly values: readonly (string | null)[]
}

/** What a plan becomes for further rows. */
export interface WidenedPlan {
  readonly plan: PreparationPlan
  /** The rows, with numbers that the plan cannot say as the nearest that it can. */
  readonly table: Table
  readonly unknown: readonly UnknownCells[]
  /** What was changed, a sentence each. */
  readonly notices: readonly string[]
}

/**
 * The plan for rows like those that it was made for, with wider bounds where they need them: the prepared columns, and what their codes mean, stay
 * as they are. Numbers learned as codes go to the nearest code, dates before the first to the first. New ids are those of none of both tables.
 * @param table with the plan's columns, in its order
 */
export function widenPlan(plan: PreparationPlan, table: Table): WidenedPlan {
  const unknown: UnknownCells[] = []
  const notices: string[] = []
  const columns: Column[] = []
  const plans = plan.columns.map((columnPlan, index): ColumnPlan => {
    const column = table.columns[index]
    if (column === undefined) return columnPlan
    const widened = widenColumn(columnPlan, column)
    columns.push(widened.column)
    if (widened.moved > 0)
      notices.push(
        `Column "${columnPlan.name}": ${widened.moved} values that the first fit did not have are learned as the nearest that it had.`,
      )
    const cells = unknownCells(columnPlan, column)
    if (cells.rows.length > 0) unknown.push(cells)
    return widened.plan
  })
  return { plan: { ...plan, columns: plans }, table: { ...table, columns }, unknown, notices }
}

interface WidenedColumn {
  readonly plan: ColumnPlan
  readonly column: Column
  readonly moved: number
}

function widenColumn(plan: ColumnPlan, column: Column): WidenedColumn {
  switch (plan.kind) {
    case 'categories':
    case 'booleans':
      return { plan, column, moved: 0 }
    case 'generated':
      return { plan: widenIds(plan, column), column, moved: 0 }
    case 'distinct':
      return { plan, ...moveValues(column, (value) => nearestOfSorted(plan.values, value)) }
    case 'numbers':
      return { plan: widenNumbers(plan, presentValues(column)), column, moved: 0 }
    case 'dates': {
      const moved = moveValues(column, (value) => Math.max(plan.origin, value))
      return { plan: widenDates(plan, presentValues(moved.column)), ...moved }
    }
    default:
      return plan satisfies never
  }
}

function moveValues(column: Column, move: (value: number) => number): Omit<WidenedColumn, 'plan'> {
  if (column.type !== 'numerical' && column.type !== 'datetime') return { column, moved: 0 }
  let moved = 0
  const values = column.values.map((value) => {
    if (Number.isNaN(value)) return value
    const near = move(value)
    if (near !== value) moved++
    return near
  })
  return { column: { type: column.type, values }, moved }
}

/** Ascending and different. */
function presentValues(column: Column): Float64Array {
  return column.type === 'numerical' || column.type === 'datetime'
    ? distinctValues(column.values).values
    : new Float64Array(0)
}

function widenNumbers(plan: NumbersPlan, values: Float64Array): NumbersPlan {
  const [min, max] = [values[0], values.at(-1)]
  if (min === undefined || max === undefined) return plan
  const own = learnDecimals(values)
  return {
    ...plan,
    min: Math.min(plan.min, min),
    max: Math.max(plan.max, max),
    decimals: own === null || plan.decimals === null ? null : Math.max(own, plan.decimals),
    grid: plan.grid === null ? null : merged(plan.grid, values),
  }
}

function widenDates(plan: DatesPlan, values: Float64Array): DatesPlan {
  const steps = values.map((value) => Math.round((value - plan.origin) / plan.resolution))
  return {
    ...plan,
    last: Math.max(plan.last, steps.at(-1) ?? 0),
    grid: plan.grid === null ? null : merged(plan.grid, steps),
  }
}

function merged(grid: readonly number[], values: Float64Array): number[] {
  return [...new Set([...grid, ...values])].sort((a, b) => a - b)
}

function widenIds(plan: GeneratedPlan, column: Column): GeneratedPlan {
  const values = column.type === 'id' ? column.values : []
  const distinct = new Set(values.filter((value) => value !== null))
  return plan.format.kind === 'sequence'
    ? { ...plan, format: continued(plan.format, distinct) }
    : { ...plan, real: extendRealValueFilter(plan.real, distinct) }
}

function unknownCells(plan: ColumnPlan, column: Column): UnknownCells {
  const isKnown = knownCells(plan, column)
  const rows: number[] = []
  const values = new Set<string | null>()
  const rowCount = 'codes' in column ? column.codes.length : column.values.length
  for (let row = 0; row < rowCount; row++) {
    if (isKnown(row)) continue
    rows.push(row)
    values.add(isMissing(column, row) ? null : cellText(column, row))
  }
  return { column: plan.name, rows, values: [...values] }
}

function knownCells(plan: ColumnPlan, column: Column): (row: number) => boolean {
  // Of ids nothing is learned but whether they are missing, and that only where some were.
  if (plan.kind === 'generated') return () => true
  const isKnownPresent = knownPresentCells(plan, column)
  return (row) => (isMissing(column, row) ? plan.hasMissing : isKnownPresent(row))
}

function knownPresentCells(
  plan: Exclude<ColumnPlan, GeneratedPlan>,
  column: Column,
): (row: number) => boolean {
  if (plan.kind === 'categories' && column.type === 'categorical') {
    const used = new Set(plan.used.map((index) => plan.categories[index]))
    const known = column.categories.map((category) => used.has(category))
    return (row) => known[column.codes[row] ?? -1] ?? false
  }
  if (plan.kind === 'booleans' && column.type === 'boolean')
    return (row) => plan.used.includes(column.codes[row] ?? -1)
  // A column that was all missing has no value that others could be near to.
  if (plan.kind === 'distinct') return () => plan.values.length > 0
  return () => true
}

function cellText(column: Column, row: number): string {
  switch (column.type) {
    case 'categorical':
      return column.categories[column.codes[row] ?? -1] ?? ''
    case 'boolean':
      return column.codes[row] === 1 ? 'true' : 'false'
    case 'id':
      return column.values[row] ?? ''
    case 'numerical':
    case 'datetime':
      return String(column.values[row])
    default:
      return column satisfies never
  }
}

import type { Column } from '../table/column.ts'
import { getColumn, selectRows, type Table } from '../table/table.ts'

/** Rows with their target, a number or the code of a class; −1 = a class that the real table lacks. */
export interface TaskRows {
  readonly table: Table
  readonly targets: Float64Array
}

/** What a target can be predicted as, by its values in the real table. */
export type PredictionTask =
  | { readonly kind: 'regression'; readonly read: (table: Table) => TaskRows }
  | {
      readonly kind: 'classification'
      /** Names in the order of their codes, the rarest first. */
      readonly classes: readonly string[]
      readonly read: (table: Table) => TaskRows
    }
  | { readonly kind: 'impossible'; readonly reason: string }

/** More classes are names, not kinds; and every class costs as much as a binary target does. */
const maxClasses = 50

/**
 * Numbers and dates are predicted as numbers, unless they take two values only; everything else as classes. Rows whose target is
 * missing are left out by `read`.
 */
export function predictionTask(real: Table, target: string): PredictionTask {
  const { column } = getColumn(real, target)
  if (column.type === 'id') return { kind: 'impossible', reason: `The target "${target}" is an id.` }
  const counts = new Map<string, number>()
  const textOf = cellTexts(column)
  for (let row = 0; row < real.rowCount; row++) {
    const text = textOf(row)
    if (text !== null) counts.set(text, (counts.get(text) ?? 0) + 1)
  }
  if (counts.size === 0)
    return { kind: 'impossible', reason: `The target "${target}" has no values in the real table.` }
  if (counts.size === 1)
    return { kind: 'impossible', reason: `The target "${target}" has one value only in the real table.` }
  const isNumber = column.type === 'numerical' || column.type === 'datetime'
  if (isNumber && counts.size > 2)
    return { kind: 'regression', read: (table) => readRows(table, target, numbersOf) }
  if (counts.size > maxClasses)
    return {
      kind: 'impossible',
      reason: `The target "${target}" has ${counts.size} classes; more than ${maxClasses} are not predicted.`,
    }
  const classes = [...counts].sort(([, a], [, b]) => a - b).map(([name]) => name)
  const codes = new Map(classes.map((name, code) => [name, code]))
  const classesOf = (each: Column) => {
    const text = cellTexts(each)
    return (row: number) => {
      const name = text(row)
      return name === null ? Number.NaN : (codes.get(name) ?? -1)
    }
  }
  return { kind: 'classification', classes, read: (table) => readRows(table, target, classesOf) }
}

function readRows(
  table: Table,
  target: string,
  reader: (column: Column) => (row: number) => number,
): TaskRows {
  const read = reader(getColumn(table, target).column)
  const all = Float64Array.from({ length: table.rowCount }, (_, row) => read(row))
  const rows = Int32Array.from(all.keys()).filter((row) => !Number.isNaN(all[row] ?? Number.NaN))
  return { table: selectRows(table, rows), targets: Float64Array.from(rows, (row) => all[row] ?? 0) }
}

function numbersOf(column: Column): (row: number) => number {
  return (row) =>
    column.type === 'numerical' || column.type === 'datetime'
      ? (column.values[row] ?? Number.NaN)
      : Number.NaN
}

function cellTexts(column: Column): (row: number) => string | null {
  switch (column.type) {
    case 'numerical':
    case 'datetime':
      return (row) => {
        const value = column.values[row] ?? Number.NaN
        return Number.isNaN(value) ? null : String(value)
      }
    case 'categorical':
      return (row) => column.categories[column.codes[row] ?? -1] ?? null
    case 'boolean':
      return (row) => ['false', 'true'][column.codes[row] ?? -1] ?? null
    case 'id':
      return (row) => column.values[row] ?? null
    default:
      return column satisfies never
  }
}

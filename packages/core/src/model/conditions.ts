import type { NumberRange } from '../encoding/prepared-intervals.ts'
import { type Issue, throwIssues } from '../errors.ts'
import { knownNames } from '../known-names.ts'
import { cellNumber } from '../table/cell-number.ts'
import type { Column } from '../table/column.ts'
import type { ColumnSchema, Schema } from '../table/schema.ts'
import type { Table } from '../table/table.ts'

/** A cell as users write it: dates as ISO 8601 text or milliseconds since 1970; `null` = missing. */
export type CellValue = string | number | boolean | null

/** Both ends included; either may be left out. Numbers, or dates as ISO 8601 text. */
export interface RangeCondition {
  readonly min?: number | string
  readonly max?: number | string
}

/** One value, any of several, or a range. */
export type Condition = CellValue | readonly CellValue[] | RangeCondition

/** What must hold of a row, by column name; all conditions together. */
export type Where = { readonly [column: string]: Condition }

/**
 * Target shares by column and value, each from 0 to 1; what a column's shares leave goes to its other values, as they come. Several
 * columns are made independent of each other. Missing is the value `''`, where the column has no such category.
 */
export type Rebalance = { readonly [column: string]: { readonly [value: string]: number } }

/** A condition, read for one column of a schema. */
export interface ColumnCondition {
  readonly column: number
  readonly name: string
  /** Decides on a cell; dates as milliseconds since 1970. */
  readonly matches: (cell: CellValue) => boolean
  /** The numbers or dates that it accepts; undefined for other columns, and where that is not known. */
  readonly ranges: readonly NumberRange[] | undefined
}

/**
 * Reads `where` against a schema.
 * @throws TabricateError `CONDITION_INVALID` naming every column that does not exist, is generated, or has another type
 */
export function readWhere(schema: Schema, where: Where): ColumnCondition[] {
  const issues: Issue[] = []
  const conditions = Object.entries(where).flatMap(([name, condition]): ColumnCondition[] => {
    const column = schema.columns.findIndex((each) => each.name === name)
    const description = schema.columns[column]
    if (description === undefined) {
      issues.push({
        path: [name],
        message: `no such column; ${knownNames(
          name,
          schema.columns.map((each) => each.name),
        )}`,
      })
      return []
    }
    const problem = conditionProblem(description, condition)
    if (problem !== undefined) {
      issues.push({ path: [name], message: problem })
      return []
    }
    return [{ column, name, ...cellTest(description, condition) }]
  })
  throwIssues('CONDITION_INVALID', 'The conditions cannot be used', issues)
  return conditions
}

function conditionProblem(schema: ColumnSchema, condition: Condition): string | undefined {
  if (schema.type === 'id')
    return 'is an id column: its values are generated, not learned, so no condition can be set on it'
  if (isRange(condition)) {
    if (condition.min === undefined && condition.max === undefined)
      return 'a range needs `min`, `max` or both'
    if (schema.type !== 'numerical' && schema.type !== 'datetime') {
      return `a range needs a numerical or datetime column, this one is ${schema.type}`
    }
    const ends = [condition.min, condition.max].filter((end) => end !== undefined)
    const bad = ends.find((end) => Number.isNaN(cellNumber(schema, end)))
    return bad === undefined ? undefined : `${JSON.stringify(bad)} is not a ${schema.type} value`
  }
  const bad = toList(condition).find((value) => value !== null && !fits(schema, value))
  if (bad !== undefined) return `${JSON.stringify(bad)} is not a value of a ${schema.type} column`
  return toList(condition).length === 0 ? 'an empty list of values can never be met' : undefined
}

function fits(schema: ColumnSchema, value: string | number | boolean): boolean {
  switch (schema.type) {
    case 'numerical':
    case 'datetime':
      return typeof value !== 'boolean' && !Number.isNaN(cellNumber(schema, value))
    case 'boolean':
      return typeof value === 'boolean' || schema.words.includes(String(value))
    case 'categorical':
    case 'id':
      return true
    default:
      return schema satisfies never
  }
}

function cellTest(schema: ColumnSchema, condition: Condition): Pick<ColumnCondition, 'matches' | 'ranges'> {
  if (isRange(condition)) {
    const min = condition.min === undefined ? Number.NEGATIVE_INFINITY : cellNumber(schema, condition.min)
    const max = condition.max === undefined ? Number.POSITIVE_INFINITY : cellNumber(schema, condition.max)
    return {
      matches: (cell) => typeof cell === 'number' && cell >= min && cell <= max,
      ranges: [{ min, max }],
    }
  }
  const wanted = new Set(toList(condition).map((value) => (value === null ? null : toCell(schema, value))))
  const numbers = [...wanted].filter((cell) => typeof cell === 'number')
  const isNumeric = schema.type === 'numerical' || schema.type === 'datetime'
  return {
    matches: (cell) => wanted.has(cell),
    ranges: isNumeric ? numbers.map((value) => ({ min: value, max: value })) : undefined,
  }
}

function toCell(schema: ColumnSchema, value: string | number | boolean): CellValue {
  switch (schema.type) {
    case 'numerical':
    case 'datetime':
      return cellNumber(schema, value)
    case 'boolean':
      return typeof value === 'boolean' ? value : String(value) === schema.words[1]
    case 'categorical':
    case 'id':
      return String(value)
    default:
      return schema satisfies never
  }
}

function isRange(condition: Condition): condition is RangeCondition {
  return typeof condition === 'object' && condition !== null && !Array.isArray(condition)
}

function toList(condition: Exclude<Condition, RangeCondition>): readonly CellValue[] {
  return isList(condition) ? condition : [condition]
}

function isList(condition: Exclude<Condition, RangeCondition>): condition is readonly CellValue[] {
  return Array.isArray(condition)
}

/** Marks with 1 the rows of `table` that satisfy all conditions. */
export function matchRows(table: Table, conditions: readonly ColumnCondition[]): Uint8Array {
  const marks = new Uint8Array(table.rowCount).fill(1)
  for (const { column, matches } of conditions) {
    const values = table.columns[column]
    if (values !== undefined) markColumn(values, matches, marks)
  }
  return marks
}

function markColumn(column: Column, matches: (cell: CellValue) => boolean, marks: Uint8Array): void {
  switch (column.type) {
    case 'numerical':
    case 'datetime':
      column.values.forEach((value, row) => {
        if (!matches(Number.isNaN(value) ? null : value)) marks[row] = 0
      })
      return
    case 'categorical':
    case 'boolean': {
      const cells: readonly CellValue[] = column.type === 'boolean' ? [false, true] : column.categories
      const byCode = Uint8Array.from([null, ...cells], (cell) => (matches(cell) ? 1 : 0))
      for (let row = 0; row < marks.length; row++)
        if (byCode[(column.codes[row] ?? -1) + 1] === 0) marks[row] = 0
      return
    }
    case 'id':
      column.values.forEach((value, row) => {
        if (!matches(value)) marks[row] = 0
      })
      return
    default:
      column satisfies never
  }
}

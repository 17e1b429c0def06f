import { TabricateError } from '../errors.ts'
import { cellNumber } from '../table/cell-number.ts'
import type { Schema } from '../table/schema.ts'
import { getColumn, type Table } from '../table/table.ts'
import type { Constraint, LessThan, Range, SumOf } from './constraint.ts'

/** Marks with 1 the rows that obey a constraint, each row by itself. */
export type RowTest = (table: Table) => Uint8Array

/** Sums of numbers without a common rounding agree up to this share of the largest of them. */
const relativeTolerance = 1e-9

/** More than half a unit of the last decimal, by what sums of doubles are off. */
const roundingTolerance = 0.5 + 1e-6

/**
 * The test of a constraint on tables of this schema. `undefined` for what no row can be asked by itself: `unique`, and
 * `fixedCombinations`, which the real table obeys by definition and drawn rows by how they are made.
 */
export function rowTest(constraint: Constraint, schema: Schema): RowTest | undefined {
  switch (constraint.kind) {
    case 'lessThan':
      return lessThanTest(constraint)
    case 'range':
      return rangeTest(constraint, schema)
    case 'sumOf':
      return sumTest(constraint, schema)
    case 'custom':
      return (table) => customMarks(constraint.name, constraint.check(table), table.rowCount)
    case 'unique':
    case 'fixedCombinations':
      return undefined
    default:
      return constraint satisfies never
  }
}

/** The values of a column of numbers or dates. */
export function numbersOf(table: Table, name: string): Float64Array {
  const { column } = getColumn(table, name)
  if (column.type === 'numerical' || column.type === 'datetime') return column.values
  throw new TabricateError('DEFECT', `Column "${name}" is ${column.type} where numbers were expected.`)
}

function lessThanTest({ low, high, orEqual = false }: LessThan): RowTest {
  return (table) => {
    const [lows, highs] = [numbersOf(table, low), numbersOf(table, high)]
    return Uint8Array.from(lows, (x, row) => {
      const y = highs[row] ?? Number.NaN
      // Comparisons with NaN, which is missing, are false.
      return x > y || (!orEqual && x === y) ? 0 : 1
    })
  }
}

function rangeTest({ column: name, min, max }: Range, schema: Schema): RowTest {
  const column = schema.columns.find((each) => each.name === name)
  const read = (end: number | string | undefined, open: number) =>
    end === undefined || column === undefined ? open : cellNumber(column, end)
  const [least, greatest] = [read(min, Number.NEGATIVE_INFINITY), read(max, Number.POSITIVE_INFINITY)]
  return (table) =>
    Uint8Array.from(numbersOf(table, name), (value) => (value < least || value > greatest ? 0 : 1))
}

function sumTest({ total, parts }: SumOf, schema: Schema): RowTest {
  const column = schema.columns.find((each) => each.name === total)
  const decimals = column?.type === 'numerical' ? column.format.decimals : null
  return (table) => {
    const addends = parts.map((part) => numbersOf(table, part))
    return Uint8Array.from(numbersOf(table, total), (value, row) => {
      let sum = 0
      let largest = Math.abs(value)
      for (const addend of addends) {
        sum += addend[row] ?? Number.NaN
        largest = Math.max(largest, Math.abs(addend[row] ?? 0))
      }
      const tolerance = decimals === null ? relativeTolerance * largest : roundingTolerance * 10 ** -decimals
      return Math.abs(value - sum) > tolerance ? 0 : 1
    })
  }
}

function customMarks(name: string, marks: Uint8Array, rowCount: number): Uint8Array {
  if (marks.length === rowCount) return marks
  throw new TabricateError(
    'CONSTRAINT_INVALID',
    `The constraint "${name}" marked ${marks.length} rows of ${rowCount}: its check has to return a mark for each.`,
  )
}

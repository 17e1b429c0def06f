import { TabricateError } from '../errors.ts'
import type { Column, ColumnType } from '../table/column.ts'

/** A measured figure, or `null` and why it cannot be computed. Never NaN, never infinite. Plain JSON. */
export type MetricResult =
  | { readonly value: number }
  | {
      readonly value: null
      /** One sentence for people to read. */
      readonly reason: string
    }

/** What every metric tells of itself. */
export interface MetricDescription {
  /** The name in the field, as in SDMetrics where it comes from there. */
  readonly name: string
  /** Which end of `range` is good. */
  readonly goal: 'maximize' | 'minimize'
  /** Smallest and largest possible value. */
  readonly range: readonly [number, number]
}

/** Compares one column of the real table with the same column of the synthetic one. */
export interface ColumnMetric<Result extends MetricResult = MetricResult> extends MetricDescription {
  readonly appliesTo: readonly ColumnType[]
  /** @throws TabricateError `INVALID_TABLE` for a column type the metric does not apply to */
  readonly compute: (real: Column, synthetic: Column) => Result
}

/** Two columns of one table. */
export type ColumnPair = readonly [Column, Column]

/** Compares two columns of the real table with the same two of the synthetic one. */
export interface PairMetric<Result extends MetricResult = MetricResult> extends MetricDescription {
  readonly appliesTo: readonly [readonly ColumnType[], readonly ColumnType[]]
  /** @throws TabricateError `INVALID_TABLE` for column types the metric does not apply to */
  readonly compute: (real: ColumnPair, synthetic: ColumnPair) => Result
}

/** A comparison of two figures, with the figures. */
export type ComparisonResult = MetricResult & {
  readonly real: number | null
  readonly synthetic: number | null
}

/** `value` if it is a finite number, else `null` with the reason. */
export function measured(value: number, reason: string): MetricResult {
  return Number.isFinite(value) ? { value } : { value: null, reason }
}

/** The figure is undefined, and why. */
export function undefinedBecause(reason: string): { readonly value: null; readonly reason: string } {
  return { value: null, reason }
}

/** Mean of the values that are numbers; `null` with `reason` if there is none. */
export function meanOf(values: readonly (number | null)[], reason: string): MetricResult {
  let sum = 0
  let count = 0
  for (const value of values) {
    if (value === null) continue
    sum += value
    count++
  }
  return measured(sum / count, reason)
}

/** Numerical and datetime columns are continuous, categorical and boolean ones discrete; ids take no part. */
export function columnKind(type: ColumnType): 'continuous' | 'discrete' | 'ignored' {
  switch (type) {
    case 'numerical':
    case 'datetime':
      return 'continuous'
    case 'categorical':
    case 'boolean':
      return 'discrete'
    case 'id':
      return 'ignored'
    default:
      return type satisfies never
  }
}

export const continuousTypes: readonly ColumnType[] = ['numerical', 'datetime']
export const discreteTypes: readonly ColumnType[] = ['categorical', 'boolean']
export const allTypes: readonly ColumnType[] = [...continuousTypes, ...discreteTypes, 'id']

/** The numbers of a numerical or datetime column, NaN = missing. */
export function continuousValues(metric: string, column: Column): Float64Array {
  if (column.type === 'numerical' || column.type === 'datetime') return column.values
  throw notApplicable(metric, column, continuousTypes)
}

/** A column that takes categories or truth values. */
export type CodedColumn = Extract<Column, { readonly type: 'categorical' | 'boolean' }>

/** The column itself, if it is categorical or boolean. */
export function discreteColumn(metric: string, column: Column): CodedColumn {
  if (column.type === 'categorical' || column.type === 'boolean') return column
  throw notApplicable(metric, column, discreteTypes)
}

function notApplicable(metric: string, column: Column, types: readonly ColumnType[]): TabricateError {
  return new TabricateError(
    'INVALID_TABLE',
    `${metric} applies to ${types.join(' and ')} columns, but was given one of type ${column.type}.`,
  )
}

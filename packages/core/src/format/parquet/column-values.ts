import type { SchemaElement } from 'hyparquet'
import { cellWriter } from '../../table/cell-writer.ts'
import type { Column } from '../../table/column.ts'
import type { ColumnSchema } from '../../table/schema.ts'

/** A value as the Parquet writer takes it; null is missing. */
export type ParquetValue = number | bigint | boolean | string | null

/** How a column is written: its Parquet type, and a function from a column of that schema to the values of its rows. */
export interface ParquetColumnPlan {
  readonly element: SchemaElement
  valuesOf(column: Column): (row: number) => ParquetValue
}

/**
 * Numbers: whole ones INT64, others DOUBLE. Dates: DATE without, TIMESTAMP in milliseconds with a time of day, as UTC when the
 * format ends so; other times are texts. Booleans: BOOLEAN for true and false, INT64 for 1 and 0, else their words. Running numbers: INT64.
 * All other columns are texts.
 */
export function parquetColumnPlan(schema: ColumnSchema): ParquetColumnPlan {
  const base = { name: schema.name, repetition_type: 'OPTIONAL' } as const
  const text: ParquetColumnPlan = {
    element: { ...base, type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
    valuesOf: (column) => presentOnly(column, cellWriter(column, schema)),
  }
  const whole = { ...base, type: 'INT64' } as const
  switch (schema.type) {
    case 'numerical':
      if (schema.format.style === 'integer')
        return { element: whole, valuesOf: (column) => numbers(column, wholeNumber) }
      return { element: { ...base, type: 'DOUBLE' }, valuesOf: (column) => numbers(column, (value) => value) }
    case 'datetime':
      return datetimePlan(base, schema.format) ?? text
    case 'boolean': {
      const words = schema.words.join('/')
      if (words === '0/1') return { element: whole, valuesOf: (column) => codes(column, [0n, 1n]) }
      if (words.toLowerCase() !== 'false/true') return text
      return { element: { ...base, type: 'BOOLEAN' }, valuesOf: (column) => codes(column, [false, true]) }
    }
    case 'id':
      if (schema.format.kind !== 'sequence') return text
      return { element: whole, valuesOf: wholeTexts }
    case 'categorical':
      return text
    default:
      return schema satisfies never
  }
}

type Base = Pick<SchemaElement, 'name' | 'repetition_type'>

function datetimePlan(base: Base, format: string): ParquetColumnPlan | null {
  const isDay = /%Y/.test(format) && /%-?[mbB]/.test(format) && /%-?d/.test(format)
  // A literal offset is part of what was written, and would be lost.
  if (!isDay || /[+-]\d\d:?\d\d$/.test(format)) return null
  if (!/%-?[HI]/.test(format)) {
    const days = (value: number) => Math.floor(value / 86_400_000)
    return {
      element: { ...base, type: 'INT32', converted_type: 'DATE', logical_type: { type: 'DATE' } },
      valuesOf: (column) => numbers(column, days),
    }
  }
  const isAdjustedToUTC = /(?:Z|UTC|GMT)$/.test(format)
  const timestamp = { type: 'TIMESTAMP', isAdjustedToUTC, unit: 'MILLIS' } as const
  return {
    element: { ...base, type: 'INT64', logical_type: timestamp },
    valuesOf: (column) => numbers(column, BigInt),
  }
}

function numbers(column: Column, convert: (value: number) => ParquetValue): (row: number) => ParquetValue {
  if (column.type !== 'numerical' && column.type !== 'datetime') return () => null
  return (row) => {
    const value = column.values[row] ?? Number.NaN
    return Number.isNaN(value) ? null : convert(value)
  }
}

/** Throws a RangeError for what is not whole. */
function wholeNumber(value: number): bigint {
  return BigInt(value)
}

function codes(column: Column, values: readonly [ParquetValue, ParquetValue]): (row: number) => ParquetValue {
  return (row) => ('codes' in column ? (values[column.codes[row] ?? -1] ?? null) : null)
}

/** Throws a SyntaxError for a text that is no whole number. */
function wholeTexts(column: Column): (row: number) => ParquetValue {
  return (row) => {
    const value = column.type === 'id' ? (column.values[row] ?? null) : null
    return value === null ? null : BigInt(value)
  }
}

function presentOnly(column: Column, write: (row: number) => string): (row: number) => ParquetValue {
  if (column.type === 'id') return (row) => column.values[row] ?? null
  if ('codes' in column) return (row) => ((column.codes[row] ?? -1) < 0 ? null : write(row))
  return (row) => (Number.isNaN(column.values[row] ?? Number.NaN) ? null : write(row))
}

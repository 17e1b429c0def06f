import { TabricateError } from '../errors.ts'
import type { Column } from '../table/column.ts'
import { getColumn, type Table } from '../table/table.ts'
import { type Feature, type Features, maxCategories } from './features.ts'

/** Turns tables of the same columns into features. */
export interface FeatureEncoder {
  /** Columns are found by name. */
  encode(table: Table): Features
}

/**
 * Fixes how columns become features. Numbers and dates (milliseconds since 1970) stay numbers. Categories and truth values get
 * codes by frequency in `tables`, with missing as a category of its own; beyond {@link maxCategories} the rarest share one code.
 * @param tables those whose categories are known: others have code −1
 * @param names of the columns, none of them an id
 */
export function fitFeatureEncoder(tables: readonly Table[], names: readonly string[]): FeatureEncoder {
  const encoders = names.map((name) => fitColumn(tables.map((table) => getColumn(table, name).column)))
  return {
    encode: (table) => ({
      rowCount: table.rowCount,
      columns: encoders.map((encoder, i) => encoder(getColumn(table, names[i] ?? '').column)),
    }),
  }
}

type ColumnEncoder = (column: Column) => Feature

function fitColumn(columns: readonly Column[]): ColumnEncoder {
  const counts = new Map<string | null, number>()
  for (const column of columns) {
    if (column.type === 'numerical' || column.type === 'datetime') return encodeNumbers
    for (const [category, count] of countCategories(column))
      counts.set(category, (counts.get(category) ?? 0) + count)
  }
  const byFrequency = [...counts].sort(([, a], [, b]) => b - a)
  const codeOf = new Map(byFrequency.map(([category], i) => [category, Math.min(i, maxCategories - 1)]))
  const size = Math.min(counts.size, maxCategories)
  return (column) => {
    const categories = categoriesOf(column)
    // Shifted by one, so that missing, −1, finds 0.
    const newCodes = Int32Array.from([null, ...categories], (category) => codeOf.get(category) ?? -1)
    return {
      kind: 'category',
      codes: Int32Array.from(codesOf(column), (code) => newCodes[code + 1] ?? -1),
      size,
    }
  }
}

function encodeNumbers(column: Column): Feature {
  if (column.type === 'numerical' || column.type === 'datetime')
    return { kind: 'number', values: column.values }
  throw new TabricateError('DEFECT', `A ${column.type} column has no numbers.`)
}

/** Categories that occur, missing (`null`) among them, in order of their codes. */
function countCategories(column: Column): [string | null, number][] {
  const categories = categoriesOf(column)
  const counts = new Int32Array(categories.length + 1)
  for (const code of codesOf(column)) counts[code + 1] = (counts[code + 1] ?? 0) + 1
  return [null, ...categories].flatMap((category, i): [string | null, number][] => {
    const count = counts[i] ?? 0
    return count === 0 ? [] : [[category, count]]
  })
}

function codesOf(column: Column): Int32Array | Int8Array {
  if (column.type === 'categorical' || column.type === 'boolean') return column.codes
  throw new TabricateError('DEFECT', `A ${column.type} column has no categories.`)
}

function categoriesOf(column: Column): readonly string[] {
  if (column.type === 'categorical') return column.categories
  if (column.type === 'boolean') return ['false', 'true']
  throw new TabricateError('DEFECT', `A ${column.type} column has no categories.`)
}

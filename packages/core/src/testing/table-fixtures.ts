import { normal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import type { Column } from '../table/column.ts'
import type { ColumnSchema } from '../table/schema.ts'
import type { Table } from '../table/table.ts'

type Field = readonly [ColumnSchema, Column]

/** A table from its fields. */
export function tableOf(fields: readonly Field[], rowCount: number): Table {
  return {
    schema: { columns: fields.map(([schema]) => schema) },
    columns: fields.map(([, column]) => column),
    rowCount,
  }
}

const described = (name: string) => ({ name, reason: 'fixture', missing: '' })

export function numericalField(
  name: string,
  values: ArrayLike<number>,
  decimals: number | null = null,
): Field {
  const style = decimals === 0 ? 'integer' : 'shortest'
  return [
    { ...described(name), type: 'numerical', format: { style, decimals } },
    { type: 'numerical', values: Float64Array.from(values) },
  ]
}

/** `codes` index `categories`; −1 = missing. */
export function categoricalField(
  name: string,
  categories: readonly string[],
  codes: ArrayLike<number>,
): Field {
  return [
    { ...described(name), type: 'categorical' },
    { type: 'categorical', codes: Int32Array.from(codes), categories },
  ]
}

export function booleanField(name: string, codes: ArrayLike<number>): Field {
  return [
    { ...described(name), type: 'boolean', words: ['false', 'true'] },
    { type: 'boolean', codes: Int8Array.from(codes) },
  ]
}

/** Days since 1970-01-01; NaN = missing. */
export function dateField(name: string, days: ArrayLike<number>): Field {
  return [
    { ...described(name), type: 'datetime', format: '%Y-%m-%d' },
    { type: 'datetime', values: Float64Array.from(days, (day) => day * 86_400_000) },
  ]
}

export function idField(name: string, values: readonly string[]): Field {
  return [
    { ...described(name), type: 'id', unique: true, format: { kind: 'sequence', start: 1, step: 1 } },
    { type: 'id', values },
  ]
}

/**
 * A table with one column of every type, dependences between them, missing values, a spike at 0 and a rare category:
 * what every model must be able to learn. Names and categories are ones that break careless code.
 */
export function mixedTable(rowCount: number, seed = 1): Table {
  const rng = createRng(seed)
  const group = Int32Array.from({ length: rowCount }, () =>
    rng.uniform() < 0.02 ? 2 : rng.uniform() < 0.3 ? 1 : 0,
  )
  const shift = (row: number) => (group[row] ?? 0) * 4
  const column = (draw: (row: number) => number) =>
    Float64Array.from({ length: rowCount }, (_, row) => draw(row))
  return tableOf(
    [
      idField(
        'id',
        Array.from({ length: rowCount }, (_, row) => String(row + 1)),
      ),
      categoricalField('__proto__', ['plain', 'constructor', 'größer ≥ 5, "quoted"'], group),
      numericalField(
        'amount',
        column((row) => Math.round((normal(rng) + shift(row)) * 100) / 100),
        2,
      ),
      numericalField(
        'gain',
        column((row) =>
          rng.uniform() < 0.7 ? 0 : Math.round(1000 * Math.exp(normal(rng) + shift(row) / 8)),
        ),
        0,
      ),
      numericalField(
        'score',
        column((row) => (rng.uniform() < 0.1 + shift(row) / 20 ? Number.NaN : normal(rng))),
      ),
      numericalField(
        'children',
        column(() => rng.integer(5)),
        0,
      ),
      booleanField(
        'smoker',
        column((row) => (rng.uniform() < 0.05 ? -1 : rng.uniform() < 0.2 + shift(row) / 10 ? 1 : 0)),
      ),
      dateField(
        'since',
        column((row) => 18_000 + Math.round(100 * normal(rng) + 50 * shift(row))),
      ),
    ],
    rowCount,
  )
}

/** One continuous column and its noisy double: no discrete column at all. */
export function numericTable(rowCount: number, seed = 2): Table {
  const rng = createRng(seed)
  const x = Float64Array.from({ length: rowCount }, () => normal(rng))
  return tableOf(
    [
      numericalField('x', x),
      numericalField(
        'y',
        x.map((value) => 2 * value + 0.1 * normal(rng)),
      ),
    ],
    rowCount,
  )
}

/** Two dependent categorical columns: no continuous column at all. */
export function categoricalTable(rowCount: number, seed = 3): Table {
  const rng = createRng(seed)
  const a = Int32Array.from({ length: rowCount }, () => rng.integer(3))
  const b = a.map((code) => (rng.uniform() < 0.8 ? code : rng.integer(3)))
  return tableOf(
    [categoricalField('a', ['x', 'y', 'z'], a), categoricalField('b', ['1', '2', '3'], b)],
    rowCount,
  )
}

/** Columns without information: constant, all missing, one category, and one that is not. */
export function degenerateTable(rowCount: number): Table {
  const rows = { length: rowCount }
  return tableOf(
    [
      numericalField(
        'constant',
        Float64Array.from(rows, () => 3.5),
      ),
      numericalField(
        'nothing',
        Float64Array.from(rows, () => Number.NaN),
      ),
      categoricalField(
        'single',
        ['only'],
        Int32Array.from(rows, () => 0),
      ),
      categoricalField(
        'empty',
        [],
        Int32Array.from(rows, () => -1),
      ),
      dateField(
        'day',
        Float64Array.from(rows, () => 1),
      ),
      booleanField(
        'flag',
        Int8Array.from(rows, (_, row) => row % 2),
      ),
    ],
    rowCount,
  )
}

/** Names and categories of many scripts: right to left, combining marks, beyond the basic plane, white space. */
export function unicodeTable(rowCount: number): Table {
  const words = ['naïve', 'e\u0301', 'é', 'שלום', '名前', '👩‍👩‍👧', ' ', 'a\nb', 'null', '𐍈']
  return tableOf(
    [
      categoricalField(
        'Größe 📏',
        words,
        Int32Array.from({ length: rowCount }, (_, row) => row % words.length),
      ),
      numericalField(
        'اسم',
        Float64Array.from({ length: rowCount }, (_, row) => row / 7),
      ),
      categoricalField(
        'n\u0303',
        ['ñ', 'n\u0303'],
        Int32Array.from({ length: rowCount }, (_, row) => row % 2),
      ),
    ],
    rowCount,
  )
}

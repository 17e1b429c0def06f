import { shuffleColumns } from '../evaluation/shuffle-columns.ts'
import { uniformTable } from '../metrics/uniform-table.ts'
import { permutation } from '../random/distributions.ts'
import { createRng, type Rng } from '../random/rng.ts'
import type { Column } from '../table/column.ts'
import { concatTables } from '../table/concat-tables.ts'
import { selectRows, type Table } from '../table/table.ts'
import {
  categoricalTable,
  degenerateTable,
  idField,
  mixedTable,
  numericTable,
  tableOf,
  unicodeTable,
} from './table-fixtures.ts'

/** What a metric is asked about: tables of the same columns, and a generator for those that draw at random. */
export interface MetricTables {
  /** The rows learned. */
  readonly real: Table
  readonly synthetic: Table
  /** Real rows never seen. */
  readonly holdout: Table
  readonly rng: Rng
}

type Tables = Omit<MetricTables, 'rng'>

const rowCount = 400

/** Three tables of the same distribution: `synthetic` is as good as a synthetic table can be. */
export function alikeTables(): Tables {
  const rows = mixedTable(3 * rowCount)
  const [real, synthetic, holdout] = [0, 1, 2].map((part) =>
    selectRows(rows, range(part * rowCount, rowCount)),
  )
  if (real === undefined || synthetic === undefined || holdout === undefined) throw new Error('unreachable')
  return { real, synthetic, holdout }
}

/** Columns shuffled one by one: every distribution is kept, no dependence is. */
export function independentTables(): Tables {
  const tables = alikeTables()
  return { ...tables, synthetic: shuffleColumns(tables.synthetic, createRng(2)) }
}

/** Random values on the real ranges and categories: nothing else is kept. */
export function uniformTables(): Tables {
  const tables = alikeTables()
  return { ...tables, synthetic: uniformTable(tables.real, rowCount, createRng(3)) }
}

/** A share of the synthetic rows is replaced by real ones. */
export function copiedTables(share: number): Tables {
  const tables = alikeTables()
  const copied = Math.round(share * rowCount)
  const synthetic = concatTables([
    selectRows(tables.real, range(0, copied)),
    selectRows(tables.synthetic, range(copied, rowCount - copied)),
  ])
  return { ...tables, synthetic }
}

/** Tables that break careless code, by what is odd about them. */
export function oddTables(): readonly (readonly [string, Tables])[] {
  const like = (table: (rows: number, seed: number) => Table, rows = 60): Tables => ({
    real: table(rows, 1),
    synthetic: table(rows, 2),
    holdout: table(rows, 3),
  })
  const mixed = like(mixedTable)
  const empty = selectRows(mixed.real, range(0, 0))
  const missing = withoutValues(mixed.real)
  const ids = tableOf([idField('id', ['a', 'b'])], 2)
  return [
    ['numbers alone', like(numericTable)],
    ['categories alone', like(categoricalTable)],
    ['names of many scripts', like(unicodeTable)],
    ['columns without information', like(degenerateTable)],
    ['ids alone', { real: ids, synthetic: ids, holdout: ids }],
    ['one row', like(mixedTable, 1)],
    ['one synthetic row', { ...mixed, synthetic: selectRows(mixed.synthetic, range(0, 1)) }],
    ['no synthetic rows', { ...mixed, synthetic: empty }],
    ['no real rows', { ...mixed, real: empty }],
    ['no rows at all', { real: empty, synthetic: empty, holdout: empty }],
    ['no synthetic values', { ...mixed, synthetic: missing }],
    ['no real values', { ...mixed, real: missing }],
    ['no values at all', { real: missing, synthetic: missing, holdout: missing }],
  ]
}

/** The same rows in another order, and the same categories under other numbers. */
export function rearranged({ real, synthetic, holdout }: Tables): Tables {
  const rearrange = (table: Table, seed: number): Table => {
    const shuffled = selectRows(table, permutation(createRng(seed), table.rowCount))
    return { ...shuffled, columns: shuffled.columns.map(renumber) }
  }
  return { real: rearrange(real, 4), synthetic: rearrange(synthetic, 5), holdout: rearrange(holdout, 6) }
}

function renumber(column: Column): Column {
  if (column.type !== 'categorical') return column
  const last = column.categories.length - 1
  return {
    ...column,
    categories: column.categories.toReversed(),
    codes: column.codes.map((code) => (code < 0 ? code : last - code)),
  }
}

function withoutValues(table: Table): Table {
  const columns = table.columns.map((column): Column => {
    switch (column.type) {
      case 'numerical':
      case 'datetime':
        return { ...column, values: column.values.map(() => Number.NaN) }
      case 'categorical':
        return { ...column, codes: column.codes.map(() => -1) }
      case 'boolean':
        return { ...column, codes: column.codes.map(() => -1) }
      case 'id':
        return { ...column, values: column.values.map(() => null) }
      default:
        return column satisfies never
    }
  })
  return { ...table, columns }
}

function range(from: number, count: number): Int32Array {
  return Int32Array.from({ length: count }, (_, i) => from + i)
}

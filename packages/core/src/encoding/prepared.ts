/**
 * The first stage of encoding, shared by every model: missing values explicit, ids left out, dates as numbers of their
 * resolution, spikes named. A model learns a `PreparedTable` and draws one; what turns it back into a `Table` is the
 * preparation's plan.
 */

/** A column that takes one of `cardinality` values. Where the real column has missing cells, missing is one of them. */
export interface DiscreteColumn {
  readonly kind: 'discrete'
  readonly name: string
  /** 0 … cardinality − 1. */
  readonly codes: Int32Array
  readonly cardinality: number
}

/** A column of numbers. */
export interface ContinuousColumn {
  readonly kind: 'continuous'
  readonly name: string
  /** NaN = missing. */
  readonly values: Float64Array
  /** Values that take a large share of the rows and are to be reproduced exactly, ascending; they occur in `values` as they are. */
  readonly spikes: readonly number[]
  /** Whether the real column has missing cells: if not, a model must not draw any. */
  readonly hasMissing: boolean
}

export type PreparedColumn = DiscreteColumn | ContinuousColumn

/** What models learn from and draw: the same columns, in the same order, on both ways. */
export interface PreparedTable {
  readonly rowCount: number
  readonly columns: readonly PreparedColumn[]
}

/** The given rows of a prepared table, in that order; rows may repeat. */
export function selectPreparedRows(prepared: PreparedTable, rows: Int32Array): PreparedTable {
  const columns = prepared.columns.map((column): PreparedColumn => {
    if (column.kind === 'discrete') {
      const codes = new Int32Array(rows.length)
      for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i] ?? 0] ?? 0
      return { ...column, codes }
    }
    const values = new Float64Array(rows.length)
    for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i] ?? 0] ?? Number.NaN
    return { ...column, values }
  })
  return { rowCount: rows.length, columns }
}

/** The rows of several prepared tables of the same columns, one after the other. Of no tables: a table without columns. */
export function concatPreparedRows(tables: readonly PreparedTable[]): PreparedTable {
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0)
  const columns = (tables[0]?.columns ?? []).map((column, index): PreparedColumn => {
    const parts = tables.map((table) => table.columns[index])
    let at = 0
    if (column.kind === 'discrete') {
      const codes = new Int32Array(rowCount)
      for (const part of parts) {
        if (part?.kind !== 'discrete') continue
        codes.set(part.codes, at)
        at += part.codes.length
      }
      return { ...column, codes }
    }
    const values = new Float64Array(rowCount)
    for (const part of parts) {
      if (part?.kind !== 'continuous') continue
      values.set(part.values, at)
      at += part.values.length
    }
    return { ...column, values }
  })
  return { rowCount, columns }
}

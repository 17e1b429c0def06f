/**
 * The values of one column, stored by type.
 *
 * Missing is NaN in `Float64Array`s, −1 in code arrays and `null` in ids.
 */
export type Column =
  | { readonly type: 'numerical'; readonly values: Float64Array }
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  | { readonly type: 'datetime'; readonly values: Float64Array }
  /** `codes[row]` is an index into `categories`. */
  | { readonly type: 'categorical'; readonly codes: Int32Array; readonly categories: readonly string[] }
  /** 0 = false, 1 = true. */
  | { readonly type: 'boolean'; readonly codes: Int8Array }
  /** Keys and free text: generated anew, never learned. */
  | { readonly type: 'id'; readonly values: readonly (string | null)[] }

export type ColumnType = Column['type']

/** Number of rows of a column. */
export function columnLength(column: Column): number {
  return 'codes' in column ? column.codes.length : column.values.length
}

/** Is the cell missing? */
export function isMissing(column: Column, row: number): boolean {
  switch (column.type) {
    case 'numerical':
    case 'datetime':
      return Number.isNaN(column.values[row] ?? Number.NaN)
    case 'categorical':
    case 'boolean':
      return (column.codes[row] ?? -1) < 0
    case 'id':
      return (column.values[row] ?? null) === null
    default:
      return column satisfies never
  }
}

/** The rows named by `rows`, in that order; rows may repeat. */
export function takeRows(column: Column, rows: Int32Array): Column {
  switch (column.type) {
    case 'numerical':
    case 'datetime': {
      const values = new Float64Array(rows.length)
      for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i] ?? 0] ?? Number.NaN
      return { type: column.type, values }
    }
    case 'categorical': {
      const codes = new Int32Array(rows.length)
      for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i] ?? 0] ?? -1
      return { type: 'categorical', codes, categories: column.categories }
    }
    case 'boolean': {
      const codes = new Int8Array(rows.length)
      for (let i = 0; i < rows.length; i++) codes[i] = column.codes[rows[i] ?? 0] ?? -1
      return { type: 'boolean', codes }
    }
    case 'id':
      return { type: 'id', values: Array.from(rows, (row) => column.values[row] ?? null) }
    default:
      return column satisfies never
  }
}

import { TabricateError } from '../errors.ts'

/** A number per row, NaN = missing. */
export interface NumberFeature {
  readonly kind: 'number'
  readonly values: Float64Array
}

/** A category per row: codes 0 … `size` − 1, at most {@link maxCategories} of them; −1 = not seen when the codes were made. */
export interface CategoryFeature {
  readonly kind: 'category'
  readonly codes: Int32Array
  readonly size: number
}

export type Feature = NumberFeature | CategoryFeature

/** What a learner predicts from: one feature per column, all of `rowCount` rows. */
export interface Features {
  readonly columns: readonly Feature[]
  readonly rowCount: number
}

/** A code and a mark for codes not seen fit into one byte. */
export const maxCategories = 255

/** The rows named by `rows`, in that order. */
export function selectFeatureRows(features: Features, rows: Int32Array): Features {
  const columns = features.columns.map((feature): Feature => {
    switch (feature.kind) {
      case 'number':
        return { kind: 'number', values: Float64Array.from(rows, (row) => feature.values[row] ?? Number.NaN) }
      case 'category':
        return { ...feature, codes: Int32Array.from(rows, (row) => feature.codes[row] ?? -1) }
      default:
        return feature satisfies never
    }
  })
  return { columns, rowCount: rows.length }
}

/** The rows of `first`, then those of `second`. Both must come from one encoder. */
export function concatFeatures(first: Features, second: Features): Features {
  const columns = first.columns.map((feature, i): Feature => {
    const other = second.columns[i]
    if (feature.kind === 'number' && other?.kind === 'number') {
      const values = new Float64Array(feature.values.length + other.values.length)
      values.set(feature.values)
      values.set(other.values, feature.values.length)
      return { kind: 'number', values }
    }
    if (feature.kind === 'category' && other?.kind === 'category' && feature.size === other.size) {
      const codes = new Int32Array(feature.codes.length + other.codes.length)
      codes.set(feature.codes)
      codes.set(other.codes, feature.codes.length)
      return { kind: 'category', codes, size: feature.size }
    }
    throw new TabricateError('DEFECT', `Features ${i} of the two tables are of different kinds.`)
  })
  return { columns, rowCount: first.rowCount + second.rowCount }
}

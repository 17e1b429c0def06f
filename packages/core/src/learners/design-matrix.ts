/**
 * Notation
 *   n, p    rows, and columns of the design: one per number, one per category, and the intercept last
 *   X       n × p: numbers centred and scaled, missing ones at the mean; 1 in the column of a row's category, 0 in those of others;
 *           1 in the intercept. Never stored in full
 */
import type { Feature, Features } from './features.ts'

/** How numbers are centred and scaled: by mean and standard deviation, or by median and interquartile range. */
export type Scaling = 'standard' | 'robust'

/** X for some rows. */
export interface DesignRows {
  readonly rowCount: number
  /** Adds X v to `target`; v has length p. */
  addProduct(v: Float64Array, target: Float64Array): void
  /** Adds Xᵀ r to `target`; r has length n. */
  addTransposedProduct(r: Float64Array, target: Float64Array): void
}

/** How features become X. */
export interface Design {
  /** p. */
  readonly width: number
  rows(features: Features): DesignRows
}

/** Takes the scales of numbers from `features`. */
export function fitDesign(features: Features, scaling: Scaling): Design {
  const widths = features.columns.map((feature) => (feature.kind === 'number' ? 1 : feature.size))
  const encoders = features.columns.map((feature) =>
    feature.kind === 'number' ? numberEncoder(feature.values, scaling) : encodeCategories,
  )
  const intercept = widths.reduce((sum, width) => sum + width, 0)
  return {
    width: intercept + 1,
    rows({ columns, rowCount }) {
      let first = 0
      const parts = columns.map((feature, i) => {
        const part = { first, ...(encoders[i] ?? encodeCategories)(feature) }
        first += widths[i] ?? 0
        return part
      })
      return {
        rowCount,
        addProduct(v, target) {
          const constant = v[intercept] ?? 0
          for (let row = 0; row < rowCount; row++) target[row] = (target[row] ?? 0) + constant
          for (const part of parts) part.addProduct(v, part.first, target)
        },
        addTransposedProduct(r, target) {
          for (let row = 0; row < rowCount; row++)
            target[intercept] = (target[intercept] ?? 0) + (r[row] ?? 0)
          for (const part of parts) part.addTransposedProduct(r, target, part.first)
        },
      }
    },
  }
}

/** The columns of X that one feature fills, beginning with `first`. */
interface DesignPart {
  addProduct(v: Float64Array, first: number, target: Float64Array): void
  addTransposedProduct(r: Float64Array, target: Float64Array, first: number): void
}

function encodeCategories(feature: Feature): DesignPart {
  const codes = feature.kind === 'category' ? feature.codes : new Int32Array(0)
  return {
    addProduct(v, first, target) {
      for (let row = 0; row < codes.length; row++) {
        const code = codes[row] ?? -1
        if (code >= 0) target[row] = (target[row] ?? 0) + (v[first + code] ?? 0)
      }
    },
    addTransposedProduct(r, target, first) {
      for (let row = 0; row < codes.length; row++) {
        const code = codes[row] ?? -1
        if (code >= 0) target[first + code] = (target[first + code] ?? 0) + (r[row] ?? 0)
      }
    },
  }
}

function numberEncoder(fitted: Float64Array, scaling: Scaling): (feature: Feature) => DesignPart {
  const { mean, center, scale } = locate(
    fitted.filter((value) => !Number.isNaN(value)),
    scaling,
  )
  return (feature) => {
    const values = feature.kind === 'number' ? feature.values : new Float64Array(0)
    const scaled = values.map((value) => clamp(((Number.isNaN(value) ? mean : value) - center) / scale))
    return {
      addProduct(v, first, target) {
        const factor = v[first] ?? 0
        for (let row = 0; row < scaled.length; row++)
          target[row] = (target[row] ?? 0) + factor * (scaled[row] ?? 0)
      },
      addTransposedProduct(r, target, first) {
        let sum = 0
        for (let row = 0; row < scaled.length; row++) sum += (r[row] ?? 0) * (scaled[row] ?? 0)
        target[first] = (target[first] ?? 0) + sum
      },
    }
  }
}

/** Farther out than this many spreads, one value would outweigh all others. */
const farthest = 1000

function clamp(value: number): number {
  return Math.min(Math.max(value, -farthest), farthest)
}

function locate(values: Float64Array, scaling: Scaling): { mean: number; center: number; scale: number } {
  if (values.length === 0) return { mean: 0, center: 0, scale: 1 }
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  // Differences first, relative to the largest, so that squares of huge values stay finite.
  const reach = values.reduce((largest, value) => Math.max(largest, Math.abs(value - mean)), 0) || 1
  const variance = values.reduce((sum, value) => sum + ((value - mean) / reach) ** 2, 0) / values.length
  const deviation = reach * Math.sqrt(variance) || 1
  if (scaling === 'standard') return { mean, center: mean, scale: deviation }
  const sorted = values.slice().sort()
  const quantile = (share: number) => {
    const position = share * (sorted.length - 1)
    const below = sorted[Math.floor(position)] ?? 0
    return below + (position - Math.floor(position)) * ((sorted[Math.ceil(position)] ?? 0) - below)
  }
  // Where the middle half is one value, the range would be 0.
  return { mean, center: quantile(0.5), scale: quantile(0.75) - quantile(0.25) || deviation }
}

/**
 * Notation
 *   x            a value;  μ_k, σ_k  mean and standard deviation of Gaussian mode k
 *   α_k          (x − μ_k) / (4·σ_k), position within the mode, clipped to ±.99
 *   ρ_k          probability of mode k given x, plus 1e-6, renormalised
 *
 * Section 4.2 of the CTGAN paper (see `span-encoder.ts`). Two things differ from the reference: components that are not
 * modes take no part in ρ, and only modes that hold x without clipping are drawn (of several). So values decode to
 * themselves, save those beyond all modes, which go to the mode
 * in whose deviations they are nearest.
 */

import { TabricateError } from '../errors.ts'
import type { Rng } from '../random/rng.ts'
import { indexOfSorted, nearestOfSorted } from './distinct-values.ts'
import type { PreparedTable } from './prepared.ts'
import type { ColumnEncoder, GaussianModes, SpanEncoder } from './span-encoder.ts'
import { allocateSpanRows, type EncodedTable } from './span-layout.ts'

/** Standard deviations that a position of 1 stands for. */
export const deviationsAtOne = 4

const positionLimit = 0.99
const smallestShare = 1e-6

/**
 * Encodes a prepared table; the mode of each value is drawn.
 * @throws TabricateError `DEFECT` when the columns are not those the encoder was fitted to
 */
export function encodeSpans(encoder: SpanEncoder, prepared: PreparedTable, rng: Rng): EncodedTable {
  const { layout, columns } = encoder
  const rows = allocateSpanRows(layout, prepared.rowCount)
  let nextCodes = 0
  let nextScalars = 0
  columns.forEach((column, index) => {
    const source = prepared.columns[index]
    const codes = rows.codes[nextCodes++] ?? new Int32Array(0)
    if (column.kind === 'discrete' && source?.kind === 'discrete') codes.set(source.codes)
    else if (column.kind === 'continuous' && source?.kind === 'continuous') {
      const hasScalar = column.modes.means.length > 0
      const scalars = hasScalar ? rows.scalars[nextScalars++] : undefined
      encodeContinuous(column, source.values, rng.split(index), codes, scalars ?? new Float32Array(0))
    } else {
      throw new TabricateError(
        'DEFECT',
        `Column ${index} should be ${column.kind} "${column.name}"; found ${source?.kind ?? 'none'}.`,
      )
    }
  })
  return { ...rows, layout }
}

function encodeContinuous(
  { modes, spikes, hasMissing, name }: ColumnEncoder & { readonly kind: 'continuous' },
  values: Float64Array,
  rng: Rng,
  codes: Int32Array,
  scalars: Float32Array,
): void {
  const modeCount = modes.means.length
  const drawMode = createModeDraw(modes, rng)
  for (let row = 0; row < values.length; row++) {
    const x = values[row] ?? Number.NaN
    if (Number.isNaN(x) && hasMissing) {
      codes[row] = modeCount + spikes.length
      continue
    }
    // Rows that the encoder was not fitted to may have others where all of its values are spikes.
    const known = modeCount === 0 ? nearestOfSorted(spikes, x) : x
    const spike = spikes.length === 0 ? -1 : indexOfSorted(spikes, known)
    if (spike >= 0) {
      codes[row] = modeCount + spike
      continue
    }
    if (modeCount === 0 || Number.isNaN(x)) {
      throw new TabricateError(
        'DEFECT',
        `Column "${name}", row ${row}: ${x} is none of the values the encoder was fitted to.`,
      )
    }
    const mode = drawMode(x)
    const position =
      (x - (modes.means[mode] ?? 0)) / (deviationsAtOne * (modes.standardDeviations[mode] ?? 1))
    codes[row] = mode
    scalars[row] = Math.max(-positionLimit, Math.min(positionLimit, position))
  }
}

function createModeDraw(modes: GaussianModes, rng: Rng): (x: number) => number {
  const means = Float64Array.from(modes.means)
  const deviations = Float64Array.from(modes.standardDeviations)
  const offsets = Float64Array.from(modes.logOffsets)
  const count = means.length
  const reach = positionLimit * deviationsAtOne
  const distances = new Float64Array(count)
  const shares = new Float64Array(count)
  return (x) => {
    let largest = Number.NEGATIVE_INFINITY
    let nearest = 0
    for (let k = 0; k < count; k++) {
      const distance = Math.abs(x - (means[k] ?? 0)) / (deviations[k] ?? 1)
      const log = (offsets[k] ?? 0) - 0.5 * distance * distance
      distances[k] = distance
      shares[k] = log
      if (log > largest) largest = log
      if (distance < (distances[nearest] ?? 0)) nearest = k
    }
    if ((distances[nearest] ?? 0) > reach) return nearest
    let sum = 0
    for (let k = 0; k < count; k++) {
      const share = Math.exp((shares[k] ?? 0) - largest)
      shares[k] = share
      sum += share
    }
    let total = 0
    for (let k = 0; k < count; k++) {
      if ((distances[k] ?? 0) <= reach) total += (shares[k] ?? 0) / sum + smallestShare
    }
    let left = rng.uniform() * total
    for (let k = 0; k < count; k++) {
      if ((distances[k] ?? 0) > reach) continue
      left -= (shares[k] ?? 0) / sum + smallestShare
      if (left < 0) return k
    }
    return nearest
  }
}

/**
 * Notation
 *   n     rows so far;  k  rows of the sample
 *   u_i   a uniform number drawn for row i, its key
 *   The rows of the k smallest keys are a uniform sample without replacement of the n rows (bottom-k sketch; E. Cohen, H. Kaplan,
 *   "Summarizing data using bottom-k sketches", PODC 2007). Candidates are gathered up to 2k and then cut to k, so each of the
 *   about k (1 + ln(n / k)) candidates costs constant time.
 */

import { TabricateError } from '../errors.ts'
import { createRng, type Rng } from '../random/rng.ts'

/** How many rows of a long file are read. */
export interface RowSampleOptions {
  /** Read a uniform random sample of so many rows, in the file's order, from 1 on; a file of fewer rows is read as a whole. Default: all rows. */
  readonly sampleRows?: number
  /** At most so many cells: the sample of a wide table has fewer rows, but one at least. Default: any number. */
  readonly sampleCells?: number
  /** Of the sample: any finite number; the same seed takes the same rows. Default 0. */
  readonly seed?: number
}

/** Decides row by row whether a row may belong to the sample. Whoever uses it keeps the rows it takes, in order. */
export interface RowSampler {
  /** Whether the next row is to be kept, for now. */
  takes(): boolean
  /** Which of the rows kept (from 0, ascending) are to stay, once there are too many; else null. To be asked after each row taken. */
  surplus(): Int32Array | null
  /** Which of the rows kept are the sample. */
  finish(): Int32Array
  /** Rows seen. */
  rowCount(): number
  /** Places of the rows kept among those seen, from 0, ascending. */
  places(): Float64Array
}

/** A sampler of `count` rows. */
export function createRowSampler(count: number, rng: Rng): RowSampler {
  let keys = new Float64Array(16)
  let places = new Float64Array(16)
  let kept = 0
  let seen = 0
  /** No row with a greater key can be in the sample. */
  let greatest = 1

  /** The rows of the smallest keys stay; gives where they were. */
  function cut(): Int32Array {
    const staying = new Int32Array(Math.min(count, kept))
    if (kept > count) greatest = keys.slice(0, kept).sort()[count - 1] ?? 1
    let next = 0
    for (let row = 0; row < kept && next < staying.length; row++) {
      const key = keys[row] ?? 0
      if (key > greatest) continue
      keys[next] = key
      places[next] = places[row] ?? 0
      staying[next++] = row
    }
    kept = next
    return staying.subarray(0, next)
  }

  return {
    takes() {
      const key = rng.uniform()
      const place = seen++
      if (key >= greatest) return false
      if (kept === keys.length) {
        keys = grown(keys)
        places = grown(places)
      }
      keys[kept] = key
      places[kept] = place
      kept++
      return true
    },
    surplus: () => (kept >= 2 * count ? cut() : null),
    finish: cut,
    rowCount: () => seen,
    places: () => places.slice(0, kept),
  }
}

/**
 * The sampler that options ask for, of a table of `width` columns; null when all rows are to be read.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function rowSamplerOf(
  { sampleRows, sampleCells = Number.POSITIVE_INFINITY, seed = 0 }: RowSampleOptions,
  width: number,
): RowSampler | null {
  if (!Number.isFinite(seed))
    throw new TabricateError('INVALID_OPTIONS', `seed must be a finite number; it is ${seed}.`)
  if (sampleRows === undefined) return null
  if (!Number.isSafeInteger(sampleRows) || sampleRows < 1) {
    throw new TabricateError(
      'INVALID_OPTIONS',
      `sampleRows must be a whole number from 1 on; it is ${sampleRows}.`,
    )
  }
  if (!(sampleCells >= 1))
    throw new TabricateError('INVALID_OPTIONS', `sampleCells must be 1 or more; it is ${sampleCells}.`)
  const fitting = Math.max(1, Math.floor(sampleCells / Math.max(1, width)))
  return createRowSampler(Math.min(sampleRows, fitting), createRng(seed).split('sample'))
}

/** The places, ascending, of a sample of `rowCount` rows: those that {@link createRowSampler} takes row by row. */
export function samplePlaces(rowCount: number, sampler: RowSampler): Float64Array {
  for (let row = 0; row < rowCount; row++) if (sampler.takes()) sampler.surplus()
  sampler.finish()
  return sampler.places()
}

function grown(from: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  const to = new Float64Array(from.length * 2)
  to.set(from)
  return to
}

import { type PreparedTable, selectPreparedRows } from '../encoding/prepared.ts'
import { permutation } from '../random/distributions.ts'
import type { Rng } from '../random/rng.ts'
import { createQualityProbe, type QualityProbe } from './quality-probe.ts'

/** Rows held out: below the least, a probe would be noise; more than the most tells no more. */
const minRows = 100
const maxRows = 2000

/** What a model learns from, and what judges it meanwhile. */
export interface ValidationSplit {
  readonly training: PreparedTable
  /** `undefined` where too few rows would be left for it. */
  readonly probe: QualityProbe | undefined
}

/** Rows of a table that are held out for a probe: `fraction` of them, at most 2,000; none where that is fewer than 100. */
export function validationRows(rowCount: number, fraction: number): number {
  const count = Math.min(maxRows, Math.floor(fraction * rowCount))
  return count < minRows ? 0 : count
}

/**
 * Holds out `fraction` (0 ≤ fraction < 1) of the rows for a quality probe, at most 2,000; none where that is fewer than 100.
 * Deterministic for a given `rng` path; kept rows stay in order.
 */
export function splitValidation(prepared: PreparedTable, fraction: number, rng: Rng): ValidationSplit {
  const count = validationRows(prepared.rowCount, fraction)
  if (count === 0) return { training: prepared, probe: undefined }
  const order = permutation(rng.split('split'), prepared.rowCount)
  const training = selectPreparedRows(prepared, order.slice(count).sort())
  const holdout = selectPreparedRows(prepared, order.slice(0, count).sort())
  return { training, probe: createQualityProbe(training, holdout, rng.split('probe')) }
}

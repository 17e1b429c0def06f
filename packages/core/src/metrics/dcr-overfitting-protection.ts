/**
 * Notation
 *   DCR     distance to the closest record, see distance-to-closest-record.ts
 *   p       share of synthetic rows whose DCR to the training table is strictly smaller than that to the holdout
 *   score   min(1, 2 (1 − p)), in [0, 1]
 */
import type { Table } from '../table/table.ts'
import { closenessShares } from './dcr-share.ts'
import { distanceToClosestRecord } from './distance-to-closest-record.ts'
import { type MetricDescription, type MetricResult, undefinedBecause } from './metric.ts'

/** What is to be judged. */
export interface OverfittingProtectionArguments {
  /** The table the synthesizer learned. */
  readonly train: Table
  readonly synthetic: Table
  /** Real rows the synthesizer has never seen; as many as in `train`, or the larger table looks closer. */
  readonly holdout: Table
  /**
   * Whose ranges distances are scaled by: `own` = each table's, as SDMetrics does, though a range that an outlier widens makes a
   * table look closer; `train` = the training table's for both. Default `own`.
   */
  readonly scale?: 'own' | 'train'
}

/** The score with the shares of synthetic rows, which add up to 1. */
export type OverfittingProtectionResult = MetricResult & {
  readonly closerToTrain: number | null
  readonly equallyClose: number | null
  readonly closerToHoldout: number | null
}

/**
 * Whether synthetic rows are closer to the rows learned than to other real ones: 1 = not at all, 0 = all of them. `null` when any table has no rows.
 * O(synthetic rows · (training rows + holdout rows)).
 */
export const dcrOverfittingProtection: MetricDescription & {
  readonly compute: (overfittingArguments: OverfittingProtectionArguments) => OverfittingProtectionResult
} = {
  name: 'DCROverfittingProtection',
  goal: 'maximize',
  range: [0, 1],
  compute({ train, synthetic, holdout, scale = 'own' }) {
    const toTrain = distanceToClosestRecord(synthetic, train)
    const toHoldout = distanceToClosestRecord(synthetic, holdout, scale === 'own' ? holdout : train)
    return overfittingProtectionOf(toTrain, toHoldout)
  },
}

/** The score from the distances of every synthetic row to the training table and to the holdout. */
export function overfittingProtectionOf(
  toTrain: Float64Array,
  toHoldout: Float64Array,
): OverfittingProtectionResult {
  const shares = closenessShares(toTrain, toHoldout)
  if (shares === undefined) {
    const nothing = { closerToTrain: null, equallyClose: null, closerToHoldout: null }
    return { ...undefinedBecause('A table has no rows, or no columns that count.'), ...nothing }
  }
  return { value: Math.min(1, 2 * (1 - shares.closerToTrain)), ...shares }
}

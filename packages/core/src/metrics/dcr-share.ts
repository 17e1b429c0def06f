/**
 * Notation
 *   DCR     distance to the closest record, see distance-to-closest-record.ts
 *   share   synthetic rows whose DCR to the training rows is smaller than that to as many holdout rows, plus half of those for
 *           which both are equal; 0.5 = rows learned are as far as others
 *           M. Platzer, T. Reutterer, "Holdout-Based Empirical Assessment of Mixed-Type Synthetic Data", Front. Big Data 4, 2021
 */
import { type MetricDescription, type MetricResult, undefinedBecause } from './metric.ts'
import { type Interval, wilsonInterval } from './wilson-interval.ts'

/** Shares of synthetic rows, which add up to 1. */
export interface ClosenessShares {
  readonly closerToTrain: number
  readonly equallyClose: number
  readonly closerToHoldout: number
}

/** `value` is the share; `interval` its 95 % interval over the choice of synthetic rows. */
export type DcrShareResult = MetricResult & {
  readonly interval: Interval | null
  readonly shares: ClosenessShares | null
}

/** Are synthetic rows closer to the rows learned than to rows never seen? */
export const dcrShare: MetricDescription & {
  /**
   * @param toTrain DCR of every synthetic row to the training rows
   * @param toHoldout to the holdout's, on the same scale. Both references must have equally many rows: the larger one looks closer
   */
  readonly compute: (toTrain: Float64Array, toHoldout: Float64Array) => DcrShareResult
} = {
  name: 'DCRShare',
  goal: 'minimize',
  range: [0, 1],
  compute(toTrain, toHoldout) {
    const shares = closenessShares(toTrain, toHoldout)
    if (shares === undefined) {
      return {
        ...undefinedBecause('A table has no rows, or no columns that count.'),
        interval: null,
        shares: null,
      }
    }
    const value = shares.closerToTrain + shares.equallyClose / 2
    return { value, interval: wilsonInterval(value * toTrain.length, toTrain.length), shares }
  },
}

/** Compares two distances per row; `undefined` where there are none. */
export function closenessShares(toTrain: Float64Array, toHoldout: Float64Array): ClosenessShares | undefined {
  const count = toTrain.length
  if (count === 0 || toTrain.some(Number.isNaN) || toHoldout.some(Number.isNaN)) return undefined
  let [closer, equal] = [0, 0]
  toTrain.forEach((distance, row) => {
    const other = toHoldout[row] ?? 0
    if (distance < other) closer++
    else if (distance === other) equal++
  })
  return {
    closerToTrain: closer / count,
    equallyClose: equal / count,
    closerToHoldout: (count - closer - equal) / count,
  }
}

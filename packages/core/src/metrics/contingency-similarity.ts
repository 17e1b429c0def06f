/**
 * Notation
 *   p_r, p_s   joint shares of two columns' values in the real and the synthetic table; missing is a value of its own
 *   score      1 − ½ Σ |p_r − p_s|, in [0, 1]
 */

import type { Column } from '../table/column.ts'
import { type AlignedCodes, alignCodes } from './aligned-codes.ts'
import { type ContingencyTable, contingencyTable, cramersV, totalVariation } from './contingency-table.ts'
import { binCodes, digitize, equalWidthEdges, openedEdges } from './equal-width-bins.ts'
import {
  type ComparisonResult,
  columnKind,
  continuousTypes,
  continuousValues,
  discreteColumn,
  discreteTypes,
  type PairMetric,
} from './metric.ts'

/**
 * Where the ten bins of a continuous column lie: `own` = over each table's own range, as SDMetrics' quality report does
 * (a shifted column then looks the same, and the maximum shares a bin with missing); `shared` = over the real range for
 * both, open at the ends.
 */
export type BinEdges = 'own' | 'shared'

/** What may be set of a {@link contingencySimilarity}. */
export interface ContingencyOptions {
  /** Default `shared`. */
  readonly binEdges?: BinEdges
  /** A pair whose real Cramér's V is not above this is not scored. Default: every pair is. */
  readonly threshold?: number
}

/**
 * How close the joint distribution of two columns is to the real one: 1 − the total variation distance of the two
 * contingency tables. Continuous columns are cut into ten bins. `real` and `synthetic` of the result are Cramér's V.
 * `null` when either table has no rows. O(n).
 */
export function contingencySimilarity(options: ContingencyOptions = {}): PairMetric<ComparisonResult> {
  const { binEdges = 'shared', threshold } = options
  const types = [...discreteTypes, ...continuousTypes]
  return {
    name: 'ContingencySimilarity',
    goal: 'maximize',
    range: [0, 1],
    appliesTo: [types, types],
    compute(real, synthetic) {
      const table = contingencyTable(
        contingencyCodes(real[0], synthetic[0], binEdges),
        contingencyCodes(real[1], synthetic[1], binEdges),
      )
      return compareTables(table, threshold)
    },
  }
}

/** The score of {@link contingencySimilarity} from the joint counts. */
export function compareTables(table: ContingencyTable, threshold?: number): ComparisonResult {
  const real = numberOrNull(cramersV(table, 'real'))
  const synthetic = numberOrNull(cramersV(table, 'synthetic'))
  const distance = totalVariation(table)
  if (Number.isNaN(distance)) return { value: null, reason: 'A table has no rows.', real, synthetic }
  if (threshold !== undefined && !((real ?? 0) > threshold)) {
    return { value: null, reason: `The real association is not above ${threshold}.`, real, synthetic }
  }
  return { value: 1 - distance, real, synthetic }
}

/** A column of both tables as codes: categories as they are, numbers and dates by bin. */
export function contingencyCodes(real: Column, synthetic: Column, binEdges: BinEdges): AlignedCodes {
  const metric = 'ContingencySimilarity'
  if (columnKind(real.type) !== 'continuous') {
    return alignCodes(discreteColumn(metric, real), discreteColumn(metric, synthetic))
  }
  const realValues = continuousValues(metric, real)
  const syntheticValues = continuousValues(metric, synthetic)
  const realEdges = equalWidthEdges(realValues)
  if (binEdges === 'own') {
    const syntheticEdges = equalWidthEdges(syntheticValues)
    return {
      real: digitize(realValues, realEdges),
      synthetic: digitize(syntheticValues, syntheticEdges),
      size: binCodes,
    }
  }
  const edges = openedEdges(realEdges)
  return { real: digitize(realValues, edges), synthetic: digitize(syntheticValues, edges), size: binCodes }
}

function numberOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value
}

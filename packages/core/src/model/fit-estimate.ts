import type { Constraint } from '../constraint/constraint.ts'
import type { ViolatingRows } from '../constraint/obeying-rows.ts'
import type { PrepareOptions } from '../encoding/prepare-table.ts'
import type { FitCost } from './fit-cost.ts'

export interface EstimateArguments {
  /** As for `fit`. */
  readonly encoding?: PrepareOptions
  /** As for `fit`. */
  readonly constraints?: readonly Constraint[]
  /** As for `fit`. */
  readonly violatingRows?: ViolatingRows
  /** As for `fit`. Default 1. */
  readonly threads?: number
  /** Multiplications with an addition that a thread does in a second, in matrix products. Default 44e9: a server's core of 2023 (Zen 4). */
  readonly multiplyAddsPerSecond?: number
  /** Numbers that a thread computes in a second, element by element. Default 1.5e9. */
  readonly elementsPerSecond?: number
}

/** What a fit would take. */
export interface FitEstimate {
  /** Columns of the rows that the model learns from: for networks after one-hot encoding. */
  readonly encodedColumns: number
  /** Numbers that training finds; 0 for models that count. */
  readonly parameters: number
  /** Memory, in bytes, that the fit adds to that of the process with the table in it. */
  readonly memoryBytes: number
  readonly seconds: number
  /** What `fit` would tell `onNotice` of the encoding. */
  readonly notices: readonly string[]
}

/** A second thread gains less than the first: matrix products are short. What is computed element by element gains nothing. */
const threadExponent = 0.5

/** Puts a price on what a model counted. */
export function priceFit(
  { encodedColumns, parameters, memoryBytes, multiplyAdds, elements }: FitCost,
  notices: readonly string[],
  { threads = 1, multiplyAddsPerSecond = 44e9, elementsPerSecond = 1.5e9 }: EstimateArguments,
): FitEstimate {
  const seconds =
    multiplyAdds / (multiplyAddsPerSecond * threads ** threadExponent) + elements / elementsPerSecond
  return { encodedColumns, parameters, memoryBytes, seconds, notices }
}

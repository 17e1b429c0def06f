import type { PreparedTable } from '../encoding/prepared.ts'

/** What a fit computes and keeps, as a plugin counts it. */
export interface FitCost {
  /** Columns of the rows that the model learns from. */
  readonly encodedColumns: number
  /** Numbers that training finds. */
  readonly parameters: number
  readonly memoryBytes: number
  /** Multiplications with an addition in matrix products, of the whole fit. */
  readonly multiplyAdds: number
  /** Numbers computed element by element, of the whole fit. */
  readonly elements: number
}

/** The cost of a model that goes over the prepared table a few times. */
export function countingCost({ rowCount, columns }: PreparedTable): FitCost {
  const cells = rowCount * columns.length
  return {
    encodedColumns: columns.length,
    parameters: 0,
    memoryBytes: 8 * cells,
    multiplyAdds: 0,
    elements: 4 * cells,
  }
}

import { createPacer, type PreparedTable } from '@tabricate/core'
import type { ColumnStates, NumericStates } from './column-states.ts'
import { encodeStates } from './encode-states.ts'
import { expectation } from './expectation.ts'
import type { ForestMixture } from './forest-mixture.ts'

/**
 * ln p of each prepared row: probabilities of codes and atoms, densities of numbers in bins. −∞ for a code, a missing cell or a number that
 * the model cannot draw.
 */
export async function rowLogLikelihoods(
  states: readonly ColumnStates[],
  mixture: ForestMixture,
  prepared: PreparedTable,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const table = encodeStates(states, prepared)
  const { logLikelihoods } = await expectation(mixture, table, createPacer(signal), { keepsShares: false })
  states.forEach((each, j) => {
    const column = prepared.columns[j]
    const codes = table.columns[j]
    if (codes === undefined || column === undefined) return
    for (let row = 0; row < prepared.rowCount; row++) {
      const inside =
        column.kind === 'discrete'
          ? logCode(each, column.codes[row] ?? -1)
          : logInside(each, codes[row] ?? 0, column.values[row] ?? Number.NaN)
      logLikelihoods[row] = (logLikelihoods[row] ?? 0) + inside
    }
  })
  return logLikelihoods
}

function logCode({ count }: ColumnStates, code: number): number {
  return code >= 0 && code < count ? 0 : Number.NEGATIVE_INFINITY
}

function logInside(states: ColumnStates, state: number, value: number): number {
  if (states.kind !== 'numeric') return Number.NEGATIVE_INFINITY
  if (Number.isNaN(value)) return states.hasMissing ? 0 : Number.NEGATIVE_INFINITY
  return Math.log(densityInside(states, state, value))
}

/** Density of a value in its bin, 1 for an atom, 0 outside. */
function densityInside({ starts, knots }: NumericStates, state: number, value: number): number {
  const [from, to] = [starts[state] ?? 0, starts[state + 1] ?? 0]
  const segments = to - from - 1
  if (segments <= 0) return knots[from] === value ? 1 : 0
  for (let s = from; s + 1 < to; s++) {
    const [left, right] = [knots[s] ?? 0, knots[s + 1] ?? 0]
    const isLast = s + 2 === to
    if (value >= left && (value < right || (isLast && value === right)))
      return 1 / (segments * (right - left))
  }
  return 0
}

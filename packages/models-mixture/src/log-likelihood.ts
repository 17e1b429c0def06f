import { prepareNewRows, type Synthesizer, type Table, TabricateError } from '@tabricate/core'
import { rowLogLikelihoods } from './row-log-likelihood.ts'
import { restoreMixture } from './saved-state.ts'

/**
 * ln p of each row of `table` under a fitted mixture: of probabilities for categories, truth values, missing cells and frequent values, of
 * densities for other numbers (per unit; dates per step of their resolution). −∞ for rows that the model cannot draw. Ids do not count.
 *
 * @param table with the columns of the real one, in any order
 * @throws TabricateError `MODEL_UNKNOWN` when the synthesizer is not a mixture, `INVALID_TABLE` when a column is missing or of another type
 */
export async function logLikelihood(
  synthesizer: Synthesizer,
  table: Table,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<Float64Array> {
  const snapshot = synthesizer.snapshot()
  const { modelId, state } = snapshot
  if (modelId !== 'mixture')
    throw new TabricateError(
      'MODEL_UNKNOWN',
      `Only a "mixture" tells how likely rows are; this synthesizer is a "${modelId}".`,
    )
  const { states, mixture } = restoreMixture(state)
  const { prepared, logShares } = prepareNewRows(snapshot, table)
  const values = await rowLogLikelihoods(states, mixture, prepared, signal)
  return values.map((value, row) => value + (logShares[row] ?? 0))
}

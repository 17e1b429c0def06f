/**
 * Notation
 *   x_{i,t}   what acquisition i proposed for trial t
 *   μ         posterior mean now, of standardised losses
 *   g_i       gain of acquisition i: −Σ_t μ(x_{i,t})
 *   p_i       probability of following it: exp(η g_i) / Σ_j exp(η g_j)
 *   M. Hoffman, E. Brochu, N. de Freitas, "Portfolio Allocation for Bayesian Optimization", UAI 2011: GP-Hedge. Gains are computed anew from all
 *   proposals with the present posterior, so that nothing but the proposals has to be remembered.
 */
import { cumulate, drawCumulative, type Json } from '@tabricate/core'
import type { Surrogate } from '../gaussian-process/surrogate.ts'
import { random } from './random.ts'
import type { SuggestArguments, Suggestion } from './strategy.ts'

const eta = 1

export interface HedgeArguments {
  /** What each acquisition proposes. */
  readonly proposals: { readonly [acquisition: string]: Float64Array | undefined }
  readonly notes: { readonly [name: string]: Json }
  readonly surrogate: Surrogate
  readonly suggestArguments: SuggestArguments
}

/** Follows one of the proposals, more likely one whose earlier proposals look good now; all are noted. */
export async function chooseByHedge({
  proposals,
  notes,
  surrogate: { posterior },
  suggestArguments,
}: HedgeArguments): Promise<Suggestion> {
  const { history, rng } = suggestArguments
  const names = Object.keys(proposals).filter((name) => proposals[name] !== undefined)
  const prediction = posterior.createPrediction()
  const gains = names.map((name) => {
    let gain = 0
    for (const { notes: earlier } of history) {
      const point = readProposal(earlier.proposals, name)
      if (point === undefined) continue
      posterior.predict(point, prediction)
      gain -= prediction.mean
    }
    return gain
  })
  const largest = Math.max(...gains)
  const sums = cumulate(gains.map((gain) => Math.exp(eta * (gain - largest))))
  const chosen = names[drawCumulative(rng.split('hedge'), sums)]
  const point = chosen === undefined ? undefined : proposals[chosen]
  if (point === undefined) return random().suggest(suggestArguments)
  const noted = Object.fromEntries(names.map((name) => [name, Array.from(proposals[name] ?? [])]))
  return { point, notes: { ...notes, proposals: noted } }
}

function readProposal(note: Json | undefined, name: string): Float64Array | undefined {
  if (typeof note !== 'object' || note === null || Array.isArray(note) || !(name in note)) return undefined
  const [, position] = Object.entries(note).find(([key]) => key === name) ?? []
  return Array.isArray(position) ? Float64Array.from(position, Number) : undefined
}

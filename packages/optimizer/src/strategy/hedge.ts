/**
 * Notation
 *   x_{i,t}   what acquisition i proposed for trial t
 *   μ         posterior mean now, of standardised losses
 *   r_{i,t}   reward: where μ(x_{i,t}) lies between the largest (0) and the least (1) μ of the proposals for t; 0 when all are equal
 *   g_i       gain of acquisition i after trial t: m g_i + r_{i,t}, with the memory m
 *   p_i       probability of following it: exp(g_i) / Σ_j exp(g_j)
 *   M. Hoffman, E. Brochu, N. de Freitas, "Portfolio Allocation for Bayesian Optimization", UAI 2011: GP-Hedge. Scaled rewards and the memory: T. de P.
 *   Vasconcelos, D. A. R. M. A. de Souza, C. L. C. Mattos, J. P. P. Gomes, "No-PASt-BO: Normalized Portfolio Allocation Strategy for Bayesian
 *   Optimization", ICTAI 2019: rewards summed as they are soon leave nothing but the acquisition that keeps to the best point. Gains are computed anew from all
 *   proposals with the present posterior, so that nothing but the proposals has to be remembered.
 */
import { cumulate, drawCumulative, type Json } from '@tabricate/core'
import type { Surrogate } from '../gaussian-process/surrogate.ts'
import { random } from './random.ts'
import type { SuggestArguments, Suggestion } from './strategy.ts'

const memory = 0.7

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
  const gains = names.map(() => 0)
  for (const { notes: earlier } of history) {
    const means = names.map((name) => {
      const point = readProposal(earlier.proposals, name)
      if (point === undefined) return undefined
      posterior.predict(point, prediction)
      return prediction.mean
    })
    const known = means.filter((mean) => mean !== undefined)
    if (known.length === 0) continue
    const [least, most] = [Math.min(...known), Math.max(...known)]
    means.forEach((mean, i) => {
      const reward = mean === undefined || most === least ? 0 : (most - mean) / (most - least)
      gains[i] = memory * (gains[i] ?? 0) + reward
    })
  }
  const largest = Math.max(...gains)
  const sums = cumulate(gains.map((gain) => Math.exp(gain - largest)))
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

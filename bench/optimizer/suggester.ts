import { join } from 'node:path'
import type { Space } from '@tabricate/optimizer'
import { type LineProcess, openLineProcess } from '../harness/line-process.ts'
import { bench, optimizerPython } from '../harness/paths.ts'
import { isJsonObject, type JsonObject } from '../harness/protocol.ts'
import type { Values } from './functions.ts'

/** What an optimizer's process is asked; `../python/optimizers.py` and `ours.ts` answer the same words. */
export type SuggesterRequest =
  /** Versions of what is measured. */
  | { readonly command: 'hello' }
  | {
      readonly command: 'start'
      readonly strategy: string
      readonly space: Space
      readonly seed: number
      readonly calls: number
    }
  /** So many trials, and the milliseconds of processor time that they took. */
  | { readonly command: 'ask'; readonly count: number }
  /** Milliseconds. */
  | { readonly command: 'tell'; readonly results: readonly TrialResult[] }

export interface TrialResult {
  readonly number: number
  readonly value: number
}

export interface AskedTrial {
  readonly number: number
  readonly parameters: Values
}

export type Suggester = LineProcess<SuggesterRequest>

export const peerStrategies = ['optuna-tpe', 'optuna-gp', 'skopt-ei', 'skopt-hedge'] as const

export function isPeer(strategy: string): boolean {
  return peerStrategies.some((name) => name === strategy)
}

/** The process of a strategy: Python's for peers', Node's for ours. */
export function openSuggester(strategy: string): Suggester {
  return openLineProcess(
    strategy,
    isPeer(strategy)
      ? [optimizerPython(), join(bench, 'python', 'optimizers.py')]
      : [process.execPath, join(import.meta.dirname, 'suggest.mjs')],
    1,
  )
}

export function readTrials(reply: JsonObject): AskedTrial[] {
  const { trials } = reply
  if (!Array.isArray(trials)) throw new Error(`No trials in ${JSON.stringify(reply)}`)
  return trials.map((trial: unknown) => {
    if (!isJsonObject(trial) || typeof trial.number !== 'number' || !isJsonObject(trial.parameters))
      throw new Error(`This is no trial: ${JSON.stringify(trial)}`)
    return { number: trial.number, parameters: trial.parameters }
  })
}

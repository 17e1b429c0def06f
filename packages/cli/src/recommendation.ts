import {
  type Alternative,
  type JudgedCandidate,
  type Recommendation,
  recommendModel,
  type Table,
  tryModel,
} from '@tabricate/core'
import type { Io } from './io.ts'
import { findModel } from './models.ts'

/** In place of a model's name: the one that is recommended for the table. */
export const automaticModel = 'auto'

/** Models that are compared unless told otherwise, the simplest first. */
export const recommendableModels = ['independent', 'mixture', 'tvae', 'ctgan'] as const

/** Seconds for all of them together. */
export const recommendationSeconds = 60

export interface RecommendationOptions {
  readonly models?: readonly string[]
  readonly seed: number
  readonly maxSeconds: number
  readonly maxRows?: number
  readonly onCandidate?: (judged: JudgedCandidate) => void
}

/**
 * Tries models, each with its defaults, on a sample of the rows.
 * @throws TabricateError `INVALID_OPTIONS` for a model that there is not; those of `recommendModel`
 */
export async function recommendFor(
  table: Table,
  { models = recommendableModels, ...options }: RecommendationOptions,
  io: Io,
): Promise<Recommendation> {
  const candidates = await Promise.all(
    models.map(async (name) => ({ name, model: (await findModel(name).load()).create({}) })),
  )
  return recommendModel(table, { ...options, candidates, signal: io.signal, clock: io.clock })
}

/** Trained in minutes or hours, where a simpler model may do as well. */
const slowModels: readonly string[] = ['ctgan', 'tvae']
const simplerModel = 'mixture'
const simplerSeconds = 30

/** What the simpler model reaches on the rows that a slow one learned, for the report; none where there is no simpler one. */
export async function trySimplerModel(
  modelId: string,
  train: Table,
  { seed }: { readonly seed: number },
  io: Io,
): Promise<readonly Alternative[]> {
  if (!slowModels.includes(modelId)) return []
  const model = (await findModel(simplerModel).load()).create({})
  const limits = { seed, maxSeconds: simplerSeconds, signal: io.signal, clock: io.clock }
  const tried = await tryModel({ name: simplerModel, model }, train, limits)
  return tried === null ? [] : [tried]
}

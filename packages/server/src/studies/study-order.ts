import { randomInt } from 'node:crypto'
import type { Issue, Json } from '@tabricate/core'
import type { Space } from '@tabricate/optimizer'
import type { acquisitionFunctions } from '../contracts/optimization.ts'
import type { DatasetDetails, DatasetRow } from '../database/repositories/dataset-repository.ts'
import type { StudyMethod, StudyMetric, StudyOrder } from '../database/repositories/study-repository.ts'
import type { CatalogModel, OptionValues } from '../services/model-catalog.ts'
import type { Settings } from '../settings/settings-schema.ts'
import { readSchema } from '../tasks/read-schema.ts'
import { defaultSpaceOf, readSearchSpace, type WireSpace } from './search-space.ts'

/** How a search is to be made, before it is checked. */
export interface StudyRequest {
  readonly method: StudyMethod
  readonly metric: StudyMetric
  readonly searchSpace?: WireSpace | undefined
  readonly acquisition?: (typeof acquisitionFunctions)[number] | undefined
  readonly gridLevels: number
  readonly parallelism?: number | undefined
  readonly pruning: boolean
  readonly seed?: number | undefined
  readonly trials?: number | undefined
  readonly timeoutHours?: number | undefined
}

/** What it is made of. */
export interface StudySubject {
  readonly ownerId: number
  readonly dataset: DatasetRow & DatasetDetails
  readonly model: CatalogModel
  /** Options that are the same in all trials, in the names of the contract. */
  readonly modelConfig: OptionValues
  readonly target?: string | undefined
  readonly holdout: number
  readonly holdoutSeed: number
}

/** Names of the limits and metrics in a request: `/optimization/start` and `optimization_config` differ. */
export interface StudyPlaces {
  readonly path: readonly string[]
  readonly metric: string
  readonly modelConfig: readonly string[]
}

type Limits = Pick<
  Settings,
  | 'maxOptimizationTrials'
  | 'defaultOptimizationTrials'
  | 'optimizationTimeoutHours'
  | 'maxConcurrentGenerations'
  | 'minEpochs'
  | 'maxEpochs'
  | 'defaultEpochs'
>

/** All problems are told to `complain`. @returns null when there are any */
export function checkStudy(
  request: StudyRequest,
  subject: StudySubject,
  limits: Limits,
  places: StudyPlaces,
  complain: (issue: Issue) => void,
): StudyOrder | null {
  let hasIssues = false
  const tell = (issue: Issue) => {
    hasIssues = true
    complain({ path: [...places.path, ...issue.path], message: issue.message })
  }
  const { dataset, model, target } = subject
  const trials = request.trials ?? limits.defaultOptimizationTrials
  if (trials > limits.maxOptimizationTrials)
    tell({
      path: ['n_trials'],
      message: `must be at most ${limits.maxOptimizationTrials}; it is ${trials}`,
    })
  const hours = request.timeoutHours ?? limits.optimizationTimeoutHours
  if (hours > limits.optimizationTimeoutHours)
    tell({
      path: ['timeout_hours'],
      message: `must be at most ${limits.optimizationTimeoutHours}; it is ${hours}`,
    })
  const parallelism = request.parallelism ?? Math.min(2, limits.maxConcurrentGenerations)
  if (parallelism > limits.maxConcurrentGenerations)
    tell({
      path: ['parallelism'],
      message: `must be at most ${limits.maxConcurrentGenerations}; it is ${parallelism}`,
    })
  if (request.acquisition !== undefined && request.method !== 'bayesian')
    tell({ path: ['acquisition_function'], message: 'belongs to the method bayesian alone' })
  if (request.metric === 'ml_efficacy' && target === undefined)
    complain({ path: ['target'], message: `is needed for the ${places.metric} ml_efficacy` })
  if (target !== undefined && dataset.schema !== null) {
    const { columns } = readSchema(dataset.schema)
    if (!columns.some(({ name }) => name === target))
      complain({ path: ['target'], message: 'is no column of the dataset' })
  }
  const space = checkSpace(request, subject, limits, tell)
  const fixed = fixedOptions(subject, limits, space, (issue) => {
    hasIssues = true
    complain({ path: [...places.modelConfig, ...issue.path], message: issue.message })
  })
  if (hasIssues || space === null || fixed === null) return null
  if (request.metric === 'ml_efficacy' && target === undefined) return null
  return {
    owner_id: subject.ownerId,
    dataset_id: dataset.id,
    model_type: model.id,
    method: request.method,
    method_options: { acquisition: request.acquisition ?? null, gridLevels: request.gridLevels },
    metric: request.metric,
    target: target ?? null,
    space,
    fixed_options: fixed,
    pruning: request.pruning,
    seed: request.seed ?? randomInt(2 ** 31),
    holdout: subject.holdout,
    holdout_seed: subject.holdoutSeed,
    n_trials: trials,
    parallelism,
    timeout_hours: hours,
  }
}

function checkSpace(
  { searchSpace }: StudyRequest,
  { model, modelConfig }: StudySubject,
  limits: Limits,
  tell: (issue: Issue) => void,
): Space | null {
  const wire = searchSpace ?? defaultSpaceOf(model, modelConfig)
  if (Object.keys(wire).length === 0) {
    tell({
      path: ['search_space'],
      message: `is needed: there is nothing left to search of the model "${model.id}"`,
    })
    return null
  }
  const space = readSearchSpace(model, wire, tell)
  const epochs = space?.['epochs']
  if (epochs !== undefined)
    for (const value of epochs.type === 'categorical' ? epochs.choices : [epochs.low, epochs.high])
      if (typeof value === 'number' && (value < limits.minEpochs || value > limits.maxEpochs))
        tell({
          path: ['search_space', 'epochs'],
          message: `must be between ${limits.minEpochs} and ${limits.maxEpochs}; it is ${value}`,
        })
  return space
}

/** The options that are not searched, as the model takes them; with the deployment's epochs where a request names none. */
function fixedOptions(
  { model, modelConfig }: StudySubject,
  limits: Limits,
  space: Space | null,
  tell: (issue: Issue) => void,
): { readonly [name: string]: Json } | null {
  const { epochs } = modelConfig
  if (typeof epochs === 'number' && (epochs < limits.minEpochs || epochs > limits.maxEpochs)) {
    tell({
      path: ['epochs'],
      message: `must be between ${limits.minEpochs} and ${limits.maxEpochs}; it is ${epochs}`,
    })
    return null
  }
  const withEpochs = model.hasEpochs ? { epochs: limits.defaultEpochs, ...modelConfig } : modelConfig
  const all = model.readGiven(withEpochs, tell)
  if (all === null || space === null) return null
  const searched = new Set(Object.keys(space).flatMap((name) => model.optionsOf(name)))
  return Object.fromEntries(Object.entries(all).filter(([name]) => !searched.has(name)))
}

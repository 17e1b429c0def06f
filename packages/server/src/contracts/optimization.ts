import { z } from 'zod'
import { defineContract } from './contract.ts'
import { time } from './envelope.ts'
import { generationStates, modelTypeSchema } from './generation.ts'
import { jsonValue } from './json-value.ts'
import { idParams, idSchema, listQuery, pageOf } from './pagination.ts'

export const optimizationMethods = [
  'auto',
  'bayesian',
  'grid',
  'random',
  'tpe',
  'turbo',
  'sobol',
  'halton',
  'latin_hypercube',
] as const

/** The quality score, or one of the four families of the report. All are to be made large. */
export const optimizationMetrics = [
  'quality_score',
  'statistical_similarity',
  'correlation_preservation',
  'privacy',
  'ml_efficacy',
] as const

export const acquisitionFunctions = ['EI', 'PI', 'LCB', 'hedge'] as const

export const trialStates = ['running', 'complete', 'pruned', 'failed', 'cancelled'] as const

/** Two numbers are a range with both ends, learning rates on a log scale; a longer list, or one of other values, are choices. */
export const searchSpaceSchema = z.record(
  z.string().min(1).max(100),
  z.union([
    z.array(jsonValue).min(1).max(1000),
    z.strictObject({
      low: z.number(),
      high: z.number(),
      log: z.boolean().optional(),
      step: z.number().positive().optional(),
    }),
  ]),
)

/** What `/optimization/start` and `optimization_config` share. */
export const searchSettings = {
  search_space: searchSpaceSchema.optional(),
  /** Of `bayesian`. */
  acquisition_function: z.enum(acquisitionFunctions).optional(),
  /** Values that a grid tries of a range without a step. */
  grid_levels: z.int().min(2).max(1000).default(5),
  /** Trials at once. Their number within a deployment is limited too. */
  parallelism: z.int().min(1).max(100).optional(),
  /** End trials early that do badly. */
  pruning: z.boolean().default(true),
  random_state: z.int().min(0).max(4_294_967_295).optional(),
  n_trials: z.int().min(1).optional(),
  timeout_hours: z.number().positive().optional(),
} as const

export const optimizationOrderSchema = z.strictObject({
  dataset_id: idSchema,
  model_type: modelTypeSchema,
  optimization_method: z.enum(optimizationMethods).default('auto'),
  optimization_metric: z.enum(optimizationMetrics).default('quality_score'),
  /** Options that are the same in all trials. */
  model_config: z.record(z.string(), jsonValue).default({}),
  /** The column that `ml_efficacy` predicts. */
  target: z.string().max(1000).optional(),
  ...searchSettings,
})

export const optimizationConfigSchema = z.strictObject({
  enabled: z.boolean(),
  method: z.enum(optimizationMethods).default('auto'),
  metric: z.enum(optimizationMetrics).default('quality_score'),
  ...searchSettings,
})

const trialSchema = z.strictObject({
  number: z.int().min(0),
  status: z.enum(trialStates),
  /** In the names of the contract. */
  parameters: z.record(z.string(), jsonValue),
  value: z.number().nullable(),
  error: z.string().nullable(),
  /** The quality while it is trained, by epoch. */
  reports: z.array(z.strictObject({ step: z.int(), value: z.number() })),
  /** Of the training, while it runs. */
  progress: z.record(z.string(), jsonValue).nullable(),
  started_at: time,
  completed_at: time.nullable(),
})

export const optimizationSchema = z.strictObject({
  id: idSchema,
  dataset_id: idSchema.nullable(),
  /** The generation that it is made for. */
  generation_id: idSchema.nullable(),
  model_type: z.string(),
  optimization_method: z.enum(optimizationMethods),
  optimization_metric: z.enum(optimizationMetrics),
  status: z.enum(generationStates),
  error: z.string().nullable(),
  search_space: z.record(z.string(), jsonValue),
  model_config: z.record(z.string(), jsonValue),
  n_trials: z.int(),
  parallelism: z.int(),
  pruning: z.boolean(),
  random_state: z.number(),
  trials: z.strictObject({
    running: z.int(),
    complete: z.int(),
    pruned: z.int(),
    failed: z.int(),
    cancelled: z.int(),
  }),
  best_value: z.number().nullable(),
  created_at: time,
  started_at: time.nullable(),
  finished_at: time.nullable(),
})

export const optimizationContracts = {
  startOptimization: defineContract({
    id: 'startOptimization',
    method: 'post',
    path: '/optimization/start',
    tag: 'optimization',
    summary: 'Search for the options of a model that suit a dataset best.',
    access: 'user',
    body: { kind: 'json', schema: optimizationOrderSchema },
    answer: { kind: 'data', status: 202, schema: optimizationSchema },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  listOptimizations: defineContract({
    id: 'listOptimizations',
    method: 'get',
    path: '/optimization/requests',
    tag: 'optimization',
    summary: 'The own searches.',
    access: 'user',
    query: listQuery(['id', 'created_at']).extend({ status: z.enum(generationStates).optional() }),
    answer: { kind: 'data', status: 200, schema: pageOf(optimizationSchema) },
  }),
  listTrials: defineContract({
    id: 'listTrials',
    method: 'get',
    path: '/optimization/trials/{id}',
    tag: 'optimization',
    summary: 'A search and its trials, with the progress of those that run.',
    access: 'user',
    params: idParams,
    answer: {
      kind: 'data',
      status: 200,
      schema: z.strictObject({ optimization: optimizationSchema, trials: z.array(trialSchema) }),
    },
    errors: ['NOT_FOUND'],
  }),
  getBestTrial: defineContract({
    id: 'getBestTrial',
    method: 'get',
    path: '/optimization/best/{id}',
    tag: 'optimization',
    summary: 'The best trial so far, and the model_config that a generation can be started with.',
    access: 'user',
    params: idParams,
    answer: {
      kind: 'data',
      status: 200,
      schema: z.strictObject({ trial: trialSchema, model_config: z.record(z.string(), jsonValue) }),
    },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  stopOptimization: defineContract({
    id: 'stopOptimization',
    method: 'put',
    path: '/optimization/stop/{id}',
    tag: 'optimization',
    summary: 'End a search. What is done stays; a generation that waits for it goes on with the best so far.',
    access: 'user',
    params: idParams,
    answer: { kind: 'data', status: 200, schema: optimizationSchema },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  analyzeOptimization: defineContract({
    id: 'analyzeOptimization',
    method: 'get',
    path: '/optimization/analysis/{id}',
    tag: 'optimization',
    summary:
      'What a search has shown so far: the best value by trial, and the importance of parameters (fANOVA).',
    access: 'user',
    params: idParams,
    answer: {
      kind: 'data',
      status: 200,
      schema: z.strictObject({
        /** Of complete trials. */
        convergence: z.array(z.strictObject({ trial: z.int(), value: z.number(), best: z.number() })),
        /** The most important first, all together 1. Null with fewer than four complete trials, or where the metric does not vary. */
        importance: z
          .array(z.strictObject({ parameter: z.string(), importance: z.number().min(0).max(1) }))
          .nullable(),
      }),
    },
    errors: ['NOT_FOUND'],
  }),
  followOptimization: defineContract({
    id: 'followOptimization',
    method: 'get',
    path: '/optimization/events/{id}',
    tag: 'optimization',
    summary: 'Trials as they begin, report and end.',
    access: 'user',
    params: idParams,
    answer: { kind: 'events' },
    errors: ['NOT_FOUND'],
  }),
  exportJournal: defineContract({
    id: 'exportOptimizationJournal',
    method: 'get',
    path: '/optimization/journal/{id}',
    tag: 'optimization',
    summary: 'The search as an Optuna journal, which Optuna’s dashboard shows.',
    access: 'user',
    params: idParams,
    answer: { kind: 'file', mediaTypes: ['application/x-ndjson'] },
    errors: ['NOT_FOUND'],
  }),
} as const

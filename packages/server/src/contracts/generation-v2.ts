import { reportLanguages } from '@tabricate/core/report'
import { z } from 'zod'
import { constraintsSchema, violatingRowsSchema } from './constraint.ts'
import { defineContract } from './contract.ts'
import { conditionsSchema, generationSchema, modelTypeSchema, outputFormatSchema } from './generation.ts'
import { jsonValue } from './json-value.ts'
import { optimizationConfigSchema } from './optimization.ts'
import { idSchema } from './pagination.ts'

/** Open: the host chooses the models. Their schemas come from `/generation-v2/config`. */
const modelConfigSchema = z.looseObject({
  model_type: modelTypeSchema,
  /** Options by the size of the dataset, under one name. What stands beside it wins. */
  preset: z.string().max(100).optional(),
})

export const generationOrderSchema = z.strictObject({
  dataset_id: idSchema,
  model_config: modelConfigSchema,
  sample_size: z.int().min(1).optional(),
  optimization_config: optimizationConfigSchema.optional(),
  output_format: outputFormatSchema.default('csv'),
  /** The download becomes an archive with schema, options, report and a signed manifest. */
  include_metadata: z.boolean().default(false),
  /** Of the report's page in the archive. */
  report_language: z.enum(reportLanguages).default('en'),
  conditions: conditionsSchema.default({}),
  /** Rules that every row obeys, of the download and of any row that the trained model gives later. */
  constraints: constraintsSchema.default([]),
  violating_rows: violatingRowsSchema.default('refuse'),
  /** In CSV, an apostrophe is put before texts that a spreadsheet would run as formulas. */
  neutralise_formulas: z.boolean().default(false),
  seed: z.number().optional(),
  /** Share of the rows kept from the model for the report. */
  holdout: z.number().min(0).max(0.5).default(0.2),
  /** The column that the report predicts. */
  target: z.string().max(1000).optional(),
})

const jsonSchemaSchema = z.record(z.string(), jsonValue)

const limit = z.strictObject({ default: z.int(), min: z.int(), max: z.int() })

const modelDescription = z.strictObject({
  model_type: z.string(),
  /** Of every option, in the names of the contract. */
  defaults: z.record(z.string(), jsonValue),
  json_schema: jsonSchemaSchema,
  /** What must hold between options, for people. */
  rules: z.array(z.strictObject({ fields: z.array(z.string()), description: z.string() })),
  /** For the dataset that was named: options by the name of their preset, and those for a result soon, complete. */
  presets: z.record(z.string(), z.record(z.string(), jsonValue)).nullable(),
  recommended: z.record(z.string(), jsonValue).nullable(),
})

/** Which model to use for a dataset: each was trained on a sample of its rows, and judged by others. */
const recommendationSchema = z.strictObject({
  model_type: z.string(),
  /** For people. */
  reason: z.string(),
  candidates: z.array(
    z.strictObject({
      model_type: z.string(),
      /** Against rows held out, 0 … 1. Null when it could not be trained, or judged. */
      quality: z.number().nullable(),
      /** Share of its rows nearer to rows that it learned than to others: .5 is best. */
      nearer_share: z.number().nullable(),
      training_seconds: z.number(),
      /** Why there is no quality. */
      problem: z.string().nullable(),
    }),
  ),
})

const estimateSchema = z.strictObject({
  training_seconds: z.number(),
  memory_mb: z.number(),
  /** What the figures rest on, and how far they may be off. */
  basis: z.string(),
})

export const generationV2Contracts = {
  startGenerationV2: defineContract({
    id: 'startGenerationV2',
    method: 'post',
    path: '/generation-v2/start',
    tag: 'generation-v2',
    summary: 'Train a model with options of your choice and sample a synthetic table.',
    access: 'user',
    body: { kind: 'json', schema: generationOrderSchema },
    answer: { kind: 'data', status: 202, schema: generationSchema },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  getGenerationConfig: defineContract({
    id: 'getGenerationConfig',
    method: 'get',
    path: '/generation-v2/config',
    tag: 'generation-v2',
    summary: 'Limits, and defaults, ranges and JSON Schema of every model; recommended values for a dataset.',
    access: 'user',
    query: z.object({ dataset_id: z.coerce.number<string>().pipe(idSchema).optional() }),
    answer: {
      kind: 'data',
      status: 200,
      schema: z.strictObject({
        models: z.array(modelDescription),
        /** For the dataset that was named, once `/generation-v2/recommend` has been asked. */
        recommendation: recommendationSchema.nullable(),
        sample_size: limit,
        epochs: limit,
        max_stream_rows: z.int(),
        output_formats: z.array(outputFormatSchema),
        max_file_size_mb: z.int(),
        /** Of the signatures of manifests (Ed25519, SPKI in PEM). */
        manifest_public_key: z.string(),
      }),
    },
    errors: ['NOT_FOUND'],
  }),
  recommendModel: defineContract({
    id: 'recommendModel',
    method: 'post',
    path: '/generation-v2/recommend',
    tag: 'generation-v2',
    summary: 'Trains every model on a sample of a dataset, for half a minute, and says which to use.',
    access: 'user',
    body: { kind: 'json', schema: z.strictObject({ dataset_id: idSchema }) },
    answer: { kind: 'data', status: 200, schema: recommendationSchema },
    errors: ['NOT_FOUND', 'CONFLICT', 'UNAVAILABLE'],
  }),
  validateGeneration: defineContract({
    id: 'validateGeneration',
    method: 'post',
    path: '/generation-v2/validate',
    tag: 'generation-v2',
    summary: 'All problems of a request, and an estimate of time and memory. Nothing is started.',
    access: 'user',
    // Whatever is wrong with it is the answer, not an error.
    body: { kind: 'json', schema: z.looseObject({}) },
    answer: {
      kind: 'data',
      status: 200,
      schema: z.strictObject({
        valid: z.boolean(),
        issues: z.array(z.strictObject({ path: z.string(), message: z.string() })),
        /** As it would be started, with defaults. Null when it cannot. */
        model_config: z.record(z.string(), jsonValue).nullable(),
        estimate: estimateSchema.nullable(),
      }),
    },
  }),
} as const

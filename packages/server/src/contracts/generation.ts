import { reportSchema } from '@tabricate/core'
import { reportLanguages, reportOptionsSchema } from '@tabricate/core/report'
import { z } from 'zod'
import { constraintsSchema, violatingRowsSchema } from './constraint.ts'
import { defineContract } from './contract.ts'
import { time } from './envelope.ts'
import { jsonValue } from './json-value.ts'
import { idParams, idSchema, listQuery, pageOf } from './pagination.ts'

export const generationStates = [
  'awaiting_approval',
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
] as const

export const outputFormatSchema = z.enum(['csv', 'json', 'xlsx', 'parquet'])

/** What a training or sampling says of itself. */
export const progressSchema = z.strictObject({
  phase: z.enum(['preparing', 'training', 'sampling', 'reporting', 'saving']),
  epoch: z.int().nullable(),
  epochs: z.int().nullable(),
  losses: z.record(z.string(), z.number()),
  /** The latest judgement by rows that the model does not learn; null without one. */
  quality: z.number().nullable().default(null),
  rows_per_second: z.number().nullable(),
  elapsed_seconds: z.number(),
  remaining_seconds: z.number().nullable(),
  rows_sampled: z.int().nullable(),
})

/** A number of rows; its limits are settings, so that values outside are refused by the service, with all other problems. */
const rowCount = z.int().min(1)

export const modelTypeSchema = z.string().min(1).max(100)

const cellValue = z.union([z.string(), z.number(), z.boolean(), z.null()])
const rangeEnd = z.union([z.number(), z.string()])

/** Conditions on columns: a value, any of several, or a range with both ends. */
export const conditionsSchema = z.record(
  z.string(),
  z.union([
    cellValue,
    z.array(cellValue).min(1).max(1000),
    z.strictObject({ min: rangeEnd.optional(), max: rangeEnd.optional() }),
  ]),
)

export const generationSchema = z.strictObject({
  id: idSchema,
  dataset_id: idSchema.nullable(),
  /** The search whose best options it takes. */
  optimization_id: idSchema.nullable(),
  api_version: z.int(),
  model_type: z.string(),
  /** `cancelling` is a running one that has been asked to stop. */
  status: z.enum([...generationStates, 'cancelling']),
  /** Why it failed. */
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  sample_size: z.int(),
  output_format: outputFormatSchema,
  include_metadata: z.boolean(),
  report_language: z.enum(reportLanguages),
  seed: z.number(),
  holdout: z.number(),
  target: z.string().nullable(),
  conditions: conditionsSchema,
  constraints: constraintsSchema,
  violating_rows: violatingRowsSchema,
  neutralise_formulas: z.boolean(),
  /** The model's options as it was trained with, all of them. */
  model_config: z.record(z.string(), jsonValue),
  progress: progressSchema.nullable(),
  /** How often it was begun. */
  attempt: z.int(),
  quality_score: z.number().nullable(),
  result: z
    .strictObject({ size_bytes: z.int(), sha256: z.string(), rows: z.int(), file_name: z.string() })
    .nullable(),
  training_seconds: z.number().nullable(),
  peak_memory_bytes: z.int().nullable(),
  created_at: time,
  started_at: time.nullable(),
  finished_at: time.nullable(),
})

export const generationContracts = {
  startGeneration: defineContract({
    id: 'startGeneration',
    method: 'post',
    path: '/generation/start',
    tag: 'generation',
    summary: 'Train a model with its defaults and sample a synthetic table.',
    access: 'user',
    body: {
      kind: 'json',
      schema: z.strictObject({
        dataset_id: idSchema,
        model_type: modelTypeSchema,
        sample_size: rowCount.optional(),
        epochs: z.int().min(1).optional(),
        output_format: outputFormatSchema.default('csv'),
      }),
    },
    answer: { kind: 'data', status: 202, schema: generationSchema },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  listGenerations: defineContract({
    id: 'listGenerations',
    method: 'get',
    path: '/generation/requests',
    tag: 'generation',
    summary: 'The own generations.',
    access: 'user',
    query: listQuery(['id', 'created_at']).extend({
      status: z.enum(generationStates).optional(),
      dataset_id: z.coerce.number<string>().pipe(idSchema).optional(),
    }),
    answer: { kind: 'data', status: 200, schema: pageOf(generationSchema) },
  }),
  getGeneration: defineContract({
    id: 'getGeneration',
    method: 'get',
    path: '/generation/status/{id}',
    tag: 'generation',
    summary: 'State and progress of a generation.',
    access: 'user',
    params: idParams,
    answer: { kind: 'data', status: 200, schema: generationSchema },
    errors: ['NOT_FOUND'],
  }),
  downloadGeneration: defineContract({
    id: 'downloadGeneration',
    method: 'get',
    path: '/generation/download/{id}',
    tag: 'generation',
    summary:
      'The synthetic table: as a redirect to a signed address, as that address in JSON, or as a stream.',
    access: 'user',
    params: idParams,
    query: z.object({ as: z.enum(['redirect', 'url', 'stream']).default('redirect') }),
    answer: {
      kind: 'file',
      mediaTypes: [
        'text/csv',
        'application/json',
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'application/vnd.apache.parquet',
        'application/zip',
      ],
      hasRanges: true,
      schema: z.strictObject({ url: z.string(), expires_at: time, file_name: z.string() }),
    },
    errors: ['NOT_FOUND', 'CONFLICT', 'RANGE_NOT_SATISFIABLE'],
  }),
  deleteGeneration: defineContract({
    id: 'deleteGeneration',
    method: 'delete',
    path: '/generation/requests/{id}',
    tag: 'generation',
    summary: 'Cancel a generation that has not ended; remove one that has, with its files.',
    access: 'user',
    params: idParams,
    answer: {
      kind: 'data',
      status: 200,
      schema: z.strictObject({ id: idSchema, outcome: z.enum(['cancelling', 'cancelled', 'removed']) }),
    },
    errors: ['NOT_FOUND'],
  }),
  getReport: defineContract({
    id: 'getReport',
    method: 'get',
    path: '/generation/report/{id}',
    tag: 'generation',
    summary: 'The quality report: as data, or as a page that stands by itself.',
    access: 'user',
    params: idParams,
    query: z.object({
      format: z.enum(['json', 'html']).default('json'),
      /** Of the page; the data are the same in every language. */
      language: reportOptionsSchema.shape.language,
    }),
    answer: { kind: 'data', status: 200, schema: reportSchema, otherMediaTypes: ['text/html'] },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  getManifest: defineContract({
    id: 'getManifest',
    method: 'get',
    path: '/generation/manifest/{id}',
    tag: 'generation',
    summary: 'Where the result comes from, signed: for `tabricate verify`.',
    access: 'user',
    params: idParams,
    answer: { kind: 'file', mediaTypes: ['application/json'] },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  streamRows: defineContract({
    id: 'streamRows',
    method: 'get',
    path: '/generation/stream/{id}',
    tag: 'generation',
    summary: 'More rows of the trained model, made while they are sent.',
    access: 'user',
    params: idParams,
    query: z.object({
      rows: z.coerce.number<string>().pipe(z.int().min(1)).default(1000),
      format: z.enum(['csv', 'ndjson']).default('ndjson'),
      seed: z.coerce.number<string>().pipe(z.number()).default(0),
      /** JSON, as `conditions` of a request. */
      where: z.string().max(10_000).optional(),
      /** In CSV, an apostrophe is put before texts that a spreadsheet would run as formulas. */
      neutralise_formulas: z.enum(['true', 'false']).default('false'),
    }),
    answer: { kind: 'file', mediaTypes: ['application/x-ndjson', 'text/csv'] },
    errors: ['NOT_FOUND', 'CONFLICT', 'UNAVAILABLE'],
  }),
  followGeneration: defineContract({
    id: 'followGeneration',
    method: 'get',
    path: '/generation/events/{id}',
    tag: 'generation',
    summary: 'State and progress as they happen; goes on after Last-Event-ID.',
    access: 'user',
    params: idParams,
    answer: { kind: 'events' },
    errors: ['NOT_FOUND'],
  }),
} as const

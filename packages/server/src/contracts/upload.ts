import { profileSchema } from '@tabricate/core'
import { z } from 'zod'
import { defineContract } from './contract.ts'
import { time } from './envelope.ts'
import { idParams, idSchema, listQuery, pageOf } from './pagination.ts'

export const datasetStatuses = ['processing', 'ready', 'failed'] as const

const columnType = z.enum(['numerical', 'datetime', 'categorical', 'boolean', 'id'])

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()])

export const datasetSchema = z.strictObject({
  id: idSchema,
  name: z.string(),
  description: z.string().nullable(),
  /** The name that the file had. */
  file_name: z.string(),
  /** By its content; null until it is known. */
  file_type: z.enum(['csv', 'json', 'xlsx', 'parquet']),
  size_bytes: z.int(),
  sha256: z.string(),
  status: z.enum(datasetStatuses),
  /** Why it failed, or why types that were asked for do not fit. */
  error: z.string().nullable(),
  row_count: z.int().nullable(),
  column_count: z.int().nullable(),
  created_at: time,
  updated_at: time,
})

/** A dataset with what it holds. `profile` is of core's version 1 and is null until the status is ready. */
export const datasetDetailSchema = z.strictObject({
  ...datasetSchema.shape,
  profile: profileSchema.nullable(),
  preview: z.strictObject({ columns: z.array(z.string()), rows: z.array(z.array(cell)) }).nullable(),
})

export const uploadContracts = {
  uploadDataset: defineContract({
    id: 'uploadDataset',
    method: 'post',
    path: '/upload/dataset',
    tag: 'upload',
    summary:
      'Upload a table: CSV, JSON (an array, or an object a line), XLSX or Parquet. It is profiled afterwards.',
    access: 'user',
    body: {
      kind: 'form',
      schema: z.strictObject({
        name: z.string().trim().min(1).max(200).optional(),
        description: z.string().trim().max(2000).optional(),
      }),
    },
    answer: { kind: 'data', status: 202, schema: datasetSchema },
    errors: ['PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'],
  }),
  listDatasets: defineContract({
    id: 'listDatasets',
    method: 'get',
    path: '/upload/datasets',
    tag: 'upload',
    summary: 'The own datasets.',
    access: 'user',
    query: listQuery(['id', 'name', 'size_bytes', 'created_at']).extend({
      status: z.enum(datasetStatuses).optional(),
    }),
    answer: { kind: 'data', status: 200, schema: pageOf(datasetSchema) },
  }),
  getDataset: defineContract({
    id: 'getDataset',
    method: 'get',
    path: '/upload/datasets/{id}',
    tag: 'upload',
    summary: 'A dataset with its profile and first rows.',
    access: 'user',
    params: idParams,
    answer: { kind: 'data', status: 200, schema: datasetDetailSchema },
    errors: ['NOT_FOUND'],
  }),
  setColumnTypes: defineContract({
    id: 'setColumnTypes',
    method: 'put',
    path: '/upload/datasets/{id}/columns',
    tag: 'upload',
    summary:
      'Overrule the types of columns; null: as inferred. The table is read again; where the types do not fit it, it stays as it was and `error` says why.',
    access: 'user',
    params: idParams,
    body: {
      kind: 'json',
      schema: z.strictObject({
        columns: z.record(z.string().max(1000), columnType.nullable()),
      }),
    },
    answer: { kind: 'data', status: 202, schema: datasetSchema },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  deleteDataset: defineContract({
    id: 'deleteDataset',
    method: 'delete',
    path: '/upload/datasets/{id}',
    tag: 'upload',
    summary: 'Delete a dataset and its files. Results made of it stay.',
    access: 'user',
    params: idParams,
    answer: { kind: 'data', status: 200, schema: z.strictObject({ id: idSchema }) },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
} as const

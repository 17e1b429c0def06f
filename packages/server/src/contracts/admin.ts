import { z } from 'zod'
import { roles, userSchema } from './auth.ts'
import { defineContract } from './contract.ts'
import { time } from './envelope.ts'
import { generationStates } from './generation.ts'
import { jsonValue } from './json-value.ts'
import { idParams, idSchema, listQuery, pageOf } from './pagination.ts'

/** What waits for an administrator where approval is required. */
export const requestKinds = ['generation', 'optimization'] as const

const requestKind = z.enum(requestKinds).default('generation')

const requestSchema = z.strictObject({
  kind: z.enum(requestKinds),
  id: idSchema,
  owner: z.strictObject({ id: idSchema, email: z.string().nullable() }),
  dataset_id: idSchema.nullable(),
  model_type: z.string(),
  status: z.enum(generationStates),
  /** Why it failed or was rejected. */
  error: z.string().nullable(),
  created_at: time,
  finished_at: time.nullable(),
})

const logLineSchema = z.strictObject({
  id: z.int(),
  at: time,
  /** As `user.disabled`. */
  action: z.string(),
  /** Who did it; null when the person has left. */
  actor_id: idSchema.nullable(),
  /** What it was done to, as `user:7`. */
  subject: z.string(),
  details: z.record(z.string(), jsonValue),
  before: jsonValue.nullable(),
  after: jsonValue.nullable(),
  request_id: z.string().nullable(),
  ip: z.string().nullable(),
})

export const adminContracts = {
  listUsers: defineContract({
    id: 'listUsers',
    method: 'get',
    path: '/admin/users',
    tag: 'admin',
    summary: 'All accounts.',
    access: 'administrator',
    query: listQuery(['id', 'email', 'created_at']).extend({
      role: z.enum(roles).optional(),
      is_active: z.enum(['true', 'false']).optional(),
      /** A part of the e-mail address or name. */
      search: z.string().max(200).optional(),
    }),
    answer: { kind: 'data', status: 200, schema: pageOf(userSchema) },
  }),
  listRequests: defineContract({
    id: 'listRequests',
    method: 'get',
    path: '/admin/requests',
    tag: 'admin',
    summary: 'Generations or optimizations of everybody.',
    access: 'administrator',
    query: listQuery(['id', 'created_at']).extend({
      kind: requestKind,
      status: z.enum(generationStates).optional(),
      user_id: z.coerce.number<string>().pipe(idSchema).optional(),
    }),
    answer: { kind: 'data', status: 200, schema: pageOf(requestSchema) },
  }),
  listLogs: defineContract({
    id: 'listLogs',
    method: 'get',
    path: '/admin/logs',
    tag: 'admin',
    summary: 'What administrators did, in lines that cannot be changed.',
    access: 'administrator',
    query: listQuery(['id', 'at']).extend({
      action: z.string().max(100).optional(),
      actor_id: z.coerce.number<string>().pipe(idSchema).optional(),
      from: time.optional(),
      to: time.optional(),
    }),
    answer: { kind: 'data', status: 200, schema: pageOf(logLineSchema) },
  }),
  approveRequest: defineContract({
    id: 'approveRequest',
    method: 'post',
    path: '/admin/approve/{id}',
    tag: 'admin',
    summary: 'Let a request that waits be done.',
    access: 'administrator',
    params: idParams,
    query: z.object({ kind: requestKind }),
    answer: { kind: 'data', status: 200, schema: requestSchema },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  rejectRequest: defineContract({
    id: 'rejectRequest',
    method: 'post',
    path: '/admin/reject/{id}',
    tag: 'admin',
    summary: 'Refuse a request that waits. Its owner is told why.',
    access: 'administrator',
    params: idParams,
    query: z.object({ kind: requestKind }),
    body: { kind: 'json', schema: z.strictObject({ reason: z.string().trim().min(1).max(2000) }) },
    answer: { kind: 'data', status: 200, schema: requestSchema },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
  toggleUser: defineContract({
    id: 'toggleUser',
    method: 'post',
    path: '/admin/users/{id}/toggle',
    tag: 'admin',
    summary: 'Disable an account, whose sessions end at once, or enable it again.',
    access: 'administrator',
    params: idParams,
    answer: { kind: 'data', status: 200, schema: userSchema },
    errors: ['NOT_FOUND', 'CONFLICT'],
  }),
} as const

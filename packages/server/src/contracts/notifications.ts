import { z } from 'zod'
import { defineContract } from './contract.ts'
import { time } from './envelope.ts'
import { jsonValue } from './json-value.ts'
import { idParams, idSchema, listQuery, pageOf } from './pagination.ts'

export const notificationKinds = [
  'dataset.ready',
  'dataset.failed',
  'generation.approved',
  'generation.succeeded',
  'generation.failed',
  'generation.rejected',
  'optimization.approved',
  'optimization.succeeded',
  'optimization.failed',
  'optimization.rejected',
  'account.enabled',
] as const

export const notificationSchema = z.strictObject({
  id: idSchema,
  kind: z.enum(notificationKinds),
  title: z.string(),
  body: z.string(),
  /** Numbers of what it is about, as `generation_id`. */
  data: z.record(z.string(), jsonValue),
  created_at: time,
  read_at: time.nullable(),
})

export const notificationContracts = {
  listNotifications: defineContract({
    id: 'listNotifications',
    method: 'get',
    path: '/notifications',
    tag: 'notifications',
    summary: 'What there is to know.',
    access: 'user',
    query: listQuery(['id']).extend({
      /** Only those that have not been read. */
      unread: z.enum(['true', 'false']).optional(),
    }),
    answer: {
      kind: 'data',
      status: 200,
      schema: pageOf(notificationSchema).extend({ unread: z.int().min(0) }),
    },
  }),
  readNotifications: defineContract({
    id: 'readNotifications',
    method: 'post',
    path: '/notifications/read',
    tag: 'notifications',
    summary: 'Mark some, or all, as read.',
    access: 'user',
    body: {
      kind: 'json',
      schema: z.union([
        z.strictObject({ ids: z.array(idSchema).min(1).max(1000) }),
        z.strictObject({ all: z.literal(true) }),
      ]),
    },
    answer: { kind: 'data', status: 200, schema: z.strictObject({ read: z.int().min(0) }) },
  }),
  deleteNotification: defineContract({
    id: 'deleteNotification',
    method: 'delete',
    path: '/notifications/{id}',
    tag: 'notifications',
    summary: 'Delete one.',
    access: 'user',
    params: idParams,
    answer: { kind: 'data', status: 200, schema: z.strictObject({ id: idSchema }) },
    errors: ['NOT_FOUND'],
  }),
  followNotifications: defineContract({
    id: 'followNotifications',
    method: 'get',
    path: '/notifications/events',
    tag: 'notifications',
    summary: 'New ones as they come; goes on after Last-Event-ID.',
    access: 'user',
    answer: { kind: 'events' },
  }),
  getPushKey: defineContract({
    id: 'getPushKey',
    method: 'get',
    path: '/notifications/push-key',
    tag: 'notifications',
    summary: 'The VAPID public key that a browser subscribes with (`applicationServerKey`).',
    access: 'user',
    answer: { kind: 'data', status: 200, schema: z.strictObject({ public_key: z.string() }) },
    errors: ['UNAVAILABLE'],
  }),
} as const

import { z } from 'zod'
import { userSchema } from './auth.ts'
import { defineContract } from './contract.ts'
import { jsonValue } from './json-value.ts'
import { idSchema } from './pagination.ts'

const text = (max: number) => z.string().trim().max(max).nullable()

/** An http(s) address; others could run code where they are shown as a link or picture. */
const webUrl = z.url({ protocol: /^https?$/ }).max(2000)

/** They are read with every request of their owner. */
const maxPreferencesLength = 10_000

const profileFields = {
  full_name: text(200),
  organisation: text(200),
  job_title: text(200),
  phone: text(50),
  country: text(100),
  locale: text(35),
  avatar_url: webUrl.nullable(),
  preferences: z
    .record(z.string().max(100), jsonValue)
    .refine((value) => JSON.stringify(value).length <= maxPreferencesLength, {
      error: `has more than ${maxPreferencesLength} characters as JSON`,
    })
    .describe(`At most ${maxPreferencesLength} characters as JSON.`),
}

const profileSchema = z.strictObject({ ...userSchema.shape, ...profileFields })

export const usersContracts = {
  getProfile: defineContract({
    id: 'getProfile',
    method: 'get',
    path: '/users/profile',
    tag: 'users',
    summary: 'The own profile.',
    access: 'user',
    answer: { kind: 'data', status: 200, schema: profileSchema },
  }),
  updateProfile: defineContract({
    id: 'updateProfile',
    method: 'put',
    path: '/users/profile',
    tag: 'users',
    summary: 'Change the fields that are given.',
    access: 'user',
    body: { kind: 'json', schema: z.strictObject(profileFields).partial() },
    answer: { kind: 'data', status: 200, schema: profileSchema },
  }),
  addPushToken: defineContract({
    id: 'addPushToken',
    method: 'post',
    path: '/users/push-token',
    tag: 'users',
    summary: 'Say where notifications are to be sent.',
    access: 'user',
    body: {
      kind: 'json',
      schema: z.discriminatedUnion('platform', [
        z.strictObject({
          platform: z.literal('web'),
          subscription: z.strictObject({
            endpoint: webUrl,
            expirationTime: z.number().nullable().optional(),
            keys: z.strictObject({ p256dh: z.string().max(200), auth: z.string().max(100) }),
          }),
        }),
        z.strictObject({ platform: z.literal('expo'), token: z.string().min(1).max(300) }),
        z.strictObject({ platform: z.literal('webhook'), url: webUrl }),
      ]),
    },
    answer: {
      kind: 'data',
      status: 201,
      schema: z.strictObject({
        id: idSchema,
        platform: z.enum(['web', 'expo', 'webhook']),
        /** What bodies sent to a webhook are signed with. */
        signing_secret: z.string().nullable(),
      }),
    },
  }),
  deleteAccount: defineContract({
    id: 'deleteAccount',
    method: 'delete',
    path: '/users/account',
    tag: 'users',
    summary: 'Delete the account with its files and rows.',
    access: 'user',
    isSensitive: true,
    body: { kind: 'json', schema: z.strictObject({ password: z.string().max(1000).optional() }) },
    answer: { kind: 'data', status: 200, schema: z.strictObject({}) },
    errors: ['INVALID_CREDENTIALS', 'CONFLICT'],
  }),
} as const

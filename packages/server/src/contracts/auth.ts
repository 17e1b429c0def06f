import { z } from 'zod'
import { defineContract } from './contract.ts'
import { time } from './envelope.ts'
import { idSchema } from './pagination.ts'

export const roles = ['user', 'admin'] as const

const email = z.string().max(254).pipe(z.email()).describe('Upper and lower case are the same.')

/** bcrypt reads 72 bytes: a longer password would be cut in silence. */
const password = z.string().min(8).max(72).describe('8 characters at least, 72 bytes at most.')

export const userSchema = z.strictObject({
  id: idSchema,
  email: z.string(),
  full_name: z.string().nullable(),
  role: z.enum(roles),
  is_active: z.boolean(),
  created_at: time,
})

const tokensSchema = z.strictObject({
  access_token: z.string(),
  refresh_token: z.string(),
  token_type: z.literal('bearer'),
  /** Seconds until the access token ends. */
  expires_in: z.int(),
})

const sessionSchema = z.strictObject({
  id: idSchema,
  created_at: time,
  last_used_at: time,
  expires_at: time,
  user_agent: z.string().nullable(),
  ip: z.string().nullable(),
})

const nothing = z.strictObject({})

export const authContracts = {
  register: defineContract({
    id: 'register',
    method: 'post',
    path: '/auth/register',
    tag: 'auth',
    summary: 'Make an account.',
    access: 'anyone',
    isSensitive: true,
    body: {
      kind: 'json',
      schema: z.strictObject({ email, password, full_name: z.string().trim().min(1).max(200).optional() }),
    },
    answer: { kind: 'data', status: 201, schema: userSchema },
    errors: ['CONFLICT'],
  }),
  login: defineContract({
    id: 'login',
    method: 'post',
    path: '/auth/login',
    tag: 'auth',
    summary: 'Get tokens for an e-mail address and a password.',
    access: 'anyone',
    isSensitive: true,
    body: {
      kind: 'json',
      schema: z.strictObject({ email: z.string().max(254), password: z.string().max(1000) }),
    },
    answer: { kind: 'data', status: 200, schema: tokensSchema },
    errors: ['INVALID_CREDENTIALS'],
  }),
  refresh: defineContract({
    id: 'refresh',
    method: 'post',
    path: '/auth/refresh',
    tag: 'auth',
    summary: 'Exchange a refresh token, which ends, for new tokens.',
    access: 'anyone',
    isSensitive: true,
    body: { kind: 'json', schema: z.strictObject({ refresh_token: z.string().max(200) }) },
    answer: { kind: 'data', status: 200, schema: tokensSchema },
    errors: ['INVALID_CREDENTIALS'],
  }),
  logout: defineContract({
    id: 'logout',
    method: 'post',
    path: '/auth/logout',
    tag: 'auth',
    summary: 'End a session; with `everywhere`, all of them.',
    access: 'user',
    body: {
      kind: 'json',
      schema: z.strictObject({
        refresh_token: z.string().max(200).optional(),
        everywhere: z.boolean().default(false),
      }),
    },
    answer: { kind: 'data', status: 200, schema: nothing },
  }),
  me: defineContract({
    id: 'me',
    method: 'get',
    path: '/auth/me',
    tag: 'auth',
    summary: 'The account of the access token.',
    access: 'user',
    answer: { kind: 'data', status: 200, schema: userSchema },
  }),
  sessions: defineContract({
    id: 'listSessions',
    method: 'get',
    path: '/auth/sessions',
    tag: 'auth',
    summary: 'The open sessions of the account.',
    access: 'user',
    answer: { kind: 'data', status: 200, schema: z.strictObject({ items: z.array(sessionSchema) }) },
  }),
} as const

export { password as passwordSchema }

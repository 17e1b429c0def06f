import { z } from 'zod'
import { defineContract } from './contract.ts'

const health = z.strictObject({
  status: z.enum(['ok', 'starting', 'stopping', 'failing']),
  version: z.string(),
})

export const healthContracts = {
  live: defineContract({
    id: 'live',
    method: 'get',
    path: '/health/live',
    tag: 'health',
    summary: 'Whether the process answers.',
    access: 'anyone',
    answer: { kind: 'data', status: 200, schema: health },
  }),
  ready: defineContract({
    id: 'ready',
    method: 'get',
    path: '/health/ready',
    tag: 'health',
    summary: 'Whether requests can be served: the database answers.',
    access: 'anyone',
    answer: { kind: 'data', status: 200, schema: health },
    errors: ['UNAVAILABLE'],
  }),
} as const

import { z } from 'zod'
import { type ErrorCode, errorCodes, type Issue } from '../../errors.ts'

/** To a task's process. */
export type ParentMessage = { readonly kind: 'task'; readonly task: unknown } | { readonly kind: 'cancel' }

export const parentMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('task'), task: z.unknown() }),
  z.object({ kind: z.literal('cancel') }),
])

/** From a task's process. */
export type ChildMessage =
  | { readonly kind: 'progress'; readonly progress: unknown }
  | { readonly kind: 'memory'; readonly bytes: number }
  | { readonly kind: 'done'; readonly result: unknown }
  | {
      readonly kind: 'failed'
      readonly code: ErrorCode
      readonly message: string
      readonly issues: readonly Issue[]
    }

/** A process that read files of strangers is trusted less than this one: what it says is checked. */
export const childMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), progress: z.unknown() }),
  z.object({ kind: z.literal('memory'), bytes: z.number() }),
  z.object({ kind: z.literal('done'), result: z.unknown() }),
  z.object({
    kind: z.literal('failed'),
    code: z.enum(errorCodes),
    message: z.string(),
    issues: z.array(z.object({ path: z.array(z.union([z.string(), z.number()])), message: z.string() })),
  }),
])

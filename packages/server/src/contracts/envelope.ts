import { z } from 'zod'
import { errorStatuses, type WireErrorCode } from './error-codes.ts'

/** A point in time on the wire: ISO 8601 in UTC. */
export const time = z.iso.datetime()

const codes = Object.keys(errorStatuses).filter((code): code is WireErrorCode => code in errorStatuses)

/** Every answer that failed. */
export const failureSchema = z.strictObject({
  success: z.literal(false),
  error: z.strictObject({
    code: z.enum(codes),
    message: z.string(),
    /** Of a validation error: `issues`, all of them. */
    details: z.looseObject({
      issues: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
    }),
  }),
  timestamp: time,
})

/** Every answer that succeeded, except files and streams. */
export function successSchema<Data extends z.ZodType>(data: Data) {
  return z.strictObject({
    success: z.literal(true),
    data,
    message: z.string(),
    timestamp: time,
  })
}

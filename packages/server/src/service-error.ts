import type { Issue } from '@tabricate/core'
import type { WireErrorCode } from './contracts/error-codes.ts'

/** What a service refuses, and why. Services know no HTTP; the code decides the status in one table. */
export class ServiceError extends Error {
  readonly code: WireErrorCode
  readonly issues: readonly Issue[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: WireErrorCode,
    message: string,
    options: {
      readonly issues?: readonly Issue[]
      readonly retryAfterSeconds?: number
      readonly cause?: unknown
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ServiceError'
    this.code = code
    this.issues = options.issues ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** The same answer for what does not exist and for what belongs to somebody else. */
export function notFound(what: string): ServiceError {
  return new ServiceError('NOT_FOUND', `There is no such ${what}.`)
}

/** All issues at once; does nothing when there are none. */
export function throwValidation(issues: readonly Issue[]): void {
  if (issues.length > 0) throw new ServiceError('VALIDATION_ERROR', 'Invalid input parameters', { issues })
}

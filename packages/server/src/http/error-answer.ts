import { type ErrorCode, type Issue, isTabricateError } from '@tabricate/core'
import { errorStatuses, type WireErrorCode } from '../contracts/error-codes.ts'
import { isConnectionFailure } from '../database/connection-failure.ts'
import { ServiceError } from '../service-error.ts'

/** An answer that failed. */
export interface ErrorAnswer {
  readonly status: number
  readonly code: WireErrorCode
  readonly message: string
  readonly details: { readonly issues?: readonly { readonly path: string; readonly message: string }[] }
  readonly retryAfterSeconds: number | undefined
  /** Nobody's fault but the platform's: to be logged. */
  readonly isDefect: boolean
}

/** What core's errors are on the wire, where a service has let them through. */
const coreCodes: { readonly [code in ErrorCode]: WireErrorCode } = {
  INVALID_OPTIONS: 'VALIDATION_ERROR',
  INVALID_SCHEMA: 'VALIDATION_ERROR',
  INVALID_TABLE: 'VALIDATION_ERROR',
  PARSE_FAILED: 'VALIDATION_ERROR',
  UNSUPPORTED_FORMAT: 'UNSUPPORTED_MEDIA_TYPE',
  FILE_NOT_FOUND: 'NOT_FOUND',
  FILE_EXISTS: 'CONFLICT',
  CONDITION_INVALID: 'VALIDATION_ERROR',
  CONDITION_UNREACHABLE: 'VALIDATION_ERROR',
  CONSTRAINT_INVALID: 'VALIDATION_ERROR',
  CONSTRAINT_VIOLATED: 'VALIDATION_ERROR',
  CONSTRAINT_REQUIRED: 'VALIDATION_ERROR',
  MODEL_UNKNOWN: 'VALIDATION_ERROR',
  MODEL_STATE_INVALID: 'INTERNAL_ERROR',
  MODEL_FILE_CORRUPT: 'INTERNAL_ERROR',
  MODEL_FILE_NEWER: 'INTERNAL_ERROR',
  RUNTIME_UNAVAILABLE: 'UNAVAILABLE',
  TRAINING_DIVERGED: 'INTERNAL_ERROR',
  MEMORY_LIMIT: 'INTERNAL_ERROR',
  ABORTED: 'REQUEST_TIMEOUT',
  DEFECT: 'INTERNAL_ERROR',
}

/** The answer for whatever was thrown. What is not meant for callers (stacks, SQL, paths) does not get into it. */
export function errorAnswer(error: unknown): ErrorAnswer {
  if (error instanceof ServiceError)
    return answer(error.code, error.message, error.issues, error.retryAfterSeconds)
  if (isTabricateError(error)) {
    const code = coreCodes[error.code]
    if (code === 'INTERNAL_ERROR') return internal()
    const [firstLine = ''] = error.message.split('\n')
    return answer(code, error.issues.length > 0 ? 'Invalid input parameters' : firstLine, error.issues)
  }
  if (isConnectionFailure(error)) {
    const away = answer('UNAVAILABLE', 'The platform cannot reach its database just now.', [], 5)
    return { ...away, isDefect: true }
  }
  return internal()
}

function answer(
  code: WireErrorCode,
  message: string,
  issues: readonly Issue[],
  retryAfterSeconds?: number,
): ErrorAnswer {
  return {
    status: errorStatuses[code],
    code,
    message,
    details: issues.length === 0 ? {} : { issues: issues.map(wireIssue) },
    retryAfterSeconds,
    isDefect: code === 'INTERNAL_ERROR',
  }
}

function internal(): ErrorAnswer {
  return answer('INTERNAL_ERROR', 'Something went wrong here. The request id helps to find out what.', [])
}

/** `model_config.generator_dim[0]` */
export function wireIssue({ path, message }: Issue): { readonly path: string; readonly message: string } {
  let where = ''
  for (const part of path) where += typeof part === 'number' ? `[${part}]` : where === '' ? part : `.${part}`
  return { path: where, message }
}

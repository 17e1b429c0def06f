import type { components } from './openapi.gen.ts'

/** Codes that the platform answers with. */
export type WireErrorCode = components['schemas']['Failure']['error']['code']

/** `NETWORK_ERROR`: no answer came. `UNREADABLE_ANSWER`: what came is none of the platform's. */
export type ApiErrorCode = WireErrorCode | 'NETWORK_ERROR' | 'UNREADABLE_ANSWER'

export interface ApiIssue {
  /** As `model_config / epochs`. */
  readonly path: string
  readonly message: string
}

export interface ApiErrorParts {
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly code: ApiErrorCode
  readonly message: string
  readonly details?: Readonly<Record<string, unknown>>
  /** For the platform's operator, who finds it in the log. */
  readonly requestId?: string | null
  /** What the platform asked to wait. */
  readonly retryAfterMs?: number | null
  readonly cause?: unknown
}

/** A call that failed. A call that was aborted rejects with its signal's reason instead. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: ApiErrorCode
  readonly details: Readonly<Record<string, unknown>>
  readonly requestId: string | null
  readonly retryAfterMs: number | null

  constructor({ status, code, message, details, requestId, retryAfterMs, cause }: ApiErrorParts) {
    super(message, cause === undefined ? undefined : { cause })
    this.status = status
    this.code = code
    this.details = details ?? {}
    this.requestId = requestId ?? null
    this.retryAfterMs = retryAfterMs ?? null
  }

  /** All that is wrong with the values of a request; empty for other errors. */
  get issues(): readonly ApiIssue[] {
    const { issues } = this.details
    return Array.isArray(issues) ? issues.filter(isIssue) : []
  }
}

function isIssue(value: unknown): value is ApiIssue {
  return isObject(value) && typeof value.path === 'string' && typeof value.message === 'string'
}

/** Also for errors of another copy of this package. */
export function isApiError(error: unknown, code?: ApiErrorCode): error is ApiError {
  return (
    error instanceof Error &&
    error.name === 'ApiError' &&
    'code' in error &&
    (code === undefined || error.code === code)
  )
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

import { ApiError, type ApiErrorCode, isObject, type WireErrorCode } from './api-error.ts'

/**
 * The data of an envelope, of the type that the contract gives it: what the platform answers is checked against the contract there.
 * @throws ApiError of an answer that failed, or is none of the platform's
 */
export async function readData<T = unknown>(response: Response): Promise<T> {
  if (!response.ok) throw await readError(response)
  const envelope: unknown = await response.json().catch(() => undefined)
  if (isObject(envelope) && envelope.success === true && 'data' in envelope) return envelope.data as T
  throw new ApiError({
    status: response.status,
    code: 'UNREADABLE_ANSWER',
    message: `${response.url} answered something else than the platform does. Is baseUrl right?`,
    requestId: response.headers.get('x-request-id'),
  })
}

/** The error of an answer that is not a success. */
export async function readError(response: Response): Promise<ApiError> {
  const { status } = response
  const text = await response.text().catch(() => '')
  const told = readFailure(text)
  return new ApiError({
    status,
    code: told?.code ?? codesByStatus[status] ?? 'UNREADABLE_ANSWER',
    // Resumable uploads are refused in plain text.
    message: told?.message ?? plainText(response, text) ?? `HTTP status ${status}`,
    details: told?.details ?? {},
    requestId: response.headers.get('x-request-id'),
    retryAfterMs: readRetryAfter(response.headers.get('retry-after')),
  })
}

function readFailure(text: string) {
  const envelope = parseJson(text)
  const error = isObject(envelope) ? envelope.error : undefined
  if (!isObject(error) || typeof error.message !== 'string' || !isKnownCode(error.code)) return null
  const details = isObject(error.details) ? error.details : {}
  return { code: error.code, message: error.message, details }
}

function isKnownCode(code: unknown): code is ApiErrorCode {
  return typeof code === 'string' && code !== ''
}

function plainText(response: Response, text: string): string | null {
  const isMarkup = /\b(html|json)\b/.test(response.headers.get('content-type') ?? '')
  return isMarkup || text.trim() === '' ? null : text.trim()
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** For answers without an envelope: of resumable uploads, of proxies. */
const codesByStatus: { readonly [status: number]: WireErrorCode } = {
  401: 'AUTHENTICATION_REQUIRED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  409: 'CONFLICT',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  422: 'VALIDATION_ERROR',
  429: 'RATE_LIMITED',
  500: 'INTERNAL_ERROR',
  502: 'UNAVAILABLE',
  503: 'UNAVAILABLE',
  504: 'UNAVAILABLE',
}

/** Seconds, or a date (RFC 9110, section 10.2.3), in milliseconds from now. */
function readRetryAfter(value: string | null): number | null {
  if (value === null) return null
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now()
  return Number.isFinite(milliseconds) ? Math.max(0, milliseconds) : null
}

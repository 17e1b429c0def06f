import type { NextFunction, Request, Response } from 'express'
import type { HelmetOptions } from 'helmet'
import { ServiceError } from '../service-error.ts'

/** Nothing but data comes from here: pages that are meant to run have a policy of their own. */
export const helmetOptions: HelmetOptions = {
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      baseUri: ["'none'"],
      formAction: ["'none'"],
      frameAncestors: ["'none'"],
    },
  },
  crossOriginResourcePolicy: { policy: 'cross-origin' },
  referrerPolicy: { policy: 'no-referrer' },
}

/** Where the router is mounted, without a slash at the end. */
export function mountOf(request: Request): string {
  return request.baseUrl.replace(/\/+$/, '')
}

/** `/upload/datasets/{id}` as Express writes it. A key of a file has slashes. */
export function expressPath(path: string): string {
  return path.replace('{key}', '*key').replaceAll(/\{(\w+)\}/g, ':$1')
}

/** The parameters of a path as texts. */
export function pathParams(request: Request): { readonly [name: string]: string } {
  return Object.fromEntries(
    Object.entries(request.params).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join('/') : (value ?? ''),
    ]),
  )
}

/** The name in a Host header, without its port and in lower case; null when there is none. */
export function hostName(header: string | undefined): string | null {
  if (header === undefined) return null
  const match = /^(\[[0-9a-f:.]+\]|[^:]+)(?::\d+)?$/i.exec(header.trim())
  return match?.[1]?.toLowerCase() ?? null
}

/** Refuses bodies that are not JSON; requests without a body pass. */
export function requireJson(request: Request, _response: Response, next: NextFunction): void {
  const hasBody =
    request.headers['transfer-encoding'] !== undefined || Number(request.get('content-length') ?? 0) > 0
  if (hasBody && request.is('application/json') === false)
    throw new ServiceError('UNSUPPORTED_MEDIA_TYPE', 'Send the body as application/json.')
  next()
}

/** What went wrong because time was over, whatever came of that, or before a handler was reached; null for anything else. */
export function requestError(error: unknown, signal: AbortSignal): ServiceError | null {
  const reason: unknown = signal.reason
  if (signal.aborted && reason instanceof Error && reason.name === 'TimeoutError')
    return new ServiceError('REQUEST_TIMEOUT', 'The exchange took longer than is allowed.', { cause: error })
  if (error instanceof ServiceError) return null
  if (!(error instanceof Error && 'status' in error && typeof error.status === 'number')) return null
  if (error.status === 413)
    return new ServiceError('PAYLOAD_TOO_LARGE', 'The body is too large.', { cause: error })
  if (error.status === 415)
    return new ServiceError('UNSUPPORTED_MEDIA_TYPE', 'The encoding of the body is not supported.', {
      cause: error,
    })
  return error.status >= 400 && error.status < 500
    ? new ServiceError('MALFORMED_REQUEST', 'The request is not readable.', { cause: error })
    : null
}

/** An answer that nobody keeps; hence without the entity tag that Express would hash it for. */
export function sendJson(response: Response, status: number, value: object): void {
  response
    .status(status)
    .set({ 'Cache-Control': 'no-store', 'Content-Type': 'application/json; charset=utf-8' })
    .end(JSON.stringify(value))
}

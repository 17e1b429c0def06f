import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import express, { type NextFunction, type Request, type Response, type Router } from 'express'
import helmet from 'helmet'
import type { Contract } from '../contracts/contract.ts'
import { failureSchema, successSchema } from '../contracts/envelope.ts'
import { describeError, type Logger } from '../logger.ts'
import type { OpenRequest, RequestObserver } from '../monitoring/request-observer.ts'
import { assetPath } from '../package-files.ts'
import { ServiceError } from '../service-error.ts'
import { checkRequest } from './check-request.ts'
import { consoleAssets, pushWorker } from './console-page.ts'
import { countBytes } from './count-bytes.ts'
import { docsAssets, docsScripts } from './docs-pages.ts'
import { drainRequest } from './drain-request.ts'
import { type ErrorAnswer, errorAnswer } from './error-answer.ts'
import {
  expressPath,
  helmetOptions,
  hostName,
  mountOf,
  pathParams,
  requestError,
  requireJson,
  sendJson,
} from './express-parts.ts'
import { formReceiver } from './receive-form.ts'
import type { Identity, RequestContext, Result, Route } from './route.ts'
import { sendEvents } from './send-events.ts'
import { sendFile } from './send-file.ts'

/** Each of them can be left to the host's own. */
export interface Middlewares {
  readonly securityHeaders: boolean
  readonly cors: boolean
  readonly allowedHosts: boolean
  readonly requestLog: boolean
  readonly timeLimit: boolean
  /** Requests are counted: for statistics and metrics. */
  readonly performance: boolean
}

export interface RouterParts {
  readonly routes: readonly Route[]
  /** Who asks, by the request's headers; null for nobody. */
  readonly authenticate: (request: IncomingMessage) => Promise<Identity | null>
  /** @throws ServiceError `RATE_LIMITED` */
  readonly limit: (contract: Contract, context: RequestContext, identity: Identity | null) => void
  /** Requests that are not the contract's: resumable uploads. Answers them itself. */
  readonly resumable: {
    readonly path: string
    readonly handle: (
      request: IncomingMessage,
      response: ServerResponse,
      identity: Identity,
      mountPath: string,
    ) => Promise<void>
  }
  /** Told of every request, unless that is switched off. */
  readonly observers: readonly RequestObserver[]
  readonly logger: Logger
  readonly now: () => Date
  readonly middlewares: Middlewares
  readonly corsOrigins: readonly string[]
  readonly allowedHosts: readonly string[]
  readonly maxBodyBytes: number
  readonly maxFileBytes: number
  readonly requestTimeoutMs: number
  /** Check every answer against its contract: for tests. */
  readonly checkAnswers: boolean
}

/** What is known of a request before its handler. */
interface Exchange {
  readonly requestId: string
  readonly startedAt: number
  readonly signal: AbortSignal
  identity: Identity | null
  /** What observers are told. */
  readonly seen: { -readonly [Name in keyof OpenRequest]: OpenRequest[Name] }
}

/** The router of the platform. The only place that knows Express; it may be mounted under any path of a host's app. */
export function createExpressRouter(parts: RouterParts): Router {
  const router = express.Router()
  const parseJson = express.json({ limit: parts.maxBodyBytes, type: 'application/json' })
  const observers = parts.middlewares.performance ? parts.observers : []
  const exchanges = new WeakMap<Request, Exchange>()
  const exchangeOf = (request: Request): Exchange => {
    const exchange = exchanges.get(request)
    if (exchange === undefined) throw new Error('A request came without its exchange.')
    return exchange
  }

  router.use((request, response, next) => {
    begin(request, response)
    next()
  })
  if (parts.middlewares.securityHeaders) router.use(helmet(helmetOptions))
  if (parts.middlewares.allowedHosts) router.use(checkHost)
  if (parts.middlewares.cors) router.use(allowOrigins)

  addDocumentAssets()
  router.use(parts.resumable.path, async (request, response, next) => {
    // A browser asks beforehand what it may send, without saying who it is.
    if (request.method === 'OPTIONS') return next()
    exchangeOf(request).seen.route = `${request.method} ${parts.resumable.path}`
    const identity = await requireIdentity(request)
    await parts.resumable.handle(request, response, identity, `${mountOf(request)}${parts.resumable.path}`)
  })
  for (const route of parts.routes) addRoute(route)
  addOtherMethods()
  router.use(() => {
    throw new ServiceError('NOT_FOUND', 'There is nothing under this path.')
  })
  router.use((error: unknown, request: Request, response: Response, _next: NextFunction) =>
    sendError(error, request, response),
  )
  return router

  function begin(request: Request, response: Response): void {
    const given = request.get('x-request-id')
    const requestId = given !== undefined && /^[\w.:-]{1,100}$/.test(given) ? given : newRequestId()
    const ended = new AbortController()
    // A timer that ends with the exchange: a signal of `AbortSignal.timeout` would be kept until its hour is over.
    const timer = parts.middlewares.timeLimit
      ? setTimeout(() => ended.abort(timeoutReason()), parts.requestTimeoutMs).unref()
      : undefined
    const seen = { method: request.method, route: null, userId: null }
    const exchange = { requestId, startedAt: performance.now(), signal: ended.signal, identity: null, seen }
    exchanges.set(request, exchange)
    const bytes = countBytes(request)
    for (const observer of observers) observer.opened(seen)
    response.set('X-Request-Id', requestId)
    response.on('close', () => {
      clearTimeout(timer)
      ended.abort(closedReason)
      if (parts.middlewares.requestLog) logRequest(request, response)
      if (observers.length > 0) observeEnd(exchange, response, bytes())
    })
  }

  function observeEnd(
    { seen, startedAt }: Exchange,
    { statusCode: status }: Response,
    { received, sent }: { readonly received: number; readonly sent: number },
  ): void {
    const seconds = (performance.now() - startedAt) / 1000
    const closed = { ...seen, status, seconds, bytesReceived: received, bytesSent: sent }
    for (const observer of observers) observer.closed(seen, closed)
  }

  function logRequest(request: Request, response: Response): void {
    const { requestId, startedAt, identity } = exchangeOf(request)
    parts.logger({
      level: response.statusCode >= 500 ? 'ERROR' : 'INFO',
      module: 'http',
      message: `${request.method} ${response.statusCode}`,
      requestId,
      ...(identity && { userId: identity.user.id }),
      metadata: {
        method: request.method,
        // Without the query: it can hold signatures.
        path: `${request.baseUrl}${request.path}`,
        status: response.statusCode,
        duration_seconds: (performance.now() - startedAt) / 1000,
        completed: response.writableFinished,
      },
    })
  }

  function checkHost(request: Request, _response: Response, next: NextFunction): void {
    const { allowedHosts } = parts
    const host = hostName(request.get('host'))
    const isAllowed = allowedHosts.includes('*') || (host !== null && allowedHosts.includes(host))
    if (!isAllowed && !request.path.startsWith('/health/')) {
      throw new ServiceError(
        'HOST_NOT_ALLOWED',
        'This host name is not served here. ALLOWED_HOSTS lists those that are.',
      )
    }
    next()
  }

  function allowOrigins(request: Request, response: Response, next: NextFunction): void {
    const origin = request.get('origin')
    response.vary('Origin')
    if (origin !== undefined && (parts.corsOrigins.includes('*') || parts.corsOrigins.includes(origin))) {
      response.set({
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Expose-Headers':
          'X-Request-Id, Retry-After, Content-Disposition, Content-Range, Location, Upload-Offset, Upload-Length, Tus-Resumable',
      })
      if (request.method === 'OPTIONS' && request.get('access-control-request-method') !== undefined) {
        response
          .set({
            'Access-Control-Allow-Methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
            'Access-Control-Allow-Headers':
              'Authorization, Content-Type, Last-Event-ID, Range, X-Request-Id, Upload-Length, Upload-Offset, Upload-Metadata, Tus-Resumable',
            'Access-Control-Max-Age': '600',
          })
          .status(204)
          .end()
        return
      }
    }
    next()
  }

  function addDocumentAssets(): void {
    for (const [name, text] of docsScripts)
      router.get(`/docs/${name}`, (_request, response) => {
        response.type('text/javascript').send(text)
      })
    for (const [name, type] of docsAssets)
      router.get(`/docs/${name}`, async (_request, response) => {
        response
          .set('Cache-Control', 'public, max-age=3600')
          .type(type)
          .send(await readFile(assetPath(name)))
      })
    // Below the page that it belongs to, under a name that stays: browsers look there whether it has changed.
    router.get(`/console/${pushWorker}`, async (_request, response) => {
      response
        .set('Cache-Control', 'no-cache')
        .type('text/javascript')
        .send(await readFile(assetPath(`console/${pushWorker}`)))
    })
    for (const [name, type] of consoleAssets())
      router.get(`/console/assets/${name}`, async (request, response) => {
        const isCompressed = request.acceptsEncodings('gzip') === 'gzip'
        if (isCompressed) response.set('Content-Encoding', 'gzip')
        response
          .vary('Accept-Encoding')
          .set('Cache-Control', 'public, max-age=31536000, immutable')
          .type(type)
          .send(await readFile(assetPath(`console/assets/${name}${isCompressed ? '.gz' : ''}`)))
      })
  }

  function addRoute(route: Route): void {
    const { contract } = route
    const handlers = contract.body?.kind === 'json' ? [requireJson, parseJson] : []
    const name = `${contract.method.toUpperCase()} ${contract.path}`
    const isSeen = (request: Request, _response: Response, next: NextFunction) => {
      exchangeOf(request).seen.route = name
      next()
    }
    router[contract.method](expressPath(contract.path), isSeen, ...handlers, async (request, response) => {
      await answer(route, request, response)
    })
  }

  /** Other methods of known paths are 405, not 404. */
  function addOtherMethods(): void {
    const methods = new Map<string, string[]>()
    for (const { contract } of parts.routes) {
      const known = methods.get(contract.path) ?? []
      methods.set(contract.path, [...known, contract.method.toUpperCase()])
    }
    for (const [path, allowed] of methods) {
      router.all(expressPath(path), (_request, response) => {
        response.set('Allow', allowed.join(', '))
        throw new ServiceError('METHOD_NOT_ALLOWED', `Use ${allowed.join(' or ')} here.`)
      })
    }
  }

  async function requireIdentity(request: Request): Promise<Identity> {
    const identity = await parts.authenticate(request)
    if (identity === null)
      throw new ServiceError(
        'AUTHENTICATION_REQUIRED',
        'Sign in: send an access token as "Authorization: Bearer …".',
      )
    const exchange = exchangeOf(request)
    exchange.identity = identity
    exchange.seen.userId = identity.user.id
    return identity
  }

  async function answer(route: Route, request: Request, response: Response): Promise<void> {
    const { contract } = route
    const exchange = exchangeOf(request)
    const context: RequestContext = {
      requestId: exchange.requestId,
      mountPath: mountOf(request),
      caller: { ip: request.ip ?? '', userAgent: request.get('user-agent')?.slice(0, 300) ?? null },
      signal: exchange.signal,
      header: (name) => request.get(name),
    }
    const isAdmitted = contract.access === 'anyone' || route.admits?.(context.header) === true
    const identity = isAdmitted ? null : await requireIdentity(request)
    if (contract.access === 'administrator' && !isAdmitted && identity?.user.role !== 'admin')
      throw new ServiceError('FORBIDDEN', 'Only administrators may do this.')
    parts.limit(contract, context, identity)
    const body: unknown = request.body ?? {}
    const checked = checkRequest(contract, { params: pathParams(request), query: request.query, body })
    const form =
      contract.body?.kind === 'form'
        ? formReceiver(
            {
              body: request,
              contentType: request.get('content-type'),
              maxFileBytes: parts.maxFileBytes,
              signal: exchange.signal,
            },
            contract.body.schema,
          )
        : undefined
    const result = await route.handle({ ...context, ...checked, identity, form })
    await sendResult(contract, result, request, response)
  }

  async function sendResult(
    contract: Contract,
    result: Result<unknown>,
    request: Request,
    response: Response,
  ): Promise<void> {
    if ('data' in result) {
      const envelope = {
        success: true,
        data: result.data,
        message: result.message ?? 'Operation completed successfully',
        timestamp: parts.now().toISOString(),
      }
      const { answer } = contract
      if (parts.checkAnswers && answer.kind !== 'events' && answer.schema !== undefined)
        successSchema(answer.schema).parse(envelope)
      sendJson(response, answer.kind === 'data' ? answer.status : 200, envelope)
    } else if ('redirect' in result) {
      const isOwn = result.redirect.startsWith('/')
      response
        .set('Cache-Control', 'no-store')
        .redirect(302, isOwn ? `${mountOf(request)}${result.redirect}` : result.redirect)
    } else if ('text' in result) {
      const { text, mediaType, contentPolicy } = result
      if (contentPolicy !== undefined) response.set('Content-Security-Policy', contentPolicy)
      response.set('Cache-Control', 'no-store').type(mediaType).send(text)
    } else if ('events' in result) {
      await sendEvents(response, result.events, exchangeOf(request).signal)
    } else {
      await sendFile(response, result, request.method === 'HEAD')
    }
  }

  function sendError(error: unknown, request: Request, response: Response): void {
    const { requestId, identity, signal } = exchangeOf(request)
    const found = errorAnswer(requestError(error, signal) ?? error)
    if (found.isDefect) {
      parts.logger({
        level: 'ERROR',
        module: 'http',
        message: 'A request failed',
        requestId,
        ...(identity && { userId: identity.user.id }),
        metadata: { ...describeError(error), method: request.method, path: request.path },
      })
    }
    if (response.headersSent) {
      response.destroy()
      return
    }
    drainRequest(request)
    const { retryAfterSeconds } = found
    if (retryAfterSeconds !== undefined) response.set('Retry-After', String(retryAfterSeconds))
    if (found.code === 'AUTHENTICATION_REQUIRED') response.set('WWW-Authenticate', 'Bearer')
    const envelope = failureEnvelope(found, parts.now())
    if (parts.checkAnswers) failureSchema.parse(envelope)
    sendJson(response, found.status, envelope)
  }
}

function failureEnvelope({ code, message, details }: ErrorAnswer, now: Date) {
  return { success: false, error: { code, message, details }, timestamp: now.toISOString() }
}

/** 18 hexadecimal digits. Node makes such numbers in advance, many at once. */
function newRequestId(): string {
  return `req_${randomUUID().replaceAll('-', '').slice(-18)}`
}

/** One for all: making it takes longer than anything else that is done at the end of an exchange. */
const closedReason = new DOMException('The exchange is over.', 'AbortError')

/** As that of `AbortSignal.timeout`. */
function timeoutReason(): DOMException {
  return new DOMException('The exchange took longer than is allowed.', 'TimeoutError')
}

import type { JobKind } from '../jobs/job.ts'
import type { JobRunner } from '../jobs/worker.ts'
import type { OpenRequest, RequestObserver } from './request-observer.ts'

type Attributes = { readonly [name: string]: string | number }

/** Of a span of OpenTelemetry, what is used here. */
export interface Span {
  setAttributes(attributes: Attributes): unknown
  updateName(name: string): unknown
  /** `code` 2 is an error. */
  setStatus(status: { readonly code: 2; readonly message?: string }): unknown
  end(): void
}

/** What spans are made with. A `Tracer` of `@opentelemetry/api`, which is not needed otherwise, is one. */
export interface Tracer {
  startSpan(name: string, options: { readonly kind: 0 | 1; readonly attributes: Attributes }): Span
}

/** OpenTelemetry's numbers. */
const internalKind = 0
const serverKind = 1
const errorStatus = 2

/** The tracer of the OpenTelemetry that is installed beside this package; null where there is none. Without an SDK its spans go nowhere. */
export async function openTelemetryTracer(): Promise<Tracer | null> {
  try {
    const { trace } = await import('@opentelemetry/api')
    return trace.getTracer('tabricate')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND') return null
    throw error
  }
}

/** A span for each request, by the semantic conventions for HTTP. */
export function traceRequests(tracer: Tracer): RequestObserver {
  const spans = new WeakMap<OpenRequest, Span>()
  return {
    opened(request) {
      const attributes = { 'http.request.method': request.method }
      spans.set(request, tracer.startSpan(request.method, { kind: serverKind, attributes }))
    },
    closed(request, { method, route, status, bytesReceived, bytesSent, userId }) {
      const span = spans.get(request)
      if (span === undefined) return
      // Without what strangers put into paths: a route's name has no values.
      const path = route?.slice(route.indexOf(' ') + 1)
      if (path !== undefined) span.updateName(`${method} ${path}`)
      span.setAttributes({
        ...(path !== undefined && { 'http.route': path }),
        ...(userId !== null && { 'tabricate.user_id': userId }),
        'http.response.status_code': status,
        'http.request.body.size': bytesReceived,
        'http.response.size': bytesSent,
      })
      if (status >= 500) span.setStatus({ code: errorStatus })
      span.end()
    },
  }
}

/** A span for each attempt at a job. */
export function traceJobs(
  runners: { readonly [kind in JobKind]: JobRunner },
  tracer: Tracer,
): { readonly [kind in JobKind]: JobRunner } {
  const traced = (runner: JobRunner): JobRunner => ({
    ...runner,
    async run(job, context) {
      const attributes = { 'tabricate.job_id': job.id, 'tabricate.attempt': job.attempt }
      const span = tracer.startSpan(`job ${job.kind}`, { kind: internalKind, attributes })
      try {
        const outcome = await runner.run(job, context)
        const { peakMemoryBytes } = outcome
        if (peakMemoryBytes !== null) span.setAttributes({ 'tabricate.peak_memory_bytes': peakMemoryBytes })
        return outcome
      } catch (error) {
        span.setStatus({ code: errorStatus, message: error instanceof Error ? error.name : 'failed' })
        throw error
      } finally {
        span.end()
      }
    },
  })
  return {
    profile: traced(runners.profile),
    generation: traced(runners.generation),
    trial: traced(runners.trial),
  }
}

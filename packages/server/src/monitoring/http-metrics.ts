import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { RequestObserver } from './request-observer.ts'
import { otherRoute } from './request-recorder.ts'

/** Upper bounds in seconds. */
const durationBounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600]

/** Metrics of this process's requests. */
export function createHttpMetrics(registry: Registry): RequestObserver {
  const registers = [registry]
  const requests = new Counter({
    name: 'tabricate_http_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const duration = new Histogram({
    name: 'tabricate_http_request_duration_seconds',
    help: 'From a request to the end of its answer.',
    labelNames: ['method', 'route'],
    buckets: durationBounds,
    registers,
  })
  const received = new Counter({
    name: 'tabricate_http_received_bytes_total',
    help: 'Bytes of bodies.',
    labelNames: ['method', 'route'],
    registers,
  })
  const sent = new Counter({
    name: 'tabricate_http_sent_bytes_total',
    help: 'Bytes of answers.',
    labelNames: ['method', 'route'],
    registers,
  })
  const inFlight = new Gauge({
    name: 'tabricate_http_requests_in_flight',
    help: 'Requests that are not answered yet.',
    registers,
  })
  return {
    opened: () => inFlight.inc(),
    closed(_request, { method, route, status, seconds, bytesReceived, bytesSent }) {
      inFlight.dec()
      // A label's values are few: whatever a stranger asks for that is none of the operations is one of them.
      const labels =
        route === null
          ? { method: otherRoute, route: otherRoute }
          : { method, route: route.slice(route.indexOf(' ') + 1) }
      requests.inc({ ...labels, status: String(status) })
      duration.observe(labels, seconds)
      received.inc(labels, bytesReceived)
      sent.inc(labels, bytesSent)
    },
  }
}

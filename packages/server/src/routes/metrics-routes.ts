import { createHash, timingSafeEqual } from 'node:crypto'
import { metricsContracts } from '../contracts/metrics.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Metrics } from '../monitoring/metrics.ts'
import { ServiceError } from '../service-error.ts'

/**
 * @param metrics null: they are switched off
 * @param token lets Prometheus in, which cannot sign in anew every half hour
 */
export function metricsRoutes(metrics: Metrics | null, token: string | undefined): readonly Route[] {
  return [
    {
      ...defineRoute(metricsContracts.getMetrics, async () => {
        if (metrics === null)
          throw new ServiceError('UNAVAILABLE', 'There are no metrics here: METRICS_ENABLED is off.')
        return { text: await metrics.text(), mediaType: metrics.mediaType }
      }),
      admits: (header) => token !== undefined && isSame(header('authorization') ?? '', `Bearer ${token}`),
    },
  ]
}

/** In a time that tells nothing of how much is the same. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(wanted))
}

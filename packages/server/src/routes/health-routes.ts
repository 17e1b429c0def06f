import { healthContracts } from '../contracts/health.ts'
import type { Database } from '../database/database.ts'
import { defineRoute, type Route } from '../http/route.ts'
import { ServiceError } from '../service-error.ts'

export type LifeState = 'starting' | 'ok' | 'stopping'

export function healthRoutes(database: Database, version: string, state: () => LifeState): readonly Route[] {
  return [
    defineRoute(healthContracts.live, async () => ({ data: { status: state(), version } })),
    defineRoute(healthContracts.ready, async () => {
      const status = state()
      if (status !== 'ok')
        throw new ServiceError('UNAVAILABLE', `The platform is ${status}.`, { retryAfterSeconds: 1 })
      try {
        await database.raw('select 1')
      } catch (cause) {
        throw new ServiceError('UNAVAILABLE', 'The database does not answer.', {
          retryAfterSeconds: 5,
          cause,
        })
      }
      return { data: { status, version } }
    }),
  ]
}

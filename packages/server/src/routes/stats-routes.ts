import { statsContracts } from '../contracts/stats.ts'
import { defineRoute, type Route } from '../http/route.ts'
import type { Statistics } from '../services/statistics.ts'

export function statsRoutes(statistics: Statistics): readonly Route[] {
  return [
    defineRoute(statsContracts.getDashboard, async ({ identity, query }) => ({
      data: await statistics.dashboard(identity.user, query),
    })),
    defineRoute(statsContracts.getUsage, async ({ identity, query }) => {
      const { user_id: userId, ...rest } = query
      return { data: await statistics.usage(identity.user, { ...rest, userId }) }
    }),
    defineRoute(statsContracts.getSystem, async ({ query }) => ({ data: await statistics.system(query) })),
    defineRoute(statsContracts.getPerformance, async ({ identity, query }) => ({
      data: await statistics.performance(identity.user, query),
    })),
  ]
}

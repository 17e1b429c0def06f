import type { z } from 'zod'
import type {
  dashboardSchema,
  performanceSchema,
  statsIntervals,
  systemSchema,
  usageSchema,
} from '../contracts/stats.ts'
import type { UserRepository, UserRow } from '../database/repositories/user-repository.ts'
import type { PerformanceStatistics } from '../database/statistics/performance-statistics.ts'
import type { SystemStatistics } from '../database/statistics/system-statistics.ts'
import type { StatsRange, UsageStatistics } from '../database/statistics/usage-statistics.ts'
import { type RequestRecorder, recordingSeconds, silentAfterSeconds } from '../monitoring/request-recorder.ts'
import { notFound, ServiceError, throwValidation } from '../service-error.ts'

export interface RangeQuery {
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface SteppedQuery extends RangeQuery {
  readonly interval: (typeof statsIntervals)[number]
}

/** What has been asked for, made and answered. */
export interface Statistics {
  dashboard(user: UserRow, query: SteppedQuery): Promise<z.output<typeof dashboardSchema>>
  /** @throws ServiceError `FORBIDDEN`, `NOT_FOUND` */
  usage(
    user: UserRow,
    query: SteppedQuery & { readonly userId?: number | undefined },
  ): Promise<z.output<typeof usageSchema>>
  system(query: RangeQuery): Promise<z.output<typeof systemSchema>>
  /** @throws ServiceError `UNAVAILABLE` where requests are not counted */
  performance(user: UserRow, query: RangeQuery): Promise<z.output<typeof performanceSchema>>
}

export interface StatisticsDependencies {
  readonly users: UserRepository
  readonly usageStatistics: UsageStatistics
  readonly systemStatistics: SystemStatistics
  readonly performanceStatistics: PerformanceStatistics
  /** Null: requests are not counted. */
  readonly recorder: RequestRecorder | null
  readonly now: () => Date
}

const dayMs = 86_400_000
const defaultDays = 30
const liveSeconds = 60

/** Figures over time have so many steps at most. */
const maxSteps = 2000
const stepMs = { hour: 3_600_000, day: dayMs, week: 7 * dayMs, month: 28 * dayMs } as const

export function createStatistics(dependencies: StatisticsDependencies): Statistics {
  const { users, usageStatistics, systemStatistics, performanceStatistics, recorder, now } = dependencies

  function rangeOf({ from, to }: RangeQuery, interval?: SteppedQuery['interval']): StatsRange {
    const end = to === undefined ? now() : new Date(to)
    const start = from === undefined ? new Date(end.getTime() - defaultDays * dayMs) : new Date(from)
    const length = end.getTime() - start.getTime()
    if (length <= 0) throwValidation([{ path: ['query', 'from'], message: 'is not before `to`' }])
    if (interval !== undefined && length / stepMs[interval] > maxSteps)
      throwValidation([
        {
          path: ['query', 'interval'],
          message: `gives more than ${maxSteps} steps: take a longer one, or a shorter range`,
        },
      ])
    return { from: start, to: end }
  }

  return {
    async dashboard(user, query) {
      const range = rangeOf(query, query.interval)
      const data = await usageStatistics.dashboard(user.id, { ...range, interval: query.interval })
      return { range: presentRange(range), ...data }
    },

    async usage(user, { userId, ...query }) {
      const isAdministrator = user.role === 'admin'
      if (!isAdministrator && userId !== undefined && userId !== user.id)
        throw new ServiceError('FORBIDDEN', 'Only administrators see the usage of others.')
      const range = rangeOf(query, query.interval)
      if (userId !== undefined && (await users.byId(userId)) === undefined) throw notFound('user')
      const whose = userId ?? (isAdministrator ? null : user.id)
      const data = await usageStatistics.usage(whose, { ...range, interval: query.interval })
      return { range: presentRange(range), user_id: whose, ...data }
    },

    async system(query) {
      const range = rangeOf(query)
      return { range: presentRange(range), ...(await systemStatistics.system(range, now())) }
    },

    async performance(user, query) {
      if (recorder === null)
        throw new ServiceError('UNAVAILABLE', 'Requests are not counted here: PERFORMANCE_MONITORING is off.')
      const range = rangeOf(query)
      await recorder.flush()
      const at = now()
      const whose = user.role === 'admin' ? null : user.id
      // What ends in the step that is now belongs to it.
      const stepEnd = new Date(at.getTime() + 1)
      const live = { from: new Date(at.getTime() - liveSeconds * 1000), to: stepEnd }
      const past = await performanceStatistics.traffic(
        whose,
        query.to === undefined ? { ...range, to: stepEnd } : range,
      )
      return {
        range: presentRange(range),
        resolution_seconds: recordingSeconds,
        ...past,
        live: {
          seconds: liveSeconds,
          ...(await performanceStatistics.traffic(whose, live)),
          in_flight: await performanceStatistics.inFlight(
            whose,
            new Date(at.getTime() - silentAfterSeconds * 1000),
          ),
        },
      }
    },
  }
}

function presentRange({ from, to }: StatsRange) {
  return { from: from.toISOString(), to: to.toISOString() }
}

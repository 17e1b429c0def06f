import { ServiceError } from '../service-error.ts'

/** Requests of one person, or one address, within a minute. */
const requestsPerMinute = 3000

/** Counted in memory, each process for itself: a net against runaway programs, not a quota. */
export function createRequestLimit(now: () => Date, isEnabled: boolean): (key: string) => void {
  let minute = 0
  let counts = new Map<string, number>()
  return (key) => {
    if (!isEnabled) return
    const current = Math.floor(now().getTime() / 60_000)
    if (current !== minute) {
      minute = current
      counts = new Map()
    }
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    if (count > requestsPerMinute)
      throw new ServiceError('RATE_LIMITED', 'Too many requests.', {
        retryAfterSeconds: 60 - Math.floor((now().getTime() % 60_000) / 1000),
      })
  }
}

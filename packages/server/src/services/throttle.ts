import type { ThrottleRepository } from '../database/repositories/throttle-repository.ts'
import { ServiceError } from '../service-error.ts'

/** Limits that grow with failures: of one account, and of one address, which may be shared by many people. */
const failureLimits = { account: 5, address: 50 } as const

/** The longest delay, reached after some ten failures beyond the limit. */
const maxDelaySeconds = 900

/** Failures are forgotten after so long without a new window. */
const windowMs = 15 * 60_000

/** Slows down whoever guesses. */
export interface Throttle {
  /** @throws ServiceError `RATE_LIMITED` while the account or the address has to wait */
  check(subject: ThrottleSubject): Promise<void>
  fail(subject: ThrottleSubject): Promise<void>
  succeed(subject: ThrottleSubject): Promise<void>
  /** @throws ServiceError `RATE_LIMITED` from the `limit` + first request within a minute on */
  perMinute(key: string, limit: number): Promise<void>
}

export interface ThrottleSubject {
  /** The e-mail address that was given, whether there is an account or not. */
  readonly account: string
  readonly ip: string
}

export function createThrottle(
  repository: ThrottleRepository,
  now: () => Date,
  isEnabled: boolean,
): Throttle {
  if (!isEnabled) {
    const nothing = async () => undefined
    return { check: nothing, fail: nothing, succeed: nothing, perMinute: nothing }
  }
  const keys = ({ account, ip }: ThrottleSubject) =>
    [
      { key: `login:account:${account}`, limit: failureLimits.account },
      { key: `login:address:${ip}`, limit: failureLimits.address },
    ] as const
  return {
    async check(subject) {
      for (const { key } of keys(subject)) {
        const delay = await repository.current(`${key}:delay`, now())
        if (delay !== undefined) throw tooMany(delay.window_ends_at, now())
      }
    },
    async fail(subject) {
      const at = now()
      for (const { key, limit } of keys(subject)) {
        const { count } = await repository.count(key, at, new Date(at.getTime() + windowMs))
        if (count < limit) continue
        const seconds = Math.min(maxDelaySeconds, 2 ** Math.min(20, count - limit))
        await repository.clear(`${key}:delay`)
        await repository.count(`${key}:delay`, at, new Date(at.getTime() + seconds * 1000))
      }
    },
    async succeed(subject) {
      const [account] = keys(subject)
      await repository.clear(account.key)
    },
    async perMinute(key, limit) {
      const at = now()
      const { count, window_ends_at } = await repository.count(key, at, new Date(at.getTime() + 60_000))
      if (count > limit) throw tooMany(window_ends_at, at)
    },
  }
}

function tooMany(until: Date, now: Date): ServiceError {
  const retryAfterSeconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1000))
  return new ServiceError('RATE_LIMITED', `Too many attempts. Try again in ${retryAfterSeconds} s.`, {
    retryAfterSeconds,
  })
}

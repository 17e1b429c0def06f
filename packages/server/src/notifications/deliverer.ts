import { z } from 'zod'
import type { Delivery, NotificationRepository } from '../database/repositories/notification-repository.ts'
import { createPeriodic, type Periodic } from '../jobs/periodic.ts'
import { describeError, type Logger } from '../logger.ts'
import { type GuardOptions, postGuarded, RequestRefused } from './guarded-request.ts'
import type { VapidKeys } from './vapid-keys.ts'
import { webPushRequest } from './web-push-request.ts'
import { webhookSecret, webhookSignature } from './webhook-signature.ts'

export interface DelivererDependencies {
  readonly notifications: NotificationRepository
  readonly vapid: VapidKeys
  readonly secret: string
  readonly guard: GuardOptions
  /** Deliveries at once. */
  readonly batchSize: number
  readonly logger: Logger
  readonly now: () => Date
}

/** Sends what people are told to where they said. Any number of processes may do it: a delivery is leased to one of them. */
export interface Deliverer extends Periodic {
  /** Sends what is due. @returns the number of deliveries tried */
  deliver(): Promise<number>
}

/** A delivery is given up after so many tries: the last one comes a day after the first. */
export const maxAttempts = 8

/** Seconds before the second try; each further one waits four times as long. */
const firstDelaySeconds = 15

/** A process that dies with a delivery gives it back after so long. */
const leaseMs = 60_000

const intervalMs = 1000

/** Expo takes so many messages at once. */
const expoBatch = 100
const expoUrl = 'https://exp.host/--/api/v2/push/send'

const subscriptionSchema = z.object({
  endpoint: z.string(),
  keys: z.object({ p256dh: z.string(), auth: z.string() }),
})

type Outcome =
  | { readonly isDone: true }
  | { readonly isDone: false; readonly isGone: boolean; readonly error: string }

export function createDeliverer(dependencies: DelivererDependencies): Deliverer {
  const { notifications, vapid, secret, guard, batchSize, logger, now } = dependencies

  /** What one address gets in one request. */
  async function send(deliveries: readonly Delivery[]): Promise<Outcome> {
    const [first] = deliveries
    if (first === undefined) return { isDone: true }
    try {
      const status = await postGuarded(requestOf(first, deliveries), guard)
      if (status >= 200 && status < 300) return { isDone: true }
      // 404 and 410: the subscription or webhook is no more (RFC 8030, section 7.3).
      return { isDone: false, isGone: status === 404 || status === 410, error: `It answered ${status}.` }
    } catch (error) {
      const isGone = error instanceof RequestRefused
      return { isDone: false, isGone, error: error instanceof Error ? error.message : String(error) }
    }
  }

  function requestOf(first: Delivery, deliveries: readonly Delivery[]) {
    switch (first.platform) {
      case 'web': {
        const subscription = subscriptionSchema.parse(JSON.parse(first.target))
        return webPushRequest(subscription, JSON.stringify(messageOf(first)), vapid, now())
      }
      case 'webhook': {
        const body = JSON.stringify({ notifications: deliveries.map(messageOf) })
        const key = webhookSecret(secret, first.notification.user_id, first.target)
        return {
          url: first.target,
          headers: {
            'Content-Type': 'application/json',
            'X-Tabricate-Signature': webhookSignature(key, body, now()),
          },
          body,
        }
      }
      case 'expo': {
        const messages = deliveries.map(({ target, notification: { title, body, data, id, kind } }) => ({
          to: target,
          title,
          body,
          data: { ...data, id, kind },
        }))
        return {
          url: expoUrl,
          headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
          body: JSON.stringify(messages),
        }
      }
      default:
        return first.platform satisfies never
    }
  }

  async function deliverTogether(deliveries: readonly Delivery[]): Promise<void> {
    const outcome = await send(deliveries)
    const ids = deliveries.map(({ id }) => id)
    if (outcome.isDone) return notifications.setDelivered(ids)
    const [first] = deliveries
    if (first === undefined) return
    if (outcome.isGone) {
      await notifications.removeToken(first.tokenId)
      return
    }
    for (const { id, attempts } of deliveries) {
      const delayMs = firstDelaySeconds * 1000 * 4 ** (attempts - 1)
      const retryAt = attempts >= maxAttempts ? null : new Date(now().getTime() + delayMs)
      await notifications.setUndelivered([id], outcome.error.slice(0, 500), retryAt)
    }
  }

  async function deliver(): Promise<number> {
    const leaseUntil = new Date(now().getTime() + leaseMs)
    const due = await notifications.claimDeliveries(now(), leaseUntil, batchSize)
    await Promise.all(together(due).map(deliverTogether))
    return due.length
  }

  const periodic = createPeriodic(intervalMs, deliver, (error) =>
    logger({
      level: 'ERROR',
      module: 'notification_service',
      message: 'Delivering notifications failed',
      metadata: describeError(error),
    }),
  )
  return { ...periodic, deliver }
}

/** A webhook takes all that it is told at once; a browser's messages are encrypted one by one. */
function together(deliveries: readonly Delivery[]): readonly (readonly Delivery[])[] {
  const groups = new Map<string, Delivery[]>()
  for (const delivery of deliveries) {
    const key =
      delivery.platform === 'web' ? `delivery ${delivery.id}` : `${delivery.platform} ${delivery.tokenId}`
    groups.set(key, [...(groups.get(key) ?? []), delivery])
  }
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / expoBatch) }, (_, part) =>
      group.slice(part * expoBatch, (part + 1) * expoBatch),
    ),
  )
}

function messageOf({ notification }: Delivery) {
  const { id, kind, title, body, data, created_at } = notification
  return { id, kind, title, body, data, created_at: created_at.toISOString() }
}

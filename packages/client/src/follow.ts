import { isApiError } from './api-error.ts'
import type { Client } from './create-client.ts'
import type { Generation, Notification, Optimization, RequestOptions, Trial } from './endpoint.ts'
import { parseEvents } from './parse-events.ts'
import { wait } from './wait.ts'

export type Progress = NonNullable<Generation['progress']>

/** What happens to a generation. */
export type GenerationEvent =
  | { readonly type: 'state'; readonly data: { readonly state: Generation['status'] } }
  | { readonly type: 'progress'; readonly data: Progress }

export interface TrialEvent {
  readonly type: 'trial'
  readonly data: Trial
}

export interface NotificationEvent {
  readonly type: 'notification'
  readonly data: Notification
}

/** Before a connection that broke is made anew; that often in a row without an event in between. */
const reconnectMs = 1000
const maxReconnects = 5

/**
 * Events of a path, over as many connections as it takes, each going on after the last event seen. Ends when `isOver` says so after
 * a connection's end, and throws when connecting fails again and again.
 */
async function* followEvents<Event>(
  client: Client,
  path: string,
  isOver: () => Promise<boolean>,
  { signal }: RequestOptions,
): AsyncGenerator<Event> {
  let lastId = ''
  for (let failures = 0; ; ) {
    signal?.throwIfAborted()
    try {
      const response = await client.transport.send({
        method: 'GET',
        path,
        headers: { Accept: 'text/event-stream', ...(lastId !== '' && { 'Last-Event-ID': lastId }) },
        signal,
      })
      if (response.body === null) return
      for await (const { id, type, data } of parseEvents(response.body)) {
        failures = 0
        lastId = id
        // Of the contract of the path.
        const parsed: unknown = JSON.parse(data)
        const event: unknown = { type, data: parsed }
        yield event as Event
      }
      if (await isOver()) return
    } catch (error) {
      signal?.throwIfAborted()
      if (isApiError(error) && error.status >= 400 && error.status < 500) throw error
      failures++
      if (failures > maxReconnects) throw error
    }
    await wait(reconnectMs, signal)
  }
}

export const endedStates: readonly (Generation['status'] | Optimization['status'])[] = [
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
]

/** State and progress of a generation as they happen, until it has ended. */
export function followGeneration(
  client: Client,
  id: number,
  options: RequestOptions = {},
): AsyncGenerator<GenerationEvent> {
  const isOver = async () => {
    const { status } = await client.get('/generation/status/{id}', { path: { id }, ...options })
    return endedStates.includes(status)
  }
  return followEvents(client, `/generation/events/${id}`, isOver, options)
}

/** Trials of a search as they begin, report and end, until it has ended. */
export function followOptimization(
  client: Client,
  id: number,
  options: RequestOptions = {},
): AsyncGenerator<TrialEvent> {
  const isOver = async () => {
    const { optimization } = await client.get('/optimization/trials/{id}', { path: { id }, ...options })
    return endedStates.includes(optimization.status)
  }
  return followEvents(client, `/optimization/events/${id}`, isOver, options)
}

/** New notifications as they come, until the signal is aborted. */
export function followNotifications(
  client: Client,
  options: RequestOptions = {},
): AsyncGenerator<NotificationEvent> {
  return followEvents(client, '/notifications/events', async () => false, options)
}

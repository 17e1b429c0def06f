import { once } from 'node:events'
import type { Response } from 'express'
import type { ServerEvent } from './route.ts'

/** So often something is sent, or proxies take the connection for dead. */
const heartbeatMs = 15_000

/** Server-sent events (HTML standard, section 9.2), until they end or the reader goes away. */
export async function sendEvents(
  response: Response,
  events: AsyncIterable<ServerEvent>,
  signal: AbortSignal,
): Promise<void> {
  response.set({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  })
  response.flushHeaders()
  response.write('retry: 2000\n\n')
  const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs)
  try {
    for await (const { id, type, data } of events) {
      const isTaken = response.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`)
      if (!isTaken) await once(response, 'drain', { signal })
    }
  } catch (error) {
    if (!signal.aborted) throw error
  } finally {
    clearInterval(heartbeat)
    response.end()
  }
}

import type { IncomingMessage } from 'node:http'

/** What is left of a refused body is read up to this size, and for so long; then the connection is cut. */
const maxDrainedBytes = 16 * 2 ** 20
const maxDrainMs = 10_000

/**
 * Reads what is still to come of a request that has been answered. A connection that is closed with unread bytes is reset, and the answer may
 * never arrive (RFC 9112, section 9.6).
 */
export function drainRequest(request: IncomingMessage): void {
  if (request.readableEnded || request.destroyed) return
  let drained = 0
  const cut = () => request.socket.destroy()
  const timer = setTimeout(cut, maxDrainMs).unref()
  request.on('data', (part: Buffer) => {
    drained += part.length
    if (drained > maxDrainedBytes) cut()
  })
  request.on('close', () => clearTimeout(timer))
  request.resume()
}

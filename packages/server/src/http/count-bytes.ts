import type { IncomingMessage } from 'node:http'

/** Bytes of an exchange so far: those received of its body, and all that were sent. To be asked for at its beginning. */
export function countBytes(
  request: IncomingMessage,
): () => { readonly received: number; readonly sent: number } {
  const { socket } = request
  const { bytesRead, bytesWritten } = socket
  return () => {
    const declared = Number(request.headers['content-length'] ?? 0)
    // A body that came whole is as long as was declared; one without a length, or cut off, by what the connection has brought since.
    const isWhole = request.complete && request.headers['transfer-encoding'] === undefined
    const received = isWhole ? declared : socket.bytesRead - bytesRead
    return { received, sent: socket.bytesWritten - bytesWritten }
  }
}

import { Duplex } from 'node:stream'
import type { PgliteThread } from './pglite-thread-client.ts'

/**
 * What the driver `pg` takes for a socket: its messages go to the embedded database, which knows nothing of connections. The
 * driver corks the messages of one query, so that they make one exchange.
 */
export function createPgliteStream(thread: PgliteThread): Duplex {
  const send = (bytes: Buffer, done: (error?: Error | null) => void) => {
    thread.exchange(bytes).then(
      (answer) => {
        if (answer.length > 0) stream.push(Buffer.from(answer))
        done()
      },
      (error: Error) => done(error),
    )
  }
  const stream = new Duplex({
    read() {},
    write: (chunk: Buffer, _encoding, done) => send(chunk, done),
    writev: (chunks, done) => send(Buffer.concat(chunks.map(({ chunk }) => toBuffer(chunk))), done),
    final(done) {
      stream.push(null)
      done()
    },
  })
  const same = () => stream
  return Object.assign(stream, {
    connect() {
      queueMicrotask(() => stream.emit('connect'))
      return stream
    },
    setNoDelay: same,
    setKeepAlive: same,
    ref: same,
    unref: same,
  })
}

function toBuffer(chunk: unknown): Buffer {
  return Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
}

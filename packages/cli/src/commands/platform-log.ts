import type { Logger } from '@tabricate/server'
import type { OutputStream } from '../io.ts'

/** The platform's log as lines of JSON. */
export function createPlatformLog(stream: OutputStream): Logger {
  return ({ level, module, message, userId, requestId, metadata }) => {
    const timestamp = `${new Date().toISOString().slice(0, 19)}Z`
    const entry = { timestamp, level, module, user_id: userId, request_id: requestId, message, metadata }
    stream.write(`${JSON.stringify(entry)}\n`)
  }
}

import { createInterface } from 'node:readline'
import { isTabricateError } from '@tabricate/core'
import type { JsonObject } from './protocol.ts'

/** The other end of `openLineProcess`: answers the requests on standard input until it ends. What `answer` throws becomes the reply. */
export async function answerLines(answer: (request: unknown) => Promise<JsonObject>): Promise<void> {
  for await (const line of createInterface({ input: process.stdin })) {
    let reply: JsonObject
    try {
      reply = { ok: true, ...(await answer(JSON.parse(line))) }
    } catch (error) {
      reply = { ok: false, error: describeError(error) }
    }
    process.stdout.write(`${JSON.stringify(reply)}\n`)
  }
}

function describeError(error: unknown): string {
  if (isTabricateError(error)) return `${error.code}: ${error.message}`
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

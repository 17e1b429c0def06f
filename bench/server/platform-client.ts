import { openAsBlob } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { isJsonObject } from '../harness/protocol.ts'

/** Calls of the platform by somebody who has just registered. */
export interface PlatformClient {
  readonly headers: { readonly [name: string]: string }
  call(method: string, path: string, body?: unknown): Promise<{ readonly [name: string]: unknown }>
  upload(file: string): Promise<number>
  /** Asks until the status is `wanted`. */
  wait(path: string, wanted: string, everyMs?: number): Promise<void>
}

export async function registered(url: string): Promise<PlatformClient> {
  let headers: { readonly [name: string]: string } = {}

  async function read(answer: Response): Promise<{ readonly [name: string]: unknown }> {
    const envelope: unknown = await answer.json()
    const data = isJsonObject(envelope) ? envelope.data : undefined
    if (!answer.ok || !isJsonObject(data)) throw new Error(`${answer.status}: ${JSON.stringify(envelope)}`)
    return data
  }

  const call = async (method: string, path: string, body?: unknown) =>
    read(
      await fetch(`${url}${path}`, {
        method,
        headers: { ...headers, ...(body !== undefined && { 'Content-Type': 'application/json' }) },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  const credentials = { email: 'bench@example.org', password: 'a good password' }
  await call('POST', '/auth/register', credentials)
  const { access_token } = await call('POST', '/auth/login', credentials)
  headers = { Authorization: `Bearer ${String(access_token)}` }
  return {
    headers,
    call,
    async upload(file) {
      const form = new FormData()
      form.set('file', await openAsBlob(file), 'table.csv')
      const data = await read(await fetch(`${url}/upload/dataset`, { method: 'POST', headers, body: form }))
      return Number(data.id)
    },
    async wait(path, wanted, everyMs = 200) {
      for (;;) {
        const { status, error } = await call('GET', path)
        if (status === wanted) return
        if (status === 'failed') throw new Error(`${path} failed: ${JSON.stringify(error)}`)
        await delay(everyMs)
      }
    },
  }
}

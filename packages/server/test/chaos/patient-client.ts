import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'

const envelope = z.object({ data: z.unknown().optional(), error: z.object({ code: z.string() }).optional() })

export interface PatientAnswer {
  readonly status: number
  readonly data: unknown
  /** Whether an earlier try broke off: then the server may have done it twice. */
  readonly isRepeated: boolean
}

/** Asks again as long as there is no answer, as a client of a service that is begun again does. */
export function createPatientClient(url: string) {
  async function send(path: string, make: () => RequestInit): Promise<PatientAnswer> {
    for (let tries = 0; tries < 600; tries++) {
      const answer = await fetch(`${url}${path}`, make())
        .then(async (response) => ({ status: response.status, text: await response.text() }))
        .catch(() => null)
      // 503: it is beginning or ending.
      if (answer !== null && answer.status !== 503) {
        const { data } = envelope.parse(JSON.parse(answer.text))
        return { status: answer.status, data, isRepeated: tries > 0 }
      }
      await delay(200)
    }
    throw new Error(`There was no answer of ${path}.`)
  }
  return {
    send: (method: string, path: string, token: string | null, body?: unknown) =>
      send(path, () => ({
        method,
        headers: {
          'Content-Type': 'application/json',
          ...(token !== null && { Authorization: `Bearer ${token}` }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })),
    upload: (token: string, content: string) =>
      send('/upload/dataset', () => {
        const body = new FormData()
        body.set('file', new Blob([content]), 'table.csv')
        return { method: 'POST', headers: { Authorization: `Bearer ${token}` }, body }
      }),
  }
}

export type PatientClient = ReturnType<typeof createPatientClient>

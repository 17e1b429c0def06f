import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import type { CallAnswer, TestServer } from '../src/testing/test-server.ts'

/** Sends a table as a form. */
export async function upload(
  platform: TestServer,
  token: string,
  content: string | Uint8Array<ArrayBuffer>,
  fileName: string,
  fields: { readonly [name: string]: string } = {},
): Promise<CallAnswer> {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('file', new Blob([content]), fileName)
  const answer = await fetch(`${platform.url}/upload/dataset`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: form,
  })
  const body: unknown = await answer.json()
  const { data, error } = z
    .object({ data: z.unknown().optional(), error: z.object({ code: z.string() }).optional() })
    .parse(body)
  return { status: answer.status, headers: answer.headers, body, data, code: error?.code }
}

const numbered = z.looseObject({ id: z.number(), status: z.string() })

/** The number of what an answer tells of. */
export function idOf(answer: CallAnswer): number {
  return numbered.parse(answer.data).id
}

/** Asks until the status is one of those; fails when that takes too long, by default after two minutes. */
export async function waitFor(
  platform: TestServer,
  token: string,
  path: string,
  statuses: readonly string[],
  timeoutMs = 120_000,
): Promise<z.output<typeof numbered>> {
  const end = Date.now() + timeoutMs
  for (;;) {
    const answer = await platform.call('GET', path, { token })
    const state = numbered.safeParse(answer.data)
    if (state.success && statuses.includes(state.data.status)) return state.data
    if (Date.now() > end)
      throw new Error(`${path} did not become ${statuses.join(' or ')}: ${JSON.stringify(answer.body)}`)
    await delay(50)
  }
}

/** A dataset that is ready. */
export async function readyDataset(
  platform: TestServer,
  token: string,
  content: string,
  fileName = 'table.csv',
): Promise<number> {
  const id = idOf(await upload(platform, token, content, fileName))
  await waitFor(platform, token, `/upload/datasets/${id}`, ['ready'])
  return id
}

/** A table of three columns. */
export function peopleCsv(rows: number): string {
  const lines = Array.from(
    { length: rows },
    (_, row) => `${row % 3 === 0 ? 'f' : 'm'},${20 + (row % 40)},${row * 1.5}`,
  )
  return `sex,age,income\n${lines.join('\n')}\n`
}

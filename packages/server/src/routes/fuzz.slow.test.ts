import { Agent } from 'node:http'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createDocumentChecker } from '../../test/document-checker.ts'
import { type FuzzPlatform, openFuzzPlatform } from '../../test/fuzz-platform.ts'
import { type FuzzRequest, fuzzOperations } from '../../test/fuzz-requests.ts'
import { resumableRequests } from '../../test/fuzz-resumable.ts'
import { exchange } from '../../test/raw-exchange.ts'
import { contracts } from '../contracts/index.ts'

// Every operation with generated requests, right and broken ones: whatever comes, the answer is one that the document names.

const requestsEach = 1000
const atOnce = 8

/** They take from the others, or send messages: hence last, in this order. */
const last = [
  'addPushToken',
  'setColumnTypes',
  'deleteNotification',
  'deleteGeneration',
  'deleteDataset',
  'logout',
  'deleteAccount',
]
const operationIds = contracts.map(({ id }) => id).sort((a, b) => last.indexOf(a) - last.indexOf(b))

let platform: FuzzPlatform
let problemOf: ReturnType<typeof createDocumentChecker>
const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
beforeAll(async () => {
  platform = await openFuzzPlatform()
  problemOf = createDocumentChecker(platform.server.server.openapi)
}, 180_000)
afterAll(async () => {
  agent.destroy()
  await platform.stop()
})

/** Sends a request for its caller; the answer with its body read. */
async function answerTo(request: FuzzRequest) {
  const { origin, pathname } = new URL(platform.server.url)
  const authorization = platform.authorization(request.caller)
  const headers = { ...request.headers, ...(authorization !== undefined && { Authorization: authorization }) }
  const answer = await exchange(origin, agent, { ...request, path: `${pathname}${request.path}`, headers })
  const contentType = String(answer.headers['content-type'] ?? '')
  const text = answer.body.toString('utf8')
  return { ...answer, contentType, text }
}

/** What is wrong with the answer to a request, by the document; its status where nothing is. */
async function problem(request: FuzzRequest): Promise<string | number> {
  const { status, headers, contentType, text } = await answerTo(request)
  if (status >= 500) return `${status} ${text.slice(0, 200)}`
  if (headers['x-request-id'] === undefined) return 'an answer without its number'
  if (/node_modules|\.[cm]?[jt]s:\d+/.test(text) && status >= 400) return `tells of the inside: ${text}`
  const body: unknown = contentType.startsWith('application/json') ? JSON.parse(text) : text
  const path = (request.path.split('?')[0] ?? '').replace(/(.)\/+$/, '$1')
  return problemOf({ method: request.method, path, status, contentType, body }) ?? status
}

/** Sends all requests, so many at once, and counts their statuses; problems are told with the request that met them. */
async function sendAll(
  requests: readonly FuzzRequest[],
  check: (request: FuzzRequest) => Promise<string | number>,
  concurrency = atOnce,
) {
  const left = [...requests]
  const problems: string[] = []
  const statuses: { [status: number]: number } = {}
  async function sendOn(): Promise<void> {
    for (let request = left.pop(); request !== undefined; request = left.pop()) {
      const found = await check(request).catch((error: unknown) => `no answer: ${String(error)}`)
      if (typeof found === 'number') statuses[found] = (statuses[found] ?? 0) + 1
      else problems.push(`${found} <- ${describeRequest(request)}`)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, sendOn))
  return { problems, statuses }
}

/** Numbers that mean something to an operation. */
function knownIds(operation: string): readonly unknown[] {
  const ids = platform.known['id'] ?? []
  // What has odd numbers is left to be rejected.
  if (operation === 'approveRequest') return ids.filter((id) => Number(id) % 2 === 0)
  return operation === 'setColumnTypes' ? [platform.spareDataset] : ids
}

describe('every operation answers as documented, whatever it is asked:', () => {
  it.each(operationIds)('%s', async (id) => {
    const document = platform.server.server.openapi
    const operation = fuzzOperations(document, { ...platform.known, id: knownIds(id) }).find(
      (each) => each.id === id,
    )
    if (operation === undefined) throw new Error(`The document has no operation ${id}.`)
    const requests = fc.sample(operation.requests, { numRuns: requestsEach, seed: 8 })
    const isSpent = id === 'logout' || id === 'deleteAccount'
    if (isSpent) await platform.renew({ isPlain: true })
    const checkAndRenew = async (request: FuzzRequest) => {
      const found = await problem(request)
      if (found === 200) await platform.renew({ isPlain: true })
      return found
    }
    const { problems, statuses } = isSpent
      ? await sendAll(requests, checkAndRenew, 1)
      : await sendAll(requests, problem)
    expect(problems).toEqual([])
    const counts = Object.entries(statuses)
    expect(counts.reduce((sum, [, count]) => sum + count, 0)).toBe(requestsEach)
    // Right requests are among them.
    expect(counts.filter(([status]) => status < '400')).not.toEqual([])
  })
})

describe('uploads that go on', () => {
  it('answer, whatever they are asked', async () => {
    await platform.renew({ isPlain: false })
    const made = async () => {
      const headers = { 'Tus-Resumable': '1.0.0', 'Upload-Length': '10' }
      const request = {
        method: 'POST',
        path: '/upload/resumable',
        headers,
        body: undefined,
        isChunked: false,
      }
      const { headers: given } = await answerTo({ ...request, caller: 'owner' })
      return String(given['location']).replace(new URL(platform.server.url).pathname, '')
    }
    const addresses = await Promise.all(Array.from({ length: 20 }, made))
    const requests = fc.sample(resumableRequests(addresses), { numRuns: requestsEach, seed: 8 })
    const { problems, statuses } = await sendAll(requests, async (request) => {
      const { status, text } = await answerTo(request)
      return status >= 500 || /node_modules|ENOENT/.test(text) ? `${status} ${text}` : status
    })
    expect(problems).toEqual([])
    expect(Object.keys(statuses)).toEqual(
      expect.arrayContaining(['200', '201', '204', '400', '401', '404', '405', '409', '412', '413']),
    )
  })
})

function describeRequest({ method, path, headers, body, caller, isChunked }: FuzzRequest): string {
  return JSON.stringify({
    method,
    path,
    headers,
    caller,
    isChunked,
    body: body?.toString('utf8').slice(0, 300),
  })
}

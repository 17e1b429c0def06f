import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, readyDataset, upload, waitFor } from '../../test/platform-client.ts'
import { contracts } from '../contracts/index.ts'
import { openDatabase } from '../database/open-database.ts'
import type { TestServer } from '../testing/test-server.ts'

// Who may do what: every operation, asked for by five kinds of callers. An operation without an entry here fails.

const people = ['anonymous', 'owner', 'other', 'disabled', 'administrator'] as const
type Person = (typeof people)[number]

/** How an operation is called, and what it answers the owner of what it is about. */
interface Entry {
  readonly path?: () => string
  readonly body?: () => unknown
  /** Status, or error code. */
  readonly owner: number | string
  /** Whether it is about an object of the owner's: to others, that does not exist. */
  readonly isOwned?: true
  readonly send?: (token: string) => Promise<{ readonly status: number; readonly code: unknown }>
}

const objects = {
  dataset: 0,
  doomedDataset: 0,
  generation: 0,
  doomedGeneration: 0,
  notification: 0,
  person: 0,
  file: '',
}
const order = () => ({ dataset_id: objects.dataset, model_config: { model_type: 'independent' } })
let platform: TestServer

const entries: { readonly [operation: string]: Entry } = {
  register: { owner: 'CONFLICT', body: () => ({ email: 'owner@example.org', password: 'a good password' }) },
  login: { owner: 200, body: () => ({ email: 'owner@example.org', password: 'a good password' }) },
  refresh: { owner: 'INVALID_CREDENTIALS', body: () => ({ refresh_token: 'nonsense' }) },
  // Of a session of their own, so that they stay signed in.
  logout: { owner: 200, send: async (token) => logOut(token) },
  me: { owner: 200 },
  listSessions: { owner: 200 },
  getProfile: { owner: 200 },
  updateProfile: { owner: 200, body: () => ({ full_name: 'Somebody' }) },
  addPushToken: { owner: 201, body: () => ({ platform: 'expo', token: 'ExponentPushToken[x]' }) },
  deleteAccount: { owner: 'INVALID_CREDENTIALS', body: () => ({ password: 'not this one' }) },
  uploadDataset: { owner: 202, send: (token) => upload(platform, token, 'a,b\n1,2\n', 'a.csv') },
  listDatasets: { owner: 200 },
  setColumnTypes: {
    owner: 202,
    isOwned: true,
    path: () => `/upload/datasets/${objects.doomedDataset}/columns`,
    body: () => ({ columns: {} }),
  },
  getDataset: { owner: 200, isOwned: true, path: () => `/upload/datasets/${objects.dataset}` },
  deleteDataset: { owner: 200, isOwned: true, path: () => `/upload/datasets/${objects.doomedDataset}` },
  startGeneration: {
    owner: 202,
    isOwned: true,
    body: () => ({ dataset_id: objects.dataset, model_type: 'independent' }),
  },
  listGenerations: { owner: 200 },
  getGeneration: { owner: 200, isOwned: true, path: () => `/generation/status/${objects.generation}` },
  downloadGeneration: { owner: 302, isOwned: true, path: () => `/generation/download/${objects.generation}` },
  deleteGeneration: {
    owner: 200,
    isOwned: true,
    path: () => `/generation/requests/${objects.doomedGeneration}`,
  },
  getReport: { owner: 200, isOwned: true, path: () => `/generation/report/${objects.generation}` },
  getManifest: { owner: 200, isOwned: true, path: () => `/generation/manifest/${objects.generation}` },
  streamRows: { owner: 200, isOwned: true, path: () => `/generation/stream/${objects.generation}?rows=1` },
  followGeneration: { owner: 200, isOwned: true, path: () => `/generation/events/${objects.generation}` },
  startGenerationV2: { owner: 202, isOwned: true, body: order },
  getGenerationConfig: {
    owner: 200,
    isOwned: true,
    path: () => `/generation-v2/config?dataset_id=${objects.dataset}`,
  },
  recommendModel: { owner: 200, isOwned: true, body: () => ({ dataset_id: objects.dataset }) },
  // What is wrong with an order, another's dataset too, is its answer.
  validateGeneration: { owner: 200, body: order },
  // The model has no options to search: what is wrong is told to those alone whose dataset it is.
  startOptimization: {
    owner: 'VALIDATION_ERROR',
    isOwned: true,
    body: () => ({
      dataset_id: objects.dataset,
      model_type: 'independent',
      optimization_method: 'random',
      n_trials: 1,
      search_space: { epochs: [10, 20] },
    }),
  },
  listOptimizations: { owner: 200 },
  // There is no study; those of others are in the tests of studies.
  listTrials: { owner: 'NOT_FOUND', path: () => '/optimization/trials/1' },
  analyzeOptimization: { owner: 'NOT_FOUND', path: () => '/optimization/analysis/1' },
  getBestTrial: { owner: 'NOT_FOUND', path: () => '/optimization/best/1' },
  stopOptimization: { owner: 'NOT_FOUND', path: () => '/optimization/stop/1' },
  followOptimization: { owner: 'NOT_FOUND', path: () => '/optimization/events/1' },
  exportOptimizationJournal: { owner: 'NOT_FOUND', path: () => '/optimization/journal/1' },
  listNotifications: { owner: 200 },
  readNotifications: { owner: 200, body: () => ({ all: true }) },
  deleteNotification: { owner: 200, isOwned: true, path: () => `/notifications/${objects.notification}` },
  followNotifications: { owner: 200, send: (token) => beginning('/notifications/events', token) },
  getPushKey: { owner: 200 },
  getDashboard: { owner: 200 },
  getUsage: { owner: 200 },
  getSystem: { owner: 200 },
  getPerformance: { owner: 200 },
  listUsers: { owner: 200 },
  listRequests: { owner: 200 },
  listLogs: { owner: 200 },
  approveRequest: { owner: 'CONFLICT', path: () => `/admin/approve/${objects.generation}` },
  rejectRequest: {
    owner: 'CONFLICT',
    path: () => `/admin/reject/${objects.generation}`,
    body: () => ({ reason: 'It has been made.' }),
  },
  toggleUser: { owner: 200, path: () => `/admin/users/${objects.person}/toggle` },
  // The signature stands for the sign-in.
  getFile: { owner: 200, path: () => objects.file },
  live: { owner: 200 },
  ready: { owner: 200 },
  getMetrics: { owner: 200 },
  getOpenApi: { owner: 200 },
  getDocs: { owner: 200 },
  getRedoc: { owner: 200 },
  getConsole: { owner: 200 },
}

const tokens: { [person in Person]: string } = {
  anonymous: '',
  owner: '',
  other: '',
  disabled: '',
  administrator: '',
}

beforeAll(async () => {
  const database = await openDatabase({ url: undefined })
  platform = await createCheckedServer({ models: [baselineModels], openedDatabase: database })
  for (const person of ['owner', 'other', 'disabled'] as const)
    tokens[person] = await platform.signUp(`${person}@example.org`)
  await database.sql()('users').where({ email: 'disabled@example.org' }).update({ is_active: false })
  await platform.server.administrators.create('administrator@example.org', 'a good password')
  tokens.administrator = await platform.signUp('administrator@example.org')

  const { owner } = tokens
  objects.dataset = await readyDataset(platform, owner, peopleCsv(60))
  objects.doomedDataset = await readyDataset(platform, owner, peopleCsv(20))
  const start = async () =>
    idOf(await platform.call('POST', '/generation-v2/start', { token: owner, body: order() }))
  objects.generation = await start()
  objects.doomedGeneration = await start()
  await waitFor(platform, owner, `/generation/status/${objects.generation}`, ['succeeded'])
  const notifications = await platform.call('GET', '/notifications', { token: owner })
  objects.notification = firstOf(notifications.data)
  const body = { email: 'toggled@example.org', password: 'a good password' }
  const person = await platform.call('POST', '/auth/register', { body })
  objects.person = z.object({ id: z.number() }).parse(person.data).id
  const { data } = await platform.call('GET', `/generation/download/${objects.generation}?as=url`, {
    token: owner,
  })
  objects.file = z.object({ url: z.string() }).parse(data).url
}, 180_000)
afterAll(() => platform.stop())

function firstOf(page: unknown): number {
  const [first] = z.object({ items: z.array(z.object({ id: z.number() })) }).parse(page).items
  if (first === undefined) throw new Error('There is nothing in the list.')
  return first.id
}

/** Of an answer that does not end. */
async function beginning(path: string, token: string) {
  const answer = await fetch(`${platform.url}${path}`, { headers: { Authorization: `Bearer ${token}` } })
  if (answer.status === 200) {
    await answer.body?.cancel()
    return { status: answer.status, code: undefined }
  }
  const { error } = z.object({ error: z.object({ code: z.string() }) }).parse(await answer.json())
  return { status: answer.status, code: error.code }
}

async function logOut(token: string) {
  const session = token === '' ? '' : 'a refresh token of nobody'
  const signedIn = Object.entries(tokens).find(([, known]) => known === token)?.[0]
  if (signedIn === undefined || token === '' || signedIn === 'disabled')
    return platform.call('POST', '/auth/logout', { token, body: { refresh_token: session } })
  const another = await platform.signUp(`${signedIn}@example.org`)
  return platform.call('POST', '/auth/logout', { token: another, body: {} })
}

/** What a person must be answered, by the contract's access and the entry. */
function expected(operation: string, access: string, person: Person): number | string {
  const entry = entries[operation]
  if (entry === undefined) throw new Error(`Say who may call ${operation}: it has no entry.`)
  if (access === 'anyone') return entry.owner
  if (person === 'anonymous' || person === 'disabled') return 'AUTHENTICATION_REQUIRED'
  if (access === 'administrator') return person === 'administrator' ? entry.owner : 'FORBIDDEN'
  return person !== 'owner' && entry.isOwned === true ? 'NOT_FOUND' : entry.owner
}

describe('access', () => {
  it('is said of every operation, and of no other', () => {
    expect(Object.keys(entries).sort()).toEqual(contracts.map(({ id }) => id).sort())
  })

  it.each(contracts.map((contract) => ({ id: contract.id, contract })))(
    'to $id',
    async ({ id, contract }) => {
      const { path, body, send } = entries[id] ?? {}
      const call = async (person: Person) => {
        const token = tokens[person]
        const answer =
          send === undefined
            ? await platform.call(contract.method.toUpperCase(), path?.() ?? contract.path, {
                ...(token !== '' && { token }),
                ...(body !== undefined && { body: body() }),
              })
            : await send(token)
        return typeof answer.code === 'string' ? answer.code : answer.status
      }
      // The owner comes last: what is deleted is there for the others to be denied.
      const answers: { [person: string]: unknown } = {}
      for (const person of ['anonymous', 'disabled', 'other', 'administrator', 'owner'] as const)
        answers[person] = await call(person)
      expect(answers).toEqual(
        Object.fromEntries(people.map((person) => [person, expected(id, contract.access, person)])),
      )
    },
  )
})

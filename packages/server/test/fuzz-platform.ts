import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { memoryStore } from '../src/object-store/memory.ts'
import { openTestDatabase } from '../src/testing/test-database.ts'
import { createTestServer, type TestServer } from '../src/testing/test-server.ts'
import { baselineModels } from './baseline-models.ts'
import type { FuzzCaller } from './fuzz-requests.ts'
import { idOf, peopleCsv, readyDataset, waitFor } from './platform-client.ts'
import { tunableModel } from './tunable-model.ts'

const password = 'a good password'

/** A platform with something of every kind, that takes orders and does none of them. */
export interface FuzzPlatform {
  readonly server: TestServer
  /** Values by the name of their property, so that requests often mean something. */
  readonly known: { readonly [property: string]: readonly unknown[] }
  /** A dataset that nothing is made of. */
  readonly spareDataset: number
  /** The Authorization header of a caller. */
  authorization(caller: FuzzCaller): string | undefined
  /** Signs the owner in anew; `isPlain`: as a newcomer without rights, whose account nobody needs. */
  renew(options: { readonly isPlain: boolean }): Promise<void>
  stop(): Promise<void>
}

const addressSchema = z.object({ url: z.string() })
const tokensSchema = z.object({ access_token: z.string(), refresh_token: z.string() })

export async function openFuzzPlatform(): Promise<FuzzPlatform> {
  const database = await openTestDatabase()
  // On a slow machine too, what was signed is still valid at the end.
  const at = new Date()
  const stores: ReturnType<typeof memoryStore>[] = []
  const common = {
    models: [baselineModels, tunableModel],
    store: (signer: Parameters<typeof memoryStore>[0]) => {
      const [store = memoryStore(signer)] = stores
      stores[0] = store
      return store
    },
    settings: {
      secretKey: '0123456789abcdef0123456789abcdef',
      maxConcurrentGenerations: 50,
      maxStreamRows: 2000,
      maxRequestSizeMb: 1,
      maxFileSizeMb: 1,
    },
  }
  // First a platform that works, until there is something of every kind; then one without workers on the same database.
  const working = await createTestServer({
    ...common,
    openedDatabase: { ...database, close: async () => undefined },
  })
  const { administrators } = working.server
  await administrators.create('owner@example.org', password)
  await working.signUp('other@example.org')
  const token = await working.signUp('owner@example.org')
  const dataset_id = await readyDataset(working, token, peopleCsv(150))
  const start = async (path: string, body: object) =>
    idOf(await working.call('POST', path, { token, body: { dataset_id, ...body } }))
  for (const output_format of ['csv', 'json']) {
    const id = await start('/generation/start', {
      model_type: 'independent',
      sample_size: 100,
      output_format,
    })
    await waitFor(working, token, `/generation/status/${id}`, ['succeeded'])
  }
  const search_space = { learning_rate: [1e-3, 1e-2] }
  const study = { model_type: 'tunable', optimization_method: 'random', n_trials: 2, search_space }
  const studyId = await start('/optimization/start', study)
  while ((await working.call('GET', `/optimization/best/${studyId}`, { token })).status !== 200)
    await delay(50)
  // Of the one between, generations are made too.
  await readyDataset(working, token, peopleCsv(150))
  const spareDataset = await readyDataset(working, token, peopleCsv(150))
  await working.stop()

  const server = await createTestServer({
    ...common,
    worker: false,
    now: () => at,
    settings: { ...common.settings, requireApproval: true },
    openedDatabase: database,
  })
  let owner = ''
  let newcomers = 0
  const signIn = async (email: string) => {
    const { data } = await server.call('POST', '/auth/login', { body: { email, password } })
    return tokensSchema.parse(data)
  }
  const { access_token: other, refresh_token } = await signIn('other@example.org')
  owner = (await signIn('owner@example.org')).access_token
  const { data } = await server.call('GET', '/generation/download/1?as=url', { token: owner })
  const { pathname, searchParams } = new URL(addressSchema.parse(data).url, 'http://platform')
  // The first of each kind is whole; of the others, approving must leave some to be rejected.
  const ids = [
    ...Array.from({ length: 60 }, () => 1),
    ...Array.from({ length: 300 }, (_, index) => index + 1),
  ]
  return {
    server,
    spareDataset,
    known: {
      id: ids,
      dataset_id: [dataset_id, dataset_id, dataset_id, 2],
      model_type: ['independent', 'independent', 'tunable', 'tunable', 'none'],
      model_config: [{ model_type: 'independent' }, { model_type: 'tunable', epochs: 10 }, { none: 1 }, {}],
      optimization_config: [
        { enabled: false },
        { enabled: true, method: 'random', n_trials: 1, search_space },
      ],
      optimization_method: ['random', 'random', 'bayesian', 'grid'],
      n_trials: [1, 2, 101],
      timeout_hours: [1, 0],
      sample_size: [100, 100, 150, 99, 1_000_000],
      epochs: [10, 500, 501],
      rows: [1, 20, 3000],
      where: ['{"sex":"f"}', '{"age":{"min":30}}', '{"none":1}', '{', '[]'],
      conditions: [{}, { sex: 'f' }, { age: { min: 30 } }, { none: 1 }],
      constraints: [
        [],
        [{ kind: 'fixed_combinations', columns: ['sex', 'income'] }],
        [{ kind: 'range', column: 'age', min: 0 }],
        [{ kind: 'less_than', low: 'age', high: 'none' }],
      ],
      search_space: [search_space, { epochs: [1, 2] }, { none: [1, 2] }],
      columns: [{ age: 'categorical' }, { age: null }, { none: 'id' }],
      target: ['sex', 'none'],
      email: ['owner@example.org', 'other@example.org', 'nobody@example.org'],
      password: [password],
      refresh_token: [refresh_token],
      key: [pathname.replace('/files/', '')],
      expires: [searchParams.get('expires')],
      name: [searchParams.get('name')],
      signature: [searchParams.get('signature')],
    },
    authorization(caller) {
      switch (caller) {
        case 'owner':
          return `Bearer ${owner}`
        case 'other':
          return `Bearer ${other}`
        case 'forger':
          return `Bearer ${other.slice(0, -3)}abc`
        case 'anonymous':
          return undefined
        default:
          return caller satisfies never
      }
    },
    async renew({ isPlain }) {
      owner = isPlain
        ? await server.signUp(`newcomer${++newcomers}@example.org`)
        : (await signIn('owner@example.org')).access_token
    },
    stop: server.stop,
  }
}

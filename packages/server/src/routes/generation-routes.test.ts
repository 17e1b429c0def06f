import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, readyDataset, waitFor } from '../../test/platform-client.ts'
import type { TestServer } from '../testing/test-server.ts'

const anyNumber: unknown = expect.any(Number)
const signedAddress: unknown = expect.stringMatching(/^\/files\//)

let platform: TestServer
let token = ''
let other = ''
let dataset = 0
beforeAll(async () => {
  platform = await createCheckedServer({ models: [baselineModels] })
  token = await platform.signUp('owner@example.org')
  other = await platform.signUp('other@example.org')
  dataset = await readyDataset(platform, token, peopleCsv(300))
}, 180_000)
afterAll(() => platform.stop())

const v2 = (change: object = {}) => ({
  dataset_id: dataset,
  model_config: { model_type: 'independent' },
  ...change,
})
const start = (body: object) => platform.call('POST', '/generation-v2/start', { token, body })
const finish = (id: number) => waitFor(platform, token, `/generation/status/${id}`, ['succeeded', 'failed'])

async function download(id: number, query = '') {
  const answer = await platform.call('GET', `/generation/download/${id}${query}`, { token })
  const location = answer.headers.get('location')
  if (location === null) return answer
  const file = await fetch(new URL(location, platform.url))
  return {
    ...answer,
    status: file.status,
    headers: file.headers,
    body: Buffer.from(await file.arrayBuffer()),
  }
}

describe('a generation', () => {
  it('of version 1 gives a table and a report', async () => {
    const started = await platform.call('POST', '/generation/start', {
      token,
      body: { dataset_id: dataset, model_type: 'independent', sample_size: 150 },
    })
    expect(started.status).toBe(202)
    const done = await finish(idOf(started))
    expect(done).toMatchObject({
      status: 'succeeded',
      sample_size: 150,
      api_version: 1,
      attempt: 1,
      error: null,
    })
    expect(z.number().parse(done['quality_score'])).toBeGreaterThan(0.5)
    const file = await download(done.id)
    const text = String(file.body)
    expect(file.headers.get('content-disposition')).toContain(`synthetic-${done.id}.csv`)
    expect(text.split('\n')[0]).toBe('sex,age,income')
    expect(text.trimEnd().split('\n')).toHaveLength(151)
    expect(done['result']).toMatchObject({
      rows: 150,
      sha256: createHash('sha256').update(text).digest('hex'),
      size_bytes: Buffer.byteLength(text),
    })
    const report = await platform.call('GET', `/generation/report/${done.id}`, { token })
    expect(report.data).toMatchObject({ rows: { real: 240, synthetic: 240, holdout: 60 } })
  })

  it.each(['json', 'parquet', 'xlsx'])(
    'comes as %s, obeys conditions, and is the same for a seed',
    async (output_format) => {
      const order = v2({
        sample_size: 100,
        output_format,
        seed: 7,
        conditions: { sex: 'f', age: { min: 30 } },
      })
      const [one, two] = await Promise.all([start(order), start(order)])
      const done = [await finish(idOf(one)), await finish(idOf(two))]
      for (const each of done) expect(each).toMatchObject({ status: 'succeeded', seed: 7 })
      const [first, second] = [await download(done[0]?.id ?? 0), await download(done[1]?.id ?? 0)]
      // A workbook holds the time of its making.
      if (output_format !== 'xlsx') expect(first.body).toEqual(second.body)
      if (output_format === 'json') {
        const rows = z
          .array(z.object({ sex: z.string(), age: z.number() }))
          .parse(JSON.parse(String(first.body)))
        expect(rows).toHaveLength(100)
        expect(rows.every(({ sex, age }) => sex === 'f' && age >= 30)).toBe(true)
      }
    },
  )

  it('comes as an archive with a signed manifest', async () => {
    const done = await finish(idOf(await start(v2({ include_metadata: true }))))
    const { body, headers } = await download(done.id)
    expect(headers.get('content-type')).toBe('application/zip')
    const text = Buffer.isBuffer(body) ? body.toString('latin1') : ''
    for (const name of [
      'synthetic.csv',
      'schema.json',
      'options.json',
      'report.json',
      'manifest.json',
      'manifest.sig',
    ])
      expect(text).toContain(name)
  })

  it('is streamed in parts, or told by its address', async () => {
    const done = await finish(idOf(await start(v2())))
    const whole = await platform.call('GET', `/generation/download/${done.id}?as=stream`, { token })
    const part = await platform.call('GET', `/generation/download/${done.id}?as=stream`, {
      token,
      headers: { Range: 'bytes=4-6' },
    })
    expect([part.status, part.body]).toEqual([206, 'age'])
    expect(part.headers.get('content-range')).toBe(`bytes 4-6/${Buffer.byteLength(String(whole.body))}`)
    const address = await platform.call('GET', `/generation/download/${done.id}?as=url`, { token })
    expect(address.data).toMatchObject({ url: signedAddress })
  })

  it('gives more rows of its model, as they are made', async () => {
    const done = await finish(idOf(await start(v2())))
    const where = encodeURIComponent(JSON.stringify({ sex: 'm' }))
    const rows = await platform.call('GET', `/generation/stream/${done.id}?rows=2500&seed=3&where=${where}`, {
      token,
    })
    const lines = String(rows.body).trimEnd().split('\n')
    expect(lines).toHaveLength(2500)
    expect(JSON.parse(lines[2499] ?? '')).toMatchObject({ sex: 'm' })
    const csv = await platform.call('GET', `/generation/stream/${done.id}?rows=10&format=csv`, { token })
    expect(String(csv.body).split('\n')[0]).toBe('sex,age,income')
    const tooMany = await platform.call('GET', `/generation/stream/${done.id}?rows=99999999`, { token })
    expect(tooMany.status).toBe(422)
    const wrong = await platform.call(
      'GET',
      `/generation/stream/${done.id}?where=${encodeURIComponent('{"nobody":1}')}`,
      { token },
    )
    expect(wrong.status).toBe(422)
  })

  it('obeys its constraints, and so do more rows of its model', async () => {
    const rule = { kind: 'less_than', low: 'age', high: 'income', or_equal: false }
    const order = v2({ constraints: [rule], violating_rows: 'drop' })
    const done = await finish(idOf(await start(order)))
    expect(done).toMatchObject({ status: 'succeeded', constraints: [rule], violating_rows: 'drop' })
    const rows = await platform.call('GET', `/generation/stream/${done.id}?rows=400`, { token })
    const made = String(rows.body)
      .trimEnd()
      .split('\n')
      .map((line) => z.object({ age: z.number(), income: z.number() }).parse(JSON.parse(line)))
    expect(made).toHaveLength(400)
    expect(made.filter(({ age, income }) => age >= income)).toEqual([])
  })

  it('fails on rows of the dataset that break a constraint, and names some; validate says so before', async () => {
    const order = v2({ constraints: [{ kind: 'range', column: 'age', max: 58 }] })
    const message = 'range(age, , 58) is broken by 7 of 300 rows (row 40, 80, 120, 160, 200, …)'
    const validated = await platform.call('POST', '/generation-v2/validate', { token, body: order })
    expect(validated.data).toMatchObject({ valid: false, issues: [{ path: 'constraints[0]', message }] })
    const done = await finish(idOf(await start(order)))
    expect(done).toMatchObject({ status: 'failed' })
    expect(JSON.stringify(done['error'])).toContain(message)
  })

  it('can be followed from its beginning, and from any event', async () => {
    const id = idOf(await start(v2()))
    const text = String((await platform.call('GET', `/generation/events/${id}`, { token })).body)
    const events = [...text.matchAll(/id: (\d+)\nevent: (\w+)\ndata: (.*)\n/g)]
    const states = events
      .filter(([, , type]) => type === 'state')
      .map(([, , , data]): unknown => JSON.parse(data ?? ''))
    expect(states).toEqual([{ state: 'queued' }, { state: 'running' }, { state: 'succeeded' }])
    expect(events.some(([, , type]) => type === 'progress')).toBe(true)
    const late = await platform.call('GET', `/generation/events/${id}`, {
      token,
      headers: { 'Last-Event-ID': events.at(-2)?.[1] ?? '' },
    })
    expect(String(late.body).match(/event: /g)).toHaveLength(1)
  })

  it('is removed with its files once it has ended, and nobody else sees it', async () => {
    const done = await finish(idOf(await start(v2())))
    for (const path of ['status', 'download', 'report', 'events', 'stream'])
      expect(
        (await platform.call('GET', `/generation/${path}/${done.id}`, { token: other })).status,
        path,
      ).toBe(404)
    expect((await platform.call('DELETE', `/generation/requests/${done.id}`, { token: other })).status).toBe(
      404,
    )
    const address = await platform.call('GET', `/generation/download/${done.id}`, { token })
    const removed = await platform.call('DELETE', `/generation/requests/${done.id}`, { token })
    expect(removed.data).toEqual({ id: done.id, outcome: 'removed' })
    expect((await platform.call('GET', `/generation/status/${done.id}`, { token })).status).toBe(404)
    const gone = await fetch(new URL(address.headers.get('location') ?? '', platform.url))
    expect(gone.status).toBe(404)
  })
})

const recommendationSchema = z.object({
  model_type: z.string(),
  reason: z.string(),
  candidates: z.array(z.object({ model_type: z.string(), quality: z.number() })),
})

describe('a recommendation', () => {
  it('compares the models on the dataset, and is told by the configuration from then on', async () => {
    const config = () => platform.call('GET', `/generation-v2/config?dataset_id=${dataset}`, { token })
    expect((await config()).data).toMatchObject({ recommendation: null })
    const { status, data } = await platform.call('POST', '/generation-v2/recommend', {
      token,
      body: { dataset_id: dataset },
    })
    expect(status).toBe(200)
    const { model_type, reason, candidates } = recommendationSchema.parse(data)
    expect(candidates.map((each) => each.model_type).sort()).toEqual(['identity', 'independent', 'uniform'])
    expect(reason).toContain(`On a sample of this table "${model_type}"`)
    expect((await config()).data).toMatchObject({ recommendation: data })
    const foreign = await platform.call('POST', '/generation-v2/recommend', {
      token: other,
      body: { dataset_id: dataset },
    })
    expect(foreign.status).toBe(404)
  })
})

describe('a wrong request', () => {
  it('is refused with all that is wrong', async () => {
    const { status, body } = await start(
      v2({
        sample_size: 5,
        model_config: { model_type: 'nobody' },
        optimization_config: { enabled: true, method: 'bayesian', n_trials: 20, metric: 'quality_score' },
        conditions: { colour: 'red' },
        constraints: [
          { kind: 'less_than', low: 'age', high: 'sex' },
          { kind: 'unique', columns: ['colour'] },
        ],
        target: 'colour',
      }),
    )
    expect(status).toBe(422)
    const paths = z
      .object({ error: z.object({ details: z.object({ issues: z.array(z.object({ path: z.string() })) }) }) })
      .parse(body)
      .error.details.issues.map(({ path }) => path)
    expect(paths.sort()).toEqual([
      'conditions.colour',
      'constraints[0].high',
      'constraints[1].columns[0]',
      'model_config.model_type',
      'sample_size',
      'target',
    ])
  })

  it('is told the same by validate, which starts nothing', async () => {
    const before = await platform.call('GET', '/generation/requests', { token })
    const body = v2({ model_config: { model_type: 'uniform', epochs: 3 }, sample_size: 5 })
    const wrong = await platform.call('POST', '/generation-v2/validate', { token, body })
    expect(wrong.data).toMatchObject({
      valid: false,
      issues: [
        { path: 'sample_size' },
        { path: 'model_config.epochs', message: 'is no option of the model "uniform"' },
      ],
    })
    const right = await platform.call('POST', '/generation-v2/validate', { token, body: v2() })
    expect(right.data).toMatchObject({
      valid: true,
      issues: [],
      estimate: { training_seconds: anyNumber },
    })
    expect((await platform.call('GET', '/generation/requests', { token })).data).toEqual(before.data)
  })

  it('for a dataset of somebody else finds nothing', async () => {
    const answer = await platform.call('POST', '/generation-v2/start', { token: other, body: v2() })
    expect(answer.status).toBe(404)
  })
})

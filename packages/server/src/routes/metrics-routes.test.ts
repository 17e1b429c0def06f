import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { baselineModels } from '../../test/baseline-models.ts'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, readyDataset, waitFor } from '../../test/platform-client.ts'
import type { TestServer } from '../testing/test-server.ts'

const metricsToken = 'a token of Prometheus alone'
let platform: TestServer
let admin = ''
let token = ''
let generation = 0
beforeAll(async () => {
  platform = await createCheckedServer({ models: [baselineModels], settings: { metricsToken } })
  await platform.server.administrators.create('root@example.org', 'a good password')
  admin = await platform.signUp('root@example.org')
  token = await platform.signUp('owner@example.org')
  const dataset = await readyDataset(platform, token, peopleCsv(60))
  const body = { dataset_id: dataset, model_type: 'independent', sample_size: 200 }
  generation = idOf(await platform.call('POST', '/generation/start', { token, body }))
  await waitFor(platform, token, `/generation/status/${generation}`, ['succeeded'])
}, 180_000)
afterAll(() => platform.stop())

const near = (value: number): unknown => expect.closeTo(value, 9)

/** One line of the text format: a name, labels, a value. */
const sampleLine =
  /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{((?:[a-zA-Z_]\w*="(?:[^"\\\n]|\\["\\n])*",?)*)\})? (-?[\d.]+(?:e[+-]?\d+)?|NaN|[+-]Inf)$/

interface Sample {
  readonly name: string
  readonly labels: string
  readonly value: number
}

async function read(from = platform, as = admin): Promise<readonly Sample[]> {
  const answer = await from.call('GET', '/metrics', { token: as })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
  const types = new Map<string, string>()
  return z
    .string()
    .parse(answer.body)
    .split('\n')
    .flatMap((line) => {
      const type = /^# TYPE (\S+) (counter|gauge|histogram)$/.exec(line)
      if (type !== null) {
        expect(types.has(type[1] ?? '')).toBe(false)
        types.set(type[1] ?? '', type[2] ?? '')
      }
      if (line === '' || line.startsWith('# HELP ') || type !== null) return []
      const match = sampleLine.exec(line)
      if (match === null) throw new Error(`Not a line of the format: ${line}`)
      const [, name = '', labels = '', value = ''] = match
      expect(types.has(name.replace(/_(bucket|sum|count)$/, '')) || types.has(name)).toBe(true)
      return [{ name, labels, value: Number(value) }]
    })
}

function total(samples: readonly Sample[], name: string, ...labels: readonly string[]): number | undefined {
  const found = samples.filter(
    (sample) => sample.name === name && labels.every((label) => sample.labels.split(',').includes(label)),
  )
  return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0)
}

describe('metrics', () => {
  it('count requests, by operation and status', async () => {
    const route = 'route="/generation/status/{id}"'
    const before = await read()
    await platform.call('GET', '/generation/status/123456', { token })
    await platform.call('GET', '/nothing/under/this/path')
    const after = await read()
    const requests = 'tabricate_http_requests_total'
    expect(total(before, requests, route, 'status="404"')).toBeUndefined()
    expect(total(after, requests, route, 'method="GET"', 'status="404"')).toBe(1)
    expect(total(after, requests, 'route="other"')).toBe(1)
    expect(total(after, 'tabricate_http_request_duration_seconds_count', route)).toBe(
      (total(before, 'tabricate_http_request_duration_seconds_count', route) ?? 0) + 1,
    )
    expect(total(after, 'tabricate_http_received_bytes_total', 'route="/upload/dataset"')).toBeGreaterThan(
      peopleCsv(60).length,
    )
    // This request itself.
    expect(total(after, 'tabricate_http_requests_in_flight')).toBe(1)
  })

  it('tell of jobs, trainings, the queue and what is stored, also of what has been deleted since', async () => {
    const tell = async () => {
      const samples = await read()
      const of = (name: string, ...labels: readonly string[]) => total(samples, name, ...labels)
      return {
        finished: of(
          'tabricate_jobs_finished_total',
          'kind="generation"',
          'state="succeeded"',
          'model="independent"',
        ),
        profiles: of('tabricate_jobs_finished_total', 'kind="profile"', 'state="succeeded"'),
        trainings: of('tabricate_training_duration_seconds_count', 'model="independent"'),
        qualities: of('tabricate_training_quality_count', 'model="independent"'),
        quality: of('tabricate_training_quality_sum', 'model="independent"'),
        peaks: of('tabricate_training_peak_memory_bytes_bucket', 'model="independent"', 'le="+Inf"'),
        files: of('tabricate_storage_files', 'kind="results"'),
        bytes: of('tabricate_storage_bytes', 'kind="uploads"'),
        depth: of('tabricate_queue_depth', 'kind="generation"'),
      }
    }
    const shown = z
      .object({ quality_score: z.number() })
      .parse((await platform.call('GET', `/generation/status/${generation}`, { token })).data)
    const before = await tell()
    expect(before).toEqual({
      finished: 1,
      profiles: 1,
      trainings: 1,
      qualities: 1,
      quality: near(shown.quality_score),
      peaks: 1,
      files: 1,
      bytes: peopleCsv(60).length,
      depth: 0,
    })
    await platform.call('DELETE', `/generation/requests/${generation}`, { token })
    expect(await tell()).toEqual({ ...before, files: undefined })
  })

  it('are for administrators, and for whoever has the token', async () => {
    const status = async (as?: string) => (await platform.call('GET', '/metrics', { token: as })).status
    expect(await status(metricsToken)).toBe(200)
    expect(await status()).toBe(401)
    expect(await status(`${metricsToken}.`)).toBe(401)
    expect(await status(token)).toBe(403)
    expect((await platform.call('GET', '/admin/users', { token: metricsToken })).status).toBe(401)
  })

  it('are of each platform alone, and can be switched off', async () => {
    const second = await createCheckedServer({
      models: [baselineModels],
      worker: false,
      settings: { metricsToken },
    })
    const samples = await read(second, metricsToken)
    expect(total(samples, 'tabricate_http_requests_total')).toBeUndefined()
    expect(total(samples, 'tabricate_queue_depth', 'kind="trial"')).toBe(0)
    await second.stop()
    const without = await createCheckedServer({
      models: [baselineModels],
      worker: false,
      settings: { metricsToken, metricsEnabled: false },
    })
    expect((await without.call('GET', '/metrics', { token: metricsToken })).code).toBe('UNAVAILABLE')
    await without.stop()
  })
})

describe('the dashboard for Grafana', () => {
  const dashboardSchema = z.looseObject({
    panels: z.array(
      z.looseObject({ title: z.string(), targets: z.array(z.looseObject({ expr: z.string() })) }),
    ),
  })

  it('asks for metrics that there are, and shows each of them', async () => {
    const file = new URL('../../../../docs/grafana-dashboard.json', import.meta.url)
    const { panels } = dashboardSchema.parse(JSON.parse(await readFile(file, 'utf8')))
    const expressions = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
    const asked = new Set(expressions.flatMap((expr) => expr.match(/\b(?:tabricate|process)_\w+/g) ?? []))
    const text = z.string().parse((await platform.call('GET', '/metrics', { token: admin })).body)
    const known = new Map(
      [...text.matchAll(/^# TYPE (\S+) (\w+)$/gm)].map(([, name = '', type = '']) => [name, type]),
    )
    const seriesOf = (name: string) =>
      known.get(name) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name]
    const series = [...known.keys()].flatMap(seriesOf)
    expect([...asked].filter((name) => !series.includes(name))).toEqual([])
    expect([...known.keys()].filter((name) => !seriesOf(name).some((each) => asked.has(each)))).toEqual([])
  })
})

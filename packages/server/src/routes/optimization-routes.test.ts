import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { loadPlugin, readTable } from '@tabricate/core/node'
import { float, importJournal, int, random, tuneModel } from '@tabricate/optimizer'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, readyDataset, waitFor } from '../../test/platform-client.ts'
import { tunableModel } from '../../test/tunable-model.ts'
import type { TestServer } from '../testing/test-server.ts'

let platform: TestServer
let token = ''
let other = ''
let dataset = 0
beforeAll(async () => {
  platform = await createCheckedServer({ models: [tunableModel], settings: { maxOptimizationTrials: 30 } })
  token = await platform.signUp('owner@example.org')
  other = await platform.signUp('other@example.org')
  dataset = await readyDataset(platform, token, peopleCsv(150))
}, 180_000)
afterAll(() => platform.stop())

const order = (change: object = {}) => ({
  dataset_id: dataset,
  model_type: 'tunable',
  optimization_method: 'random',
  n_trials: 4,
  search_space: { learning_rate: [1e-4, 1e-1], batch_size: [100, 1000] },
  random_state: 42,
  ...change,
})
const start = (body: object) => platform.call('POST', '/optimization/start', { token, body })
const trialsSchema = z.object({
  optimization: z.looseObject({ id: z.number(), status: z.string() }),
  trials: z.array(
    z.looseObject({
      number: z.number(),
      status: z.string(),
      value: z.number().nullable(),
      parameters: z.record(z.string(), z.number()),
    }),
  ),
})
const analysisSchema = z.object({
  convergence: z.array(z.object({ trial: z.number(), value: z.number(), best: z.number() })),
  importance: z.array(z.object({ parameter: z.string(), importance: z.number() })),
})
const view = async (id: number) =>
  trialsSchema.parse((await platform.call('GET', `/optimization/trials/${id}`, { token })).data)
type View = z.output<typeof trialsSchema>

async function until(id: number, isReached: (seen: View) => boolean): Promise<View> {
  const seen = await view(id)
  if (isReached(seen)) return seen
  await delay(50)
  return until(id, isReached)
}
const finish = (id: number) =>
  until(id, ({ optimization }) => !['queued', 'running'].includes(optimization.status))

describe('a search', () => {
  it('finds with one trial at a time what a run in one process finds', async () => {
    const started = await start(order({ parallelism: 1, pruning: false }))
    expect(started.status).toBe(202)
    const { optimization, trials } = await finish(idOf(started))
    expect(optimization).toMatchObject({ status: 'succeeded', n_trials: 4, random_state: 42 })
    expect(trials.map(({ number, status }) => [number, status])).toEqual(
      [0, 1, 2, 3].map((number) => [number, 'complete']),
    )
    expect(trials.every(({ parameters }) => (parameters['batch_size'] ?? 1) % 10 === 0)).toBe(true)

    const { data } = await platform.call('GET', `/optimization/analysis/${idOf(started)}`, { token })
    const { convergence, importance } = analysisSchema.parse(data)
    let highest = Number.NEGATIVE_INFINITY
    expect(convergence).toEqual(
      trials.map(({ number, value }) => {
        highest = Math.max(highest, value ?? highest)
        return { trial: number, value, best: highest }
      }),
    )
    expect(importance.map(({ parameter }) => parameter).sort()).toEqual(['batch_size', 'learning_rate'])
    expect(importance.reduce((sum, share) => sum + share.importance, 0)).toBeCloseTo(1, 9)

    const file = join(platform.folder, 'people.csv')
    await writeFile(file, peopleCsv(150))
    const plugin = await loadPlugin(tunableModel, 'tunable')
    const { study } = await tuneModel({
      table: await readTable(file),
      space: { learning_rate: float(1e-4, 1e-1, { log: true }), batch_size: int(100, 1000) },
      ties: { learning_rate: ['lr'], batch_size: ['batchSize'] },
      fixedOptions: { epochs: 100 },
      constraints: [
        {
          parameters: ['batch_size'],
          description: 'batchSize is a multiple of 10',
          holds: ({ batch_size: size }) => Number(size) % 10 === 0,
        },
      ],
      strategy: random(),
      pruner: null,
      trials: 4,
      seed: 42,
      createModel: (options) => plugin(options),
    })
    expect(trials.map(({ parameters, value }) => ({ parameters, values: [value] }))).toEqual(
      study.trials.map(({ parameters, values }) => ({ parameters: { ...parameters }, values })),
    )

    const best = await platform.call('GET', `/optimization/best/${optimization.id}`, { token })
    expect(best.data).toMatchObject({
      trial: { number: study.best()?.number },
      model_config: { model_type: 'tunable', epochs: 100, ...study.best()?.parameters },
    })
    const told = await platform.call('GET', '/notifications', { token })
    expect(told.data).toMatchObject({
      items: [{ kind: 'optimization.succeeded', data: { optimization_id: optimization.id } }, {}],
    })
    const journal = await platform.call('GET', `/optimization/journal/${optimization.id}`, { token })
    const [imported] = importJournal(String(journal.body))
    expect(imported?.trials.map(({ values }) => values)).toEqual(trials.map(({ value }) => [value]))
  }, 180_000)

  it('runs trials side by side, and ends those that do badly', async () => {
    const id = idOf(
      await start(
        order({
          optimization_method: 'grid',
          search_space: { learning_rate: [0.004, 0.9], epochs: [3, 4, 5] },
          n_trials: 8,
          parallelism: 2,
          model_config: { delay_ms: 300, batch_size: 400 },
        }),
      ),
    )
    const { optimization, trials } = await finish(id)
    expect(optimization.status).toBe('succeeded')
    expect(new Set(trials.map(({ parameters }) => JSON.stringify(parameters))).size).toBe(8)
    const counts = ['complete', 'pruned'].map(
      (state) => trials.filter(({ status }) => status === state).length,
    )
    // No trial is ended before one is whole; of those that come after, one in three goes on.
    expect(counts[0]).toBeGreaterThanOrEqual(1)
    expect(counts[1]).toBeGreaterThanOrEqual(2)
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(8)
    const text = String((await platform.call('GET', `/optimization/events/${id}`, { token })).body)
    expect(text.match(/event: trial/g)).toHaveLength(trials.length)
  }, 180_000)

  it('is stopped, and keeps what is done', async () => {
    const id = idOf(
      await start(order({ parallelism: 1, n_trials: 30, model_config: { epochs: 5, delay_ms: 30 } })),
    )
    await until(id, ({ trials }) => trials.some(({ status }) => status === 'complete'))
    const stopped = await platform.call('PUT', `/optimization/stop/${id}`, { token })
    expect(stopped.data).toMatchObject({ status: 'cancelled' })
    const best = await platform.call('GET', `/optimization/best/${id}`, { token })
    expect(best.status).toBe(200)
    expect((await platform.call('PUT', `/optimization/stop/${id}`, { token })).status).toBe(409)
    const { trials } = await until(id, (seen) => seen.trials.every(({ status }) => status !== 'running'))
    expect(trials.length).toBeLessThan(30)
  }, 180_000)

  it('is refused with all that is wrong', async () => {
    const answer = await start(
      order({
        n_trials: 31,
        parallelism: 99,
        acquisition_function: 'EI',
        optimization_metric: 'ml_efficacy',
        search_space: { colour: [1, 2], learning_rate: [0, 5], epochs: [1, 5000] },
      }),
    )
    expect(answer.status).toBe(422)
    const issues = z
      .object({ error: z.object({ details: z.object({ issues: z.array(z.object({ path: z.string() })) }) }) })
      .parse(answer.body).error.details.issues
    expect([...new Set(issues.map(({ path }) => path))].sort()).toEqual([
      'acquisition_function',
      'n_trials',
      'parallelism',
      'search_space.colour',
      'search_space.epochs',
      'search_space.learning_rate',
      'target',
    ])
  })

  it('is nobody else’s', async () => {
    const id = idOf(await start(order({ n_trials: 1 })))
    for (const [method, path] of [
      ['GET', 'trials'],
      ['GET', 'best'],
      ['GET', 'events'],
      ['GET', 'journal'],
      ['PUT', 'stop'],
    ] as const)
      expect((await platform.call(method, `/optimization/${path}/${id}`, { token: other })).status).toBe(404)
    expect((await platform.call('POST', '/optimization/start', { token: other, body: order() })).status).toBe(
      404,
    )
    await finish(id)
  })
})

describe('a generation with a search', () => {
  it('takes the best options', async () => {
    const started = await platform.call('POST', '/generation-v2/start', {
      token,
      body: {
        dataset_id: dataset,
        sample_size: 100,
        model_config: { model_type: 'tunable', epochs: 2 },
        optimization_config: {
          enabled: true,
          method: 'random',
          n_trials: 3,
          metric: 'quality_score',
          search_space: { learning_rate: [1e-4, 1e-1] },
        },
      },
    })
    expect(started.status).toBe(202)
    const done = await waitFor(platform, token, `/generation/status/${idOf(started)}`, [
      'succeeded',
      'failed',
    ])
    expect(done).toMatchObject({ status: 'succeeded', error: null })
    const search = Number(done['optimization_id'])
    const best = await platform.call('GET', `/optimization/best/${search}`, { token })
    const { model_config: found } = z
      .object({ model_config: z.object({ learning_rate: z.number(), epochs: z.number() }) })
      .parse(best.data)
    expect(done['model_config']).toMatchObject({ epochs: found.epochs, learning_rate: found.learning_rate })
  }, 180_000)

  it('is cancelled with it', async () => {
    const id = idOf(
      await platform.call('POST', '/generation-v2/start', {
        token,
        body: {
          dataset_id: dataset,
          model_config: { model_type: 'tunable', epochs: 50, delay_ms: 50 },
          optimization_config: { enabled: true, search_space: { learning_rate: [1e-4, 1e-1] } },
        },
      }),
    )
    const cancelled = await platform.call('DELETE', `/generation/requests/${id}`, { token })
    expect(cancelled.data).toMatchObject({ outcome: 'cancelled' })
    const { optimization_id: search } = z
      .object({ optimization_id: z.number() })
      .parse((await platform.call('GET', `/generation/status/${id}`, { token })).data)
    expect((await view(search)).optimization.status).toBe('cancelled')
  })
})

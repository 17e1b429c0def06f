import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, peopleCsv, readyDataset } from '../../test/platform-client.ts'
import type { TestServer } from '../testing/test-server.ts'

// By its address, as a host names it: the package depends on no model.
const ctgan = new URL('../../../models-ctgan/dist/index.js', import.meta.url).href

let platform: TestServer
let token = ''
let dataset = 0
beforeAll(async () => {
  platform = await createCheckedServer({
    models: [ctgan],
    // What is started waits: the trainings themselves are not what is tested.
    settings: { requireApproval: true, minEpochs: 10 },
  })
  token = await platform.signUp('owner@example.org')
  dataset = await readyDataset(platform, token, peopleCsv(100))
}, 180_000)
afterAll(() => platform.stop())

const searchSchema = z.object({
  optimization: z.looseObject({ search_space: z.record(z.string(), z.looseObject({ type: z.string() })) }),
})
const search = async (id: number) =>
  searchSchema.parse((await platform.call('GET', `/optimization/trials/${id}`, { token })).data).optimization

describe('the examples of the contract', () => {
  it('start a search as they stand', async () => {
    const body = {
      dataset_id: dataset,
      model_type: 'ctgan',
      optimization_method: 'bayesian',
      n_trials: 50,
      optimization_metric: 'quality_score',
      search_space: { epochs: [50, 200], batch_size: [100, 1000], learning_rate: [1e-4, 1e-2] },
      acquisition_function: 'EI',
      random_state: 42,
    }
    const started = await platform.call('POST', '/optimization/start', { token, body })
    expect(started.data).toMatchObject({
      status: 'awaiting_approval',
      optimization_method: 'bayesian',
      n_trials: 50,
      random_state: 42,
    })
    expect((await search(idOf(started))).search_space).toMatchObject({
      epochs: { type: 'int', low: 50, high: 200 },
      batch_size: { type: 'int', low: 100, high: 1000 },
      learning_rate: { type: 'float', low: 1e-4, high: 1e-2, log: true },
    })
  })

  it('start a generation that is tuned first, as they stand', async () => {
    const body = {
      dataset_id: dataset,
      sample_size: 5000,
      model_config: {
        model_type: 'ctgan',
        epochs: 150,
        batch_size: 500,
        generator_dim: [256, 256],
        discriminator_dim: [256, 256],
      },
      optimization_config: { enabled: true, method: 'bayesian', n_trials: 20, metric: 'quality_score' },
      output_format: 'csv',
      include_metadata: true,
    }
    const started = await platform.call('POST', '/generation-v2/start', { token, body })
    expect(started.status).toBe(202)
    const { optimization_id: id } = z.object({ optimization_id: z.number() }).parse(started.data)
    const found = await search(id)
    expect(found).toMatchObject({
      n_trials: 20,
      model_config: { epochs: 150, batch_size: 500, generator_dim: [256, 256] },
    })
    // Only what the request does not fix.
    expect(Object.keys(found.search_space).sort()).toEqual([
      'embedding_dim',
      'generator_decay',
      'learning_rate',
    ])
    const valid = await platform.call('POST', '/generation-v2/validate', { token, body })
    expect(valid.data).toMatchObject({ valid: true, issues: [] })
  })
})

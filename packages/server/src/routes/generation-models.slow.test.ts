import { createHash, createPublicKey, verify } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCheckedServer } from '../../test/checked-server.ts'
import { idOf, readyDataset, waitFor } from '../../test/platform-client.ts'
import { unzip } from '../../test/unzip.ts'
import type { TestServer } from '../testing/test-server.ts'

// With the models that people use, and one of a host's own.
const root = join(import.meta.dirname, '..', '..', '..', '..')
const ctgan = new URL('../../../models-ctgan/dist/index.js', import.meta.url).href
const tvae = new URL('../../../models-tvae/dist/index.js', import.meta.url).href
const mixture = new URL('../../../models-mixture/dist/index.js', import.meta.url).href

let folder = ''
let platform: TestServer
let token = ''
let dataset = 0
beforeAll(async () => {
  // A host's model as the host would deploy it: JavaScript, inside the workspace, so that core is found.
  await mkdir(join(root, '.cache'), { recursive: true })
  folder = await mkdtemp(join(root, '.cache', 'own-model-'))
  const source = await readFile(join(root, 'examples', 'custom-model', 'quantiles.ts'), 'utf8')
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext }
  await writeFile(join(folder, 'quantiles.mjs'), ts.transpileModule(source, { compilerOptions }).outputText)
  const own = pathToFileURL(join(folder, 'quantiles.mjs')).href
  platform = await createCheckedServer({ models: [ctgan, tvae, mixture, own], settings: { minEpochs: 1 } })
  token = await platform.signUp('owner@example.org')
  dataset = await readyDataset(
    platform,
    token,
    await readFile(join(root, 'examples', 'data', 'insurance.csv'), 'utf8'),
  )
}, 300_000)
afterAll(async () => {
  await platform.stop()
  await rm(folder, { recursive: true, force: true })
})

/** The first two examples of the contract, as they stand. */
const examples = {
  ctgan: {
    model_type: 'ctgan',
    epochs: 100,
    batch_size: 500,
    generator_dim: [256, 256],
    discriminator_dim: [256, 256],
    generator_lr: 2e-4,
    discriminator_lr: 2e-4,
    discriminator_steps: 1,
    log_frequency: true,
    pac: 10,
  },
  tvae: {
    model_type: 'tvae',
    epochs: 100,
    batch_size: 500,
    embedding_dim: 128,
    compress_dims: [128, 128],
    decompress_dims: [128, 128],
    l2scale: 1e-5,
    learning_rate: 1e-3,
    loss_factor: 2,
  },
} as const

const start = (model_config: object, more: object = {}) =>
  platform.call('POST', '/generation-v2/start', {
    token,
    body: { dataset_id: dataset, model_config, ...more },
  })
const finish = (id: number) =>
  waitFor(platform, token, `/generation/status/${id}`, ['succeeded', 'failed'], 500_000)

describe('the examples of the contract', () => {
  it.each(Object.entries(examples))('train %s as they stand', async (_, config) => {
    const body = { dataset_id: dataset, model_config: config }
    const validated = await platform.call('POST', '/generation-v2/validate', { token, body })
    expect(validated.data).toMatchObject({ valid: true, issues: [], model_config: withoutType(config) })
    const done = await finish(idOf(await start(config)))
    expect(done).toMatchObject({ status: 'succeeded', model_config: withoutType(config) })
    expect(z.number().parse(done['quality_score'])).toBeGreaterThan(0.5)
    // What a model reaches that is trained in seconds.
    const report = await platform.call('GET', `/generation/report/${done.id}`, { token })
    expect(report.data).toMatchObject({ origin: { alternatives: [{ model: 'mixture' }] } })
  })
})

function withoutType<Config extends { readonly model_type: string }>({ model_type: _, ...config }: Config) {
  return config
}

describe('an estimate', () => {
  it('is told by what trainings here have taken', async () => {
    const estimateSchema = z.object({
      estimate: z.object({ training_seconds: z.number(), memory_mb: z.number(), basis: z.string() }),
    })
    const validate = async (epochs: number) => {
      const body = { dataset_id: dataset, model_config: { model_type: 'ctgan', epochs } }
      return estimateSchema.parse(
        (await platform.call('POST', '/generation-v2/validate', { token, body })).data,
      ).estimate
    }
    const done = await finish(idOf(await start({ model_type: 'ctgan', epochs: 20 })))
    const seconds = z.number().parse(done['training_seconds'])
    const short = await validate(20)
    expect(short.basis).toMatch(/the median of the last \d+ trainings of this model here/)
    expect(short.memory_mb).toBeGreaterThan(50)
    // The same training on the same machine, whatever else that does: a factor of five either way.
    expect(short.training_seconds).toBeGreaterThan(seconds / 5)
    expect(short.training_seconds).toBeLessThan(seconds * 5 + 1)
    expect((await validate(500)).training_seconds).toBeGreaterThan(10 * short.training_seconds)
  })
})

describe('the value of an option', () => {
  const chosen = async (model_config: object) => {
    const body = { dataset_id: dataset, model_config }
    const { data } = await platform.call('POST', '/generation-v2/validate', { token, body })
    return z
      .object({ model_config: z.record(z.string(), z.json()).nullable(), issues: z.unknown() })
      .parse(data)
  }

  it("is the request's, then the preset's, then the platform's, then the model's", async () => {
    const plain = await chosen({ model_type: 'ctgan' })
    expect(plain.model_config).toMatchObject({ epochs: 100 })
    // 1,338 rows.
    const quick = await chosen({ model_type: 'ctgan', preset: 'quick' })
    expect(quick.model_config).toMatchObject({
      epochs: 150,
      batch_size: 500,
      pac: plain.model_config?.['pac'],
    })
    const own = await chosen({ model_type: 'ctgan', preset: 'quick', epochs: 7 })
    expect(own.model_config).toMatchObject({ epochs: 7, batch_size: 500 })
    const thorough = await chosen({ model_type: 'ctgan', preset: 'thorough' })
    expect(thorough.model_config).toMatchObject({ epochs: 500 })
    expect(await chosen({ model_type: 'ctgan', preset: 'fancy' })).toMatchObject({
      model_config: null,
      issues: [{ path: 'model_config.preset' }],
    })
  })

  it('is recommended for a table', async () => {
    const { data } = await platform.call('GET', `/generation-v2/config?dataset_id=${dataset}`, { token })
    const { models } = z
      .object({ models: z.array(z.looseObject({ model_type: z.string(), recommended: z.unknown() })) })
      .parse(data)
    expect(models.map(({ model_type }) => model_type)).toEqual(['ctgan', 'tvae', 'mixture', 'quantiles'])
    expect(models[0]).toMatchObject({ recommended: { epochs: 150, batch_size: 500 } })
    expect(models[1]).toMatchObject({ presets: { quick: { epochs: 150 } } })
    expect(models[3]).toMatchObject({
      defaults: { knots: 1000 },
      json_schema: { properties: { knots: { type: 'integer', minimum: 2 } } },
      recommended: { knots: 1000 },
      presets: {},
    })
  })
})

describe("a host's own model", () => {
  it('trains, and its result is signed for', async () => {
    const order = { include_metadata: true, report_language: 'fr', sample_size: 200, seed: 5 }
    const done = await finish(idOf(await start({ model_type: 'quantiles', knots: 50 }, order)))
    expect(done).toMatchObject({ status: 'succeeded', model_config: { knots: 50 } })
    const { data } = await platform.call('GET', `/generation/download/${done.id}?as=url`, { token })
    const { url } = z.object({ url: z.string() }).parse(data)
    const archive = await fetch(new URL(`${platform.url}${url}`))
    const files = unzip(Buffer.from(await archive.arrayBuffer()))

    expect(String(files.get('report.html'))).toContain('<html lang="fr">')
    const manifestText = files.get('manifest.json') ?? Buffer.alloc(0)
    const manifest = z
      .looseObject({
        files: z.array(z.object({ name: z.string(), sha256: z.string(), size_bytes: z.number() })),
      })
      .parse(JSON.parse(manifestText.toString()))
    const source = await readFile(join(root, 'examples', 'data', 'insurance.csv'))
    expect(manifest).toMatchObject({
      model_type: 'quantiles',
      seed: 5,
      rows: 200,
      source: { sha256: sha256(source), size_bytes: source.length },
      software: { node: process.versions.node, 'model quantiles': '1' },
    })
    const names = manifest.files.map(({ name }) => name)
    expect(names).toEqual(['synthetic.csv', 'schema.json', 'options.json', 'report.json', 'report.html'])
    for (const { name, sha256: expected } of manifest.files)
      expect(sha256(files.get(name) ?? Buffer.alloc(0)), name).toBe(expected)

    // Anyone can check it with the platform's key, offline.
    const config = await platform.call('GET', '/generation-v2/config', { token })
    const { manifest_public_key: key } = z.looseObject({ manifest_public_key: z.string() }).parse(config.data)
    const signature = Buffer.from((files.get('manifest.sig') ?? '').toString(), 'base64')
    const isSigned = (bytes: Buffer) => verify(null, bytes, createPublicKey(key), signature)
    expect(isSigned(manifestText)).toBe(true)
    expect(isSigned(Buffer.from(manifestText.toString().replace('"seed": 5', '"seed": 6')))).toBe(false)
  })

  it('gives rows when it is asked for more', async () => {
    const done = await finish(idOf(await start({ model_type: 'quantiles' })))
    const where = encodeURIComponent(JSON.stringify({ smoker: 'yes' }))
    const path = `/generation/stream/${done.id}?rows=300&format=csv&where=${where}`
    const lines = String((await platform.call('GET', path, { token })).body)
      .trimEnd()
      .split('\n')
    expect(lines).toHaveLength(301)
    expect(lines.slice(1).every((line) => line.split(',').includes('yes'))).toBe(true)
  })
})

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

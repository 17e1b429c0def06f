import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { startPostgres } from '../../packages/server/test/postgres-server.ts'
import { describeCommit, describeMachine } from '../harness/machine.ts'
import { repository } from '../harness/paths.ts'
import { isJsonObject } from '../harness/protocol.ts'
import { openLoad } from './open-load.ts'
import { type PlatformClient, registered } from './platform-client.ts'
import { type PlatformProcess, startPlatform } from './platform-process.ts'
import { readServerResult, type ServerPart, serverResultFile } from './server-result.ts'
import { measureSoak, type SoakScale } from './soak.ts'

type Figures = ServerPart['figures']

/** How much is measured. A small run shows that everything works; its figures are not kept. */
interface Scale {
  readonly loadSeconds: number
  /** Of the rates that are to be held. */
  readonly rateShare: number
  readonly uploadMegabytes: number
  readonly cancels: number
  readonly soak: SoakScale
}

const whole: Scale = {
  loadSeconds: 20,
  rateShare: 1,
  uploadMegabytes: 500,
  cancels: 20,
  soak: { seconds: 600, rate: 100 },
}
const small: Scale = {
  loadSeconds: 3,
  rateShare: 0.02,
  uploadMegabytes: 10,
  cancels: 2,
  soak: { seconds: 60, rate: 10 },
}

const parts: { readonly [name: string]: (folder: string, scale: Scale) => Promise<Figures> } = {
  start: measureStart,
  load: (folder, scale) => withPostgres(folder, (...platform) => measureLoad(...platform, scale)),
  training: (folder, scale) =>
    withPostgres(folder, (...platform) => measureWhileTraining(...platform, scale)),
  cancel: (folder, scale) => withPostgres(folder, (_, client) => measureCancels(client, scale)),
  upload: (folder, scale) =>
    withPostgres(join(folder, 'data'), (...platform) => measureUpload(folder, ...platform, scale)),
  'upload-embedded': (folder, scale) =>
    withPlatform({ DATA_DIR: join(folder, 'data') }, (...platform) =>
      measureUpload(folder, ...platform, scale),
    ),
  download: measureDownload,
  soak: (folder, { soak }) =>
    withPostgres(folder, (...platform) => measureSoak(folder, ...platform, smallTable, soak)),
}

/** `server`: what the platform has to hold, as `tabricate serve` is started by its users. Linux only: it reads `/proc`. */
export async function server(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      // The soak takes longer than all others together.
      only: {
        type: 'string',
        default: Object.keys(parts)
          .filter((name) => name !== 'soak')
          .join(','),
      },
      small: { type: 'boolean', default: false },
    },
  })
  for (const name of values.only.split(',')) {
    const measure = parts[name]
    if (measure === undefined)
      throw new Error(`There is no part "${name}"; there are ${Object.keys(parts).join(', ')}.`)
    const folder = mkdtempSync(join(tmpdir(), 'tabricate-bench-'))
    try {
      const figures = await measure(folder, values.small ? small : whole)
      console.log(name, JSON.stringify(figures))
      if (!values.small) keep(name, figures)
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

function keep(name: string, figures: Figures): void {
  const part = {
    machine: describeMachine(),
    commit: describeCommit(),
    measuredAt: new Date().toISOString(),
    figures,
  }
  mkdirSync(dirname(serverResultFile), { recursive: true })
  writeFileSync(
    serverResultFile,
    `${JSON.stringify({ ...readServerResult(), [name]: part }, undefined, 2)}\n`,
  )
}

/** The first start makes the database; the later ones are what users wait for. */
async function measureStart(folder: string): Promise<Figures> {
  const times: number[] = []
  for (let count = 0; count < 6; count++) {
    const platform = await startPlatform({ DATA_DIR: folder })
    times.push(platform.startMs)
    await platform.stop()
  }
  const [first = Number.NaN, ...later] = times
  later.sort((a, b) => a - b)
  return {
    firstMs: first,
    medianMs: later[Math.floor(later.length / 2)] ?? Number.NaN,
    greatestMs: later.at(-1) ?? Number.NaN,
  }
}

type Use = (platform: PlatformProcess, client: PlatformClient) => Promise<Figures>

async function withPlatform(environment: { readonly [name: string]: string }, use: Use): Promise<Figures> {
  const platform = await startPlatform(environment)
  try {
    return await use(platform, await registered(platform.url))
  } finally {
    await platform.stop()
  }
}

async function withPostgres(folder: string, use: Use): Promise<Figures> {
  const postgres = await startPostgres({}, join(repository, 'packages', 'server', 'package.json'))
  try {
    return await withPlatform({ DATA_DIR: folder, DATABASE_URL: postgres.url }, use)
  } finally {
    await postgres.stop()
  }
}

const smallTable = join(repository, 'examples', 'data', 'insurance.csv')

async function addDatasets(client: PlatformClient, count: number): Promise<number> {
  let id = 0
  for (let index = 0; index < count; index++) {
    id = await client.upload(smallTable)
    await client.wait(`/upload/datasets/${id}`, 'ready')
  }
  return id
}

async function measureLoad(
  { url }: PlatformProcess,
  client: PlatformClient,
  { loadSeconds, rateShare }: Scale,
): Promise<Figures> {
  await addDatasets(client, 20)
  const { headers } = client
  const load = await openLoad({
    url: `${url}/upload/datasets`,
    headers,
    rate: 1500 * rateShare,
    seconds: loadSeconds,
    warmUpSeconds: 5,
  })
  return { load }
}

async function measureWhileTraining(
  { url }: PlatformProcess,
  client: PlatformClient,
  { loadSeconds, rateShare }: Scale,
): Promise<Figures> {
  const dataset_id = await addDatasets(client, 20)
  const { id } = await client.call('POST', '/generation/start', {
    dataset_id,
    model_type: 'ctgan',
    epochs: 500,
  })
  await client.wait(`/generation/status/${String(id)}`, 'running')
  // Until it trains, and not only begins to.
  await delay(3000)
  const { headers } = client
  const load = await openLoad({
    url: `${url}/upload/datasets`,
    headers,
    rate: 500 * rateShare,
    seconds: loadSeconds,
    warmUpSeconds: 5,
  })
  const { status } = await client.call('GET', `/generation/status/${String(id)}`)
  if (status !== 'running')
    throw new Error(`The training did not last as long as the load: it is ${String(status)}.`)
  return { load }
}

/** From the request that cancels a training until its status says that it is cancelled, both by HTTP; CTGAN and TVAE in turns. */
async function measureCancels(client: PlatformClient, { cancels }: Scale): Promise<Figures> {
  const dataset_id = await addDatasets(client, 1)
  const times: number[] = []
  for (let count = 0; count < cancels; count++) {
    const model_type = count % 2 === 0 ? 'ctgan' : 'tvae'
    const { id } = await client.call('POST', '/generation/start', { dataset_id, model_type, epochs: 500 })
    const path = `/generation/status/${String(id)}`
    await untilTraining(client, path)
    // At another moment of an epoch each time.
    await delay(100 + ((count * 37) % 250))
    const start = performance.now()
    await client.call('DELETE', `/generation/requests/${String(id)}`)
    await client.wait(path, 'cancelled', 10)
    times.push(performance.now() - start)
  }
  times.sort((a, b) => a - b)
  return {
    cancels: times.length,
    medianMs: times[Math.floor(times.length / 2)] ?? Number.NaN,
    greatestMs: times.at(-1) ?? Number.NaN,
  }
}

async function untilTraining(client: PlatformClient, path: string): Promise<void> {
  for (;;) {
    const { progress, status } = await client.call('GET', path)
    if (isJsonObject(progress) && Number(progress.epoch ?? 0) >= 1) return
    if (status !== 'queued' && status !== 'running') throw new Error(`${path} is ${String(status)}.`)
    await delay(50)
  }
}

/** A table of numbers, categories and dates of at least `megabytes`. */
async function writeLargeCsv(path: string, megabytes: number): Promise<number> {
  const file = createWriteStream(path)
  file.write('id,day,group,amount,score,note\n')
  let rows = 0
  for (let bytes = 0; bytes < megabytes * 1e6; ) {
    let text = ''
    for (let count = 0; count < 10_000; count++, rows++) {
      const day = new Date(Date.UTC(2000, 0, 1 + (rows % 9000))).toISOString().slice(0, 10)
      text += `${rows + 1},${day},group ${rows % 37},${((rows * 7919) % 1e6) / 100},${Math.sin(rows).toFixed(6)},note ${(rows * 31) % 4001}\n`
    }
    bytes += text.length
    if (!file.write(text)) await new Promise<void>((resolve) => file.once('drain', () => resolve()))
  }
  await new Promise<void>((resolve) => file.end(() => resolve()))
  return rows
}

async function measureUpload(
  folder: string,
  { peakMb }: PlatformProcess,
  client: PlatformClient,
  { uploadMegabytes }: Scale,
): Promise<Figures> {
  const file = join(folder, 'large.csv')
  const rows = await writeLargeCsv(file, uploadMegabytes)
  const idlePeakMb = peakMb()
  const start = performance.now()
  const id = await client.upload(file)
  const uploadedMs = performance.now() - start
  const uploadPeakMb = peakMb()
  await client.wait(`/upload/datasets/${id}`, 'ready')
  return {
    rows,
    uploadedMs,
    readyMs: performance.now() - start,
    idlePeakMb,
    uploadPeakMb,
    serverPeakMb: peakMb(),
  }
}

/** Ten slow readers at once: what is not buffered does not show in the server's memory. */
async function measureDownload(folder: string): Promise<Figures> {
  return withPlatform({ DATA_DIR: folder }, async ({ url, peakMb }, client) => {
    const dataset_id = await addDatasets(client, 1)
    const order = { dataset_id, model_type: 'tvae', epochs: 10, sample_size: 100_000 }
    const { id } = await client.call('POST', '/generation/start', order)
    await client.wait(`/generation/status/${String(id)}`, 'succeeded')
    const address = `${url}/generation/download/${String(id)}?as=stream`
    const before = peakMb()
    const start = performance.now()
    const sizes = await Promise.all(Array.from({ length: 10 }, () => readSlowly(address, client.headers)))
    const seconds = (performance.now() - start) / 1000
    return {
      megabytes: (sizes[0] ?? 0) / 1e6,
      readers: sizes.length,
      seconds,
      grownMb: peakMb() - before,
      serverPeakMb: peakMb(),
    }
  })
}

/** Pauses after each part. */
function readSlowly(url: string, headers: { readonly [name: string]: string }): Promise<number> {
  return new Promise((resolve, reject) => {
    let bytes = 0
    const asked = get(url, { headers }, (answer) => {
      answer.on('data', (part: Buffer) => {
        bytes += part.length
        answer.pause()
        setTimeout(() => answer.resume(), 20)
      })
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${answer.statusCode}`)),
      )
    })
    asked.on('error', reject)
  })
}

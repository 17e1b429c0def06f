import { readFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { createTestServer, type TestServer } from '@tabricate/server/testing'
import { build } from 'esbuild'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { synthesize } from './client-node/synthesize.ts'

// The client and its examples, in Node and in Chromium on a page of another origin than the platform's.
const account = { email: 'owner@example.org', password: 'a good password' }
const penguins = join(import.meta.dirname, 'data', 'penguins.csv')
const packages = (path: string) => new URL(`../packages/${path}`, import.meta.url).href

/** Calls everything that a browser does otherwise than Node: streams, events, files, aborting. */
const inBrowser = `
import * as tabricate from '@tabricate/client'
import { createElement } from 'react'
import { createRoot } from 'react-dom/client'
import { Generations } from './client-react/generations.tsx'
Object.assign(window, { tabricate, show: (client) =>
  createRoot(document.body.appendChild(document.createElement('div'))).render(createElement(Generations, { client })) })
`

let platform: TestServer
let pages: Server
let address = ''
let browser: Browser
let page: Page
const problems: string[] = []

beforeAll(async () => {
  const files = new Map([
    ['/', await readFile(join(import.meta.dirname, 'client-browser', 'index.html'), 'utf8')],
    ['/page.js', await bundle({ entryPoints: [join(import.meta.dirname, 'client-browser', 'page.js')] })],
    ['/all.js', await bundle({ stdin: { contents: inBrowser, resolveDir: import.meta.dirname } })],
    ['/all', '<!doctype html><title>All</title><body><script type="module" src="/all.js"></script>'],
  ])
  pages = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://any').pathname
    response.setHeader('content-type', name.endsWith('.js') ? 'text/javascript' : 'text/html')
    response.writeHead(files.has(name) ? 200 : 204).end(files.get(name))
  })
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve))
  const bound = pages.address()
  address = typeof bound === 'object' && bound !== null ? `http://127.0.0.1:${bound.port}` : ''
  platform = await createTestServer({
    models: [packages('core/dist/index.js'), packages('server/test/patient-model.mjs')],
    settings: { corsOrigins: [address] },
  })
  await platform.signUp(account.email, account.password)
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Tests run as root in containers, where Chromium has no sandbox; what it loads is our own.
    args: ['--no-sandbox'],
    headless: true,
  })
  page = await browser.newPage()
  page.on('pageerror', (error) => problems.push(error.message))
}, 300_000)

afterAll(async () => {
  await browser?.close()
  pages?.close()
  await platform?.stop()
})

async function bundle(source: Pick<Parameters<typeof build>[0], 'entryPoints' | 'stdin'>): Promise<string> {
  const { outputFiles } = await build({
    ...source,
    bundle: true,
    format: 'esm',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    conditions: ['tabricate:source'],
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

it('the example for Node makes a table and prints rows on a condition', async () => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined)
  try {
    await synthesize(platform.url, account, penguins, 'independent')
    const told = log.mock.calls.map(([text]): unknown => text)
    expect(told.at(-4)).toMatch(/^quality 0\.\d+$/)
    for (const row of told.slice(-3)) expect(row).toMatchObject({ species: 'Gentoo' })
  } finally {
    log.mockRestore()
  }
}, 120_000)

it('the plain page uploads a file in parts', async () => {
  await page.goto(`${address}/?platform=${encodeURIComponent(platform.url)}`)
  await page.fill('#email', account.email)
  await page.fill('#password', 'not this one')
  await page.setInputFiles('#file', penguins)
  await page.click('button')
  await page.getByText(/^INVALID_CREDENTIALS/).waitFor()
  await page.fill('#password', account.password)
  await page.click('button')
  await page.getByText('344 rows, 8 columns').waitFor()
  expect(await page.evaluate(() => document.querySelector('progress')?.value)).toBe(1)
  expect(problems).toEqual([])
}, 120_000)

it('all of the client works in a browser, behind CORS', async () => {
  await page.goto(`${address}/all`)
  await page.waitForFunction('window.tabricate !== undefined')
  // By its text: the page has its own copy of the client.
  const told = await page.evaluate<{ [name: string]: unknown }>(`(async () => {
    const { createClient, storedTokens, uploadDataset, waitForDataset, waitForGeneration, streamRows, downloadGeneration,
      listAll, isApiError } = tabricate
    const client = createClient({ baseUrl: ${JSON.stringify(platform.url)}, tokens: storedTokens(sessionStorage, 'tokens') })
    await client.signIn(${JSON.stringify(account)})
    const rows = Array.from({ length: 300 }, (_, row) => (row % 3 ? 'm' : 'f') + ',' + (20 + row % 40)).join('\\n')
    const sent = []
    const dataset = await uploadDataset(client, new File(['sex,age\\n' + rows], 'people.csv'), {
      chunkBytes: 700, onProgress: ({ sentBytes }) => sent.push(sentBytes) })
    await waitForDataset(client, dataset.id)
    // The access token ends: it is renewed.
    client.tokens.write({ ...client.tokens.read(), accessToken: 'ended' })
    const start = (model_config) => client.post('/generation-v2/start', {
      body: { dataset_id: dataset.id, model_config, sample_size: 100 } })
    const { id } = await start({ model_type: 'patient', epochs: 20, pause: 60 })
    const epochs = []
    const ended = await waitForGeneration(client, id, { onUpdate: ({ progress }) => progress && epochs.push(progress.epoch) })
    const quick = await start({ model_type: 'independent' })
    await waitForGeneration(client, quick.id)
    const streamed = []
    for await (const row of streamRows(client, quick.id, { rows: 1000, where: { sex: 'f' } })) {
      streamed.push(row.sex)
      if (streamed.length === 10) break
    }
    const { body } = await downloadGeneration(client, quick.id)
    const lines = (await new Response(body).text()).trimEnd().split('\\n').length
    const names = []
    for await (const { name } of listAll(client, '/upload/datasets')) names.push(name)
    const wrong = await start({ model_type: 'nothing' }).catch((error) => isApiError(error, 'VALIDATION_ERROR') && error.issues)
    const long = await start({ model_type: 'patient', epochs: 400, pause: 100 })
    const controller = new AbortController()
    const aborted = await waitForGeneration(client, long.id, { signal: controller.signal,
      onUpdate: ({ status }) => status === 'running' && controller.abort('enough') }).catch((reason) => reason)
    show(client)
    return { sent, status: ended.status, epoch: Math.max(...epochs), streamed, lines, names, wrong, aborted }
  })()`)
  expect(told).toEqual({
    sent: [0, 700, 1400, 1507],
    status: 'succeeded',
    epoch: 20,
    streamed: Array.from({ length: 10 }, () => 'f'),
    lines: 101,
    names: ['penguins.csv', 'penguins.csv', 'people.csv'],
    wrong: [
      { path: 'model_config.model_type', message: expect.stringContaining('there is no model') as unknown },
    ],
    aborted: 'enough',
  })
  // The component of the React example follows the training that still runs.
  await page.waitForFunction(() => (document.querySelector('progress')?.value ?? 0) > 1)
  expect(problems).toEqual([])
}, 180_000)

import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import chromium from '@sparticuz/chromium'
import { parseTable } from '@tabricate/core'
import { type Browser, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ServedFolder, serveFolder } from '../../test/browser/serve-folder.ts'

// Trains in a real browser against a server that has files and nothing else.
const root = join(import.meta.dirname, '..', '..')
const table = join(root, 'examples', 'data', 'penguins.csv')
let folder = ''
let served: ServedFolder
let browser: Browser
let address = ''

beforeAll(async () => {
  await mkdir(join(root, '.cache'), { recursive: true })
  folder = await mkdtemp(join(root, '.cache', 'browser-'))
  await promisify(execFile)(process.execPath, [join(import.meta.dirname, 'build.mjs'), folder])
  served = await serveFolder(folder)
  address = served.address
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Tests run as root in containers, where Chromium has no sandbox; what it loads is our own.
    args: ['--no-sandbox'],
    headless: true,
  })
}, 300_000)

afterAll(async () => {
  await browser?.close()
  served?.close()
  await rm(folder, { recursive: true, force: true })
})

describe.each(['mixture', 'ctgan', 'tvae'])('%s in Chromium', (model) => {
  test('learns a dropped table without a network, stays responsive, and sends nothing', async () => {
    const page = await browser.newPage()
    const requests: string[] = []
    const problems: string[] = []
    page.on('request', (request) => requests.push(`${request.method()} ${request.url()}`))
    page.on('pageerror', (error) => problems.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text())
    })
    await page.goto(address)
    await page.waitForSelector('#file:enabled')
    expect(await page.textContent('#status')).toMatch(/^Ready/)
    // The page's own files, and nothing from elsewhere.
    expect(requests.filter((request) => !request.startsWith(`GET ${address}`))).toEqual([])
    requests.length = 0
    await page.context().setOffline(true)

    await page.selectOption('#model', model)
    await page.fill('#epochs', '3')
    await page.evaluate(dropFile, { name: 'penguins.csv', text: await readFile(table, 'utf8') })
    const turnsTaken = await page.evaluate(async () => {
      // Every task of the page gets its turn while the worker trains.
      let turns = 0
      while (document.querySelector<HTMLElement>('#download')?.hidden !== false && turns < 100_000) {
        await new Promise((resolve) => setTimeout(resolve, 10))
        turns++
        const status = document.querySelector('#status')?.textContent ?? ''
        if (status !== '' && !/^(Ready|Epoch|\d+ synthetic)/.test(status)) throw new Error(status)
      }
      return turns
    })
    expect(turnsTaken).toBeGreaterThan(10)
    expect(await page.textContent('#status')).toMatch(/^344 synthetic rows, quality 0\.\d{3} of 1\.$/)
    const csv = await page.evaluate(async () => {
      const link = document.querySelector<HTMLAnchorElement>('#download')
      return (await fetch(link?.href ?? '')).text()
    })
    const synthetic = await parseTable(new TextEncoder().encode(csv))
    expect(synthetic.rowCount).toBe(344)
    expect(synthetic.schema.columns.map(({ name }) => name)).toContain('species')
    expect(problems).toEqual([])
    // From the drop to the table nothing was asked for but the link to what was made here: no row went anywhere.
    expect(requests.filter((request) => !request.startsWith('GET blob:'))).toEqual([])
    await page.context().setOffline(false)
    await page.close()
  })
})

/** Runs in the page: what a browser does when a file is dropped on it. */
function dropFile({ name, text }: { readonly name: string; readonly text: string }): void {
  const dataTransfer = new DataTransfer()
  dataTransfer.items.add(new File([text], name, { type: 'text/csv' }))
  const event = new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true })
  document.querySelector('.drop')?.dispatchEvent(event)
}

test('a visit loads some hundred kilobytes of code, and the engine', async () => {
  const page = await browser.newPage()
  const names: string[] = []
  page.on('request', (request) => names.push(request.url().slice(address.length) || 'index.html'))
  await page.goto(address)
  await page.waitForSelector('#file:enabled')
  await page.close()
  const isWasm = (name: string) => name.endsWith('.wasm')
  const code = names.filter((name) => !isWasm(name) && !name.startsWith('data:'))
  const sizes = await Promise.all(
    code.map(async (name) => gzipSync(await readFile(join(folder, name))).length),
  )
  // Measured: 264 kB. What WebGPU needs, and the readers of workbooks and Parquet, are not among it.
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(400_000)
  expect(names.filter(isWasm)).toEqual(['ort-wasm-simd-threaded.wasm'])
  expect((await stat(join(folder, 'ort-wasm-simd-threaded.wasm'))).size).toBeLessThan(15_000_000)
})

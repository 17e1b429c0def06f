import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { baselineModels } from '../../test/baseline-models.ts'
import { contracts } from '../contracts/index.ts'
import { createTestServer, type TestServer } from '../testing/test-server.ts'

// Swagger UI and ReDoc in a real browser, under their content security policy.

let platform: TestServer
let browser: Browser
beforeAll(async () => {
  platform = await createTestServer({ models: [baselineModels], worker: false })
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Tests run as root in containers, where Chromium has no sandbox; what it loads is our own.
    args: ['--no-sandbox'],
    headless: true,
  })
}, 300_000)
afterAll(async () => {
  await browser?.close()
  await platform?.stop()
})

/** A page of the platform, with all that goes wrong on it, and every request to another place. */
async function open(path: string) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 1600 } })
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || message.text().includes('Content Security Policy'))
      problems.push(message.text())
  })
  page.on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(`${platform.url}/`) && !url.startsWith('data:')) problems.push(`asks for ${url}`)
  })
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} for ${response.url()}`)
  })
  await page.goto(`${platform.url}${path}`)
  return { page, problems }
}

const operationIds = contracts.map(({ id }) => id).sort()

describe('in Chromium', () => {
  it('Swagger UI shows every operation, and tries one out', async () => {
    const { page, problems } = await open('/docs')
    await page.waitForSelector('.opblock')
    const shown = await page.$$eval('.opblock', (blocks) =>
      blocks.map(({ id }) => id.split('-').at(-1) ?? ''),
    )
    expect(shown.sort()).toEqual(operationIds)
    await page.click('#operations-health-live .opblock-summary-control')
    await page.click('#operations-health-live .try-out__btn')
    await page.click('#operations-health-live .execute')
    const answer = await page.waitForSelector(
      '#operations-health-live .live-responses-table tbody .response-col_status',
    )
    expect(await answer.textContent()).toContain('200')
    expect(problems).toEqual([])
    await page.close()
  })

  it('ReDoc shows every operation', async () => {
    const { page, problems } = await open('/redoc')
    await page.waitForSelector('[id$="/operation/getConsole"]')
    const shown = await page.$$eval('[data-section-id*="/operation/"]', (sections) =>
      sections.map((section) => section.getAttribute('data-section-id')?.split('/').at(-1) ?? ''),
    )
    expect(shown.sort()).toEqual(operationIds)
    expect(problems).toEqual([])
    await page.close()
  })
})

import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import chromium from '@sparticuz/chromium'
import { createTestServer, type TestServer, type TestServerOptions } from '@tabricate/server/testing'
import type { AxeResults } from 'axe-core'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const built = (path: string) => new URL(`../../${path}`, import.meta.url).href

/** Models of all kinds: two that learn, the baselines, and two for what takes long and what fails. */
export const models = [
  built('models-ctgan/dist/index.js'),
  built('models-mixture/dist/index.js'),
  built('core/dist/index.js'),
  built('server/test/patient-model.mjs'),
  built('console/test/failing-model.mjs'),
]

/** A platform, and a browser that looks at its console. */
export interface ConsoleUnderTest {
  readonly platform: TestServer
  readonly administrator: { readonly email: string; readonly password: string }
  /** A page with a session of its own. What goes wrong in it is kept in `problems`. */
  open(options?: OpenOptions): Promise<OpenedPage>
  stop(): Promise<void>
}

export interface OpenOptions {
  readonly locale?: string
  readonly colorScheme?: 'light' | 'dark'
  readonly width?: number
}

export interface OpenedPage {
  readonly page: Page
  /** Errors of the page and requests to other hosts. */
  readonly problems: string[]
}

export async function openConsole(settings: TestServerOptions['settings'] = {}): Promise<ConsoleUnderTest> {
  const platform = await createTestServer({ models, settings })
  const administrator = await platform.server.administrators.ensureFirst('admin@example.org')
  if (administrator === null) throw new Error('There is an administrator already.')
  const browser: Browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Tests run as root in containers, where Chromium has no sandbox; what it loads is our own.
    args: ['--no-sandbox'],
    headless: true,
  })
  return {
    platform,
    administrator,
    async open({ locale = 'en-GB', colorScheme = 'light', width = 1200 } = {}) {
      const context = await browser.newContext({
        locale,
        colorScheme,
        viewport: { width, height: 850 },
        reducedMotion: 'reduce',
      })
      const page = await context.newPage()
      page.setDefaultTimeout(90_000)
      const problems: string[] = []
      page.on('pageerror', (error) => problems.push(error.message))
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) problems.push(message.text())
      })
      page.on('request', (request) => {
        const isOwn = /^(blob|data):/.test(request.url()) || request.url().startsWith(`${platform.url}/`)
        if (!isOwn) problems.push(`another host: ${request.url()}`)
      })
      await page.goto(`${platform.url}/console`)
      return { page, problems }
    },
    async stop() {
      await browser.close()
      await platform.stop()
    },
  }
}

/** Fills in the form of signing in. */
export async function signIn(
  page: Page,
  { email, password }: ConsoleUnderTest['administrator'],
): Promise<void> {
  await page.locator('input[type=email]').fill(email)
  await page.locator('input[autocomplete=current-password]').fill(password)
  await page.locator('button[type=submit]').click()
  await page.locator('main#content').waitFor()
}

/** Widths of a phone, a tablet and a desktop. */
export const widths = [360, 768, 1200] as const

/** What axe finds serious, and where the page is wider than the window, at three widths. */
export async function flaws(page: Page): Promise<string[]> {
  const found: string[] = []
  const { width: before = 1200, height = 850 } = page.viewportSize() ?? {}
  for (const width of widths) {
    await page.setViewportSize({ width, height })
    // Drawings follow the window some frames later.
    const fits = page.waitForFunction(() => document.documentElement.scrollWidth <= window.innerWidth, null, {
      timeout: 3000,
    })
    await fits.catch(() => found.push(`too wide at ${width}`))
  }
  await page.setViewportSize({ width: before, height })
  await page.evaluate(axe)
  // By its text: types of the browser's globals are not those of this file.
  const { violations } = await page.evaluate<AxeResults>('axe.run(document)')
  for (const { id, impact, nodes } of violations)
    if (impact === 'serious' || impact === 'critical')
      found.push(
        `${id}: ${nodes.map(({ html, any }) => `${html.slice(0, 160)} ${any[0]?.message ?? ''}`).join(' | ')}`,
      )
  return found
}

/** A push message as the push service would bring it to the console's service worker. */
export async function deliverPush(page: Page, message: object): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [first] = registrations
      if (first !== undefined) resolve(first.registrationId)
    })
  })
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(page.url()).origin,
    registrationId: await registered,
    data: JSON.stringify(message),
  })
  await session.detach()
}

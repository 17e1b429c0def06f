import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import chromium from '@sparticuz/chromium'
import type { AxeResults } from 'axe-core'
import { type Browser, type Page, chromium as playwright } from 'playwright-core'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { readPair } from '../../test/golden.ts'
import { evaluate } from '../evaluation/evaluate.ts'
import type { Report } from '../evaluation/report.ts'
import { formatReportHtml } from './html/format-html.ts'

// The page in a real browser, as it is read: wide, narrow, dark, on paper.
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

let report: Report
let browser: Browser

beforeAll(async () => {
  const { real, synthetic, validation: holdout } = readPair('adult_copula')
  report = await evaluate({ real, synthetic, holdout, target: 'income' })
}, 300_000)

beforeEach(async () => {
  browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    // Tests run as root in containers, where Chromium has no sandbox; what it loads is our own.
    args: ['--no-sandbox'],
    headless: true,
  })
}, 60_000)

afterEach(async () => {
  await browser?.close()
})

it.each([
  ['wide', { width: 1400, colorScheme: 'light', media: 'screen', language: 'en' }],
  ['narrow', { width: 360, colorScheme: 'light', media: 'screen', language: 'en' }],
  ['narrow, in French', { width: 360, colorScheme: 'light', media: 'screen', language: 'fr' }],
  ['dark', { width: 1000, colorScheme: 'dark', media: 'screen', language: 'en' }],
  ['on paper', { width: 794, colorScheme: 'light', media: 'print', language: 'en' }],
] as const)(
  '%s, is accessible, fits, and every text can be read',
  async (_, { width, colorScheme, media, language }) => {
    // The page allows no scripts: only what is to look at it may get past that.
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme, bypassCSP: true })
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await page.emulateMedia({ media, colorScheme })
    await page.setContent(formatReportHtml(report, { language }))
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width)
    expect(requests).toEqual([])
    expect((await violations(page)).map(({ id, nodes }) => [id, nodes.map(({ html: at }) => at)])).toEqual([])
    // What axe cannot decide: texts in drawings, on the ground of a cell or of the page, and titles of columns that are scrolled away.
    const { count, tooWeak } = await weakTexts(page)
    expect(count).toBeGreaterThan(50)
    expect(tooWeak).toEqual([])
  },
)

async function violations(page: Page): Promise<AxeResults['violations']> {
  await page.evaluate(axe)
  // By its text: types of the browser's globals are not those of this file.
  const results = await page.evaluate<AxeResults>('axe.run(document)')
  return results.violations
}

/** Smallest contrast of text, WCAG 2.2, 1.4.3. */
const leastContrast = 4.5

/** Texts in drawings and titles of columns whose contrast with what is drawn below them is too small. */
function weakTexts(page: Page): Promise<{ count: number; tooWeak: string[] }> {
  return page.evaluate((least) => {
    const channels = (colour: string) => (colour.match(/[\d.]+/g) ?? []).map(Number)
    const isSeen = (colour: string) => colour !== 'none' && (channels(colour)[3] ?? 1) > 0
    const luminance = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
        const share = channel / 255
        return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
      })
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
    const contrast = (a: string, b: string) => {
      const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y)
      return (light + 0.05) / (dark + 0.05)
    }
    const groundBelow = (text: Element): string => {
      text.scrollIntoView({ block: 'center', inline: 'center' })
      const { left, top, width, height } = text.getBoundingClientRect()
      const stack = document.elementsFromPoint(left + width / 2, top + height / 2)
      for (const element of stack.slice(stack.indexOf(text) + 1)) {
        const { fill, backgroundColor } = getComputedStyle(element)
        const colour = element instanceof SVGGeometryElement ? fill : backgroundColor
        if (isSeen(colour)) return colour
      }
      return 'rgb(255, 255, 255)'
    }
    const texts = [...document.querySelectorAll('svg text, thead th')].filter(
      (text) => text.textContent?.trim() !== '',
    )
    const tooWeak = texts.flatMap((text) => {
      const { fill, color } = getComputedStyle(text)
      const [colour, ground] = [text instanceof SVGElement ? fill : color, groundBelow(text)]
      const found = contrast(colour, ground)
      return found >= least ? [] : [`${text.textContent}: ${colour} on ${ground}, ${found.toFixed(2)}`]
    })
    return { count: texts.length, tooWeak }
  }, leastContrast)
}

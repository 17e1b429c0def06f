import { afterAll, beforeAll, expect, it } from 'vitest'
import { type ConsoleUnderTest, deliverPush, flaws, openConsole, signIn } from '../../test/open-console.ts'

let underTest: ConsoleUnderTest
beforeAll(async () => {
  underTest = await openConsole()
}, 300_000)
afterAll(() => underTest.stop())

/** For a worker to run: this Chromium has no screen to show a notification on, so what is shown is kept. */
const keepShown = `self.shown = []
  registration.showNotification = async (title, options) => void shown.push({ title, ...options })`

it('tells of a result in the browser, and opens its page when that is clicked', async () => {
  const person = { email: 'pushed@example.org', password: 'a good password' }
  await underTest.platform.signUp(person.email, person.password)
  const { page, problems } = await underTest.open()
  const context = page.context()
  await context.grantPermissions(['notifications'], { origin: underTest.platform.url })
  // A push service is another host: what it would answer stands here; the rest is the browser's own.
  const subscription = { endpoint: 'https://push.example.org/1', keys: { p256dh: 'BPub', auth: 'AAuth' } }
  await page.addInitScript((answer) => {
    let current: object | null = null
    Object.assign(PushManager.prototype, {
      subscribe: async (options: object) => {
        current = {
          ...answer,
          options,
          toJSON: () => answer,
          unsubscribe: async () => {
            current = null
            return true
          },
        }
        Object.assign(window, { asked: options })
        return current
      },
      getSubscription: async () => current,
    })
  }, subscription)
  await page.reload()
  await signIn(page, person)
  await page.goto(`${underTest.platform.url}/console#/notifications`)
  const sent = page.waitForRequest('**/users/push-token')
  await page.getByRole('button', { name: 'Tell me in this browser' }).click()
  expect((await sent).postDataJSON()).toEqual({ platform: 'web', subscription })
  await page.getByText(/^This browser is told/).waitFor()
  // The key of the platform: a point of a curve, in base64url.
  expect(await page.evaluate<string>('JSON.stringify(asked)')).toMatch(
    /^{"userVisibleOnly":true,"applicationServerKey":"[\w-]{87}"}$/,
  )
  expect.soft(await flaws(page)).toEqual([])

  const [worker] = context.serviceWorkers()
  if (worker === undefined) throw new Error('There is no service worker.')
  expect(worker.url()).toBe(`${underTest.platform.url}/console/push-worker.js?language=en`)
  await worker.evaluate(keepShown)
  await deliverPush(page, {
    id: 7,
    title: 'Synthetic table ready',
    body: 'Generation 1 (ctgan) can be fetched.',
    data: { generation_id: 1 },
  })
  await expect
    .poll(() => worker.evaluate('shown'))
    .toEqual([
      {
        title: 'Synthetic table ready',
        body: 'Generation 1 (ctgan) can be fetched.',
        data: { generation_id: 1 },
        tag: 'tabricate-7',
      },
    ])
  // Nor is there anybody to click it.
  await worker.evaluate(`{
    const click = new Event('notificationclick')
    click.notification = { data: shown[0].data, close() {} }
    click.waitUntil = (opened) => opened.catch(() => undefined)
    self.dispatchEvent(click)
  }`)
  await page.waitForURL('**/console#/generations/1')

  await page.goto(`${underTest.platform.url}/console#/notifications`)
  // Another language is another worker, which is there at once.
  const next = context.waitForEvent('serviceworker')
  await page.getByText('Français', { exact: true }).click()
  const french = await next
  expect(french.url()).toBe(`${underTest.platform.url}/console/push-worker.js?language=fr`)
  await french.evaluate(keepShown)
  await expect.poll(() => french.evaluate('registration.active?.scriptURL')).toBe(french.url())
  await deliverPush(page, {
    id: 8,
    title: 'Generation failed',
    body: 'Generation 2 (ctgan) failed: unknown',
    data: { generation_id: 2 },
  })
  await expect
    .poll(() => french.evaluate('shown'))
    .toEqual([
      {
        title: 'Échec de la génération',
        body: 'La génération 2 (ctgan) a échoué : unknown',
        data: { generation_id: 2 },
        tag: 'tabricate-8',
      },
    ])
  await page.getByText('English', { exact: true }).click()
  await page.getByRole('button', { name: 'Stop telling me' }).click()
  await page.getByRole('button', { name: 'Tell me in this browser' }).waitFor()
  expect(problems).toEqual([])
}, 120_000)

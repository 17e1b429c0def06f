import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleUnderTest, flaws, openConsole, signIn } from '../test/open-console.ts'

// The console as a person uses it, in Chromium, against the platform.
let underTest: ConsoleUnderTest
beforeAll(async () => {
  underTest = await openConsole()
}, 300_000)
afterAll(() => underTest.stop())

it('goes from signing in to conditional rows', async () => {
  const { page, problems } = await underTest.open()
  await page.getByLabel('E-mail address').waitFor()
  expect.soft(await flaws(page)).toEqual([])
  await signIn(page, underTest.administrator)
  await page.getByText('Start with a table').waitFor()
  // What was loaded until somebody can begin.
  const bytes = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .reduce((sum, entry) => sum + ('encodedBodySize' in entry ? Number(entry.encodedBodySize) : 0), 0),
  )
  expect(bytes).toBeGreaterThan(100_000)
  expect(bytes).toBeLessThan(350_000)
  expect.soft(await flaws(page)).toEqual([])

  await page.getByRole('button', { name: 'Use the sample dataset' }).click()
  await page.getByRole('link', { name: 'Make synthetic data' }).waitFor()
  expect(await page.getByLabel('Type of species').inputValue()).toBe('categorical')
  expect.soft(await flaws(page)).toEqual([])

  await page.getByRole('link', { name: 'Make synthetic data' }).click()
  await page.getByRole('radio', { name: /^Mixture of trees/ }).waitFor()
  expect(await page.getByRole('radio', { name: /^Mixture of trees/ }).isChecked()).toBe(true)
  await page.getByRole('radio', { name: /^CTGAN/ }).check()
  await page.getByText(/^Training takes about/).waitFor()
  await page.getByRole('button', { name: 'All settings of the model' }).click()
  await page.getByLabel('batch_size').fill('501')
  // Rules between options are told before anything is started.
  await page.getByRole('alert').getByText(/pac/).first().waitFor()
  expect(await page.getByRole('button', { name: 'Start training' }).isDisabled()).toBe(true)
  await page.getByRole('button', { name: 'Use the default: batch_size' }).click()
  await page.getByLabel('epochs').fill('300')
  expect.soft(await flaws(page)).toEqual([])
  await page.getByRole('button', { name: 'Start training' }).click()
  await page.getByText(/^Epoch \d+ of 300/).waitFor()
  await page.getByText('Losses while training').waitFor()
  expect.soft(await flaws(page)).toEqual([])

  await page.getByRole('tab', { name: 'Report' }).waitFor()
  await page.getByText('Quality of a synthetic table').waitFor()
  expect.soft(await flaws(page)).toEqual([])
  await page.getByText('Français', { exact: true }).click()
  await page.getByText('Qualité d’un tableau synthétique').waitFor()
  expect.soft(await flaws(page)).toEqual([])
  await page.getByText('English', { exact: true }).click()
  await page.getByText('Quality of a synthetic table').waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download synthetic-\d+\.csv/ }).click(),
  ])
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n')
  expect(lines).toHaveLength(345)
  expect(lines[0]).toContain('species,island,bill_length_mm')

  await page.getByRole('tab', { name: 'More rows' }).click()
  await page.getByLabel('Add a condition').selectOption('species')
  await page.getByRole('button', { name: 'Show 10 rows' }).click()
  const rows = page.getByRole('table', { name: 'Rows made on these conditions' }).locator('tbody tr')
  await rows.first().waitFor()
  const species = await rows.locator('td:first-child').allTextContents()
  expect(species).toEqual(Array.from({ length: 10 }, () => 'Adelie'))
  expect.soft(await flaws(page)).toEqual([])
  expect(problems).toEqual([])
}, 600_000)

it('overrules the type of a column', async () => {
  const { page, problems } = await underTest.open()
  await signIn(page, underTest.administrator)
  await page.getByRole('link', { name: 'penguins' }).first().click()
  await page.getByLabel('Type of year').selectOption('categorical')
  await page.getByRole('button', { name: 'Read again with 1 change' }).click()
  await page.getByText(/chosen by the user/).waitFor()
  expect(await page.getByLabel('Type of year').inputValue()).toBe('categorical')
  expect(problems).toEqual([])
}, 300_000)

it('compares the models on a sample, says which suits the table, and uses it', async () => {
  const { page, problems } = await underTest.open()
  await signIn(page, underTest.administrator)
  await page.getByRole('link', { name: 'penguins' }).first().click()
  await page.getByRole('link', { name: 'Make synthetic data' }).click()
  await page.getByRole('radio', { name: 'uniform' }).check()
  const compare = page.getByRole('button', { name: 'Compare the models' })
  // What is left is not waited for, and can be asked again.
  await compare.click()
  await page.getByText(/^The models are trained on a sample/).waitFor()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.route('**/generation-v2/recommend', (route) => route.abort())
  await compare.click()
  await page.getByRole('alert').getByText('The server cannot be reached').waitFor()
  await page.unroute('**/generation-v2/recommend')
  await compare.click()
  const judged = page.getByRole('table', { name: 'Models compared' }).locator('tbody tr')
  await judged.first().waitFor()
  const rows = await judged.locator('td:first-child').allTextContents()
  expect(rows).toEqual(expect.arrayContaining(['CTGAN', 'Mixture of trees', 'independent', 'uniform']))
  await page.getByText(/^failing: The table has too few rows/).waitFor()
  // A table that is copied is of the best quality, and not what anybody should use.
  const advice = page.getByRole('status').filter({ hasText: 'suits this table best' })
  await advice.getByText(/uniform, which is chosen, reached 0\.\d+/).waitFor()
  expect.soft(await flaws(page)).toEqual([])
  await advice.getByRole('button', { name: /^Use / }).click()
  expect(await page.getByRole('radio', { name: 'uniform' }).isChecked()).toBe(false)
  expect(await page.getByRole('radio', { name: 'identity' }).isChecked()).toBe(false)
  await page.reload()
  await page.getByText(/suits this table best/).waitFor()
  // The request that was refused is the one that this test has refused.
  expect(problems.filter((problem) => !problem.includes('ERR_FAILED'))).toEqual([])
}, 300_000)

it('makes rows that obey the rules that were entered', async () => {
  const { page, problems } = await underTest.open()
  await signIn(page, underTest.administrator)
  await page.getByRole('link', { name: 'penguins' }).first().click()
  await page.getByRole('link', { name: 'Make synthetic data' }).click()
  await page.getByRole('radio', { name: /^Mixture of trees/ }).check()
  await page.getByRole('button', { name: 'Rules', exact: true }).click()
  const add = page.getByRole('button', { name: 'Add the rule' })
  expect(await add.isDisabled()).toBe(true)
  await page.getByLabel('Lower column').selectOption('bill_depth_mm')
  await page.getByLabel('Higher column').selectOption('bill_length_mm')
  await add.click()
  await page.getByText('bill_depth_mm is at most bill_length_mm').waitFor()
  await page.getByLabel('Rule', { exact: true }).selectOption('range')
  await page.getByLabel('Column', { exact: true }).selectOption('body_mass_g')
  await page.getByLabel('At most', { exact: true }).fill('5000')
  await add.click()
  await page.getByText('body_mass_g is at most 5000').waitFor()
  expect.soft(await flaws(page)).toEqual([])
  // Heavier penguins are in the table: left out, or told.
  await page.getByLabel('Leave out real rows that break a rule').check()
  await page.getByRole('button', { name: 'Start training' }).click()
  await page.getByRole('tab', { name: 'Report' }).waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: /^Download synthetic-\d+\.csv/ }).click(),
  ])
  const [head = '', ...lines] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\n')
  const places = ['bill_depth_mm', 'bill_length_mm', 'body_mass_g'].map((name) =>
    head.trim().split(',').indexOf(name),
  )
  const rows = lines.map((line) => places.map((place) => Number(line.split(',')[place])))
  expect(rows).toHaveLength(344)
  // Where something is missing, the rule does not speak.
  const known = rows.filter((row) => row.every(Number.isFinite))
  expect(known.length).toBeGreaterThan(300)
  expect(known.filter(([depth = 0, length = 0, mass = 0]) => depth > length || mass > 5000)).toEqual([])
  expect(problems).toEqual([])
}, 300_000)

it('searches for settings, shows what was found and uses the best', async () => {
  const { page, problems } = await underTest.open()
  await signIn(page, underTest.administrator)
  await page.getByRole('link', { name: 'penguins' }).first().click()
  await page.getByRole('link', { name: 'Search for the best settings' }).click()
  await page.getByLabel('Model', { exact: true }).selectOption('patient')
  await page.getByLabel('Method').selectOption('random')
  await page.getByLabel('Number of trials').fill('5')
  await page.getByRole('checkbox', { name: 'epochs' }).check()
  await page.getByLabel('epochs from').fill('1')
  await page.getByLabel('epochs to').fill('40')
  await page.getByRole('checkbox', { name: 'pause' }).check()
  expect.soft(await flaws(page)).toEqual([])
  await page.getByRole('button', { name: 'Start the search' }).click()
  await page.getByText('What matters').waitFor()
  await page.getByRole('img', { name: 'Settings of the trials' }).waitFor()
  await page.getByText('What matters').waitFor()
  await page.locator('header, h1').getByText('Study 1').first().waitFor()
  expect.soft(await flaws(page)).toEqual([])
  await page.getByRole('button', { name: 'Use the best' }).click()
  await page.getByRole('heading', { name: 'Make synthetic data' }).waitFor()
  expect(await page.getByRole('radio', { name: 'patient' }).isChecked()).toBe(true)
  expect(problems).toEqual([])
}, 300_000)

describe('what goes wrong is told with what can be done', () => {
  it('a server that does not answer, and one that answers again', async () => {
    const { page } = await underTest.open()
    await signIn(page, underTest.administrator)
    await page.context().setOffline(true)
    await page.getByRole('link', { name: 'Generations' }).click()
    const alert = page.getByRole('alert').filter({ hasText: 'The server cannot be reached' })
    await alert.waitFor()
    await page.context().setOffline(false)
    await alert.getByRole('button', { name: 'Try again' }).click()
    await page
      .getByRole('link', { name: /^Generation \d/ })
      .first()
      .waitFor()
  }, 120_000)

  it('a session that has ended, and goes on where it was', async () => {
    const { page } = await underTest.open()
    await signIn(page, underTest.administrator)
    await page.getByRole('link', { name: 'Statistics' }).click()
    await page.evaluate(() => {
      const ended = JSON.stringify({ accessToken: 'ended', refreshToken: 'ended' })
      sessionStorage.setItem('tabricate-tokens', ended)
      // As a click does; what goes on by itself may find the end of the session before.
      location.hash = '#/account'
    })
    await page.getByText('Your session has ended').waitFor()
    await signIn(page, underTest.administrator)
    await page.getByRole('heading', { name: 'Account', level: 1 }).waitFor()
  }, 120_000)

  it('a wrong password, a file that is no table, one that cannot be read', async () => {
    const { page } = await underTest.open()
    await page.getByLabel('E-mail address').fill('nobody@example.org')
    await page.locator('input[type=password]').fill('a wrong password')
    await page.locator('button[type=submit]').click()
    await page.getByText('E-mail address or password are wrong.').waitFor()
    await signIn(page, underTest.administrator)
    const picture = {
      name: 'table.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from('\x89PNG\r\n\x1a\n\0\0', 'latin1'),
    }
    await page.locator('input[type=file]').setInputFiles(picture)
    await page.getByText('This file cannot be read as a table').waitFor()
    await page.getByRole('button', { name: 'Close' }).click()
    const ragged = { name: 'ragged.csv', mimeType: 'text/csv', buffer: Buffer.from('a,b\n1,2\n1,2,3\n') }
    await page.locator('input[type=file]').setInputFiles(ragged)
    await page.getByText('The table could not be read').waitFor()
    await page.getByText(/row/).first().waitFor()
    expect.soft(await flaws(page)).toEqual([])
  }, 180_000)

  it('a training that fails, and is tried again with its settings', async () => {
    const { page, problems } = await underTest.open()
    await signIn(page, underTest.administrator)
    await page.getByRole('link', { name: 'penguins' }).first().click()
    await page.getByRole('link', { name: 'Make synthetic data' }).click()
    await page.getByRole('radio', { name: 'failing' }).check()
    await page.getByRole('button', { name: 'Start training' }).click()
    await page.getByText('The training did not succeed').waitFor()
    await page.getByText('The table has too few rows.').waitFor()
    expect.soft(await flaws(page)).toEqual([])
    await page.getByRole('link', { name: 'Try again with other settings' }).click()
    await page.getByRole('radio', { name: 'failing' }).waitFor()
    expect(await page.getByRole('radio', { name: 'failing' }).isChecked()).toBe(true)
    expect(problems).toEqual([])
  }, 180_000)

  it('a training that is cancelled', async () => {
    const { page } = await underTest.open()
    await signIn(page, underTest.administrator)
    await page.getByRole('link', { name: 'penguins' }).first().click()
    await page.getByRole('link', { name: 'Make synthetic data' }).click()
    await page.getByRole('radio', { name: 'patient' }).check()
    await page.getByRole('button', { name: 'All settings of the model' }).click()
    await page.getByLabel('epochs').fill('500')
    await page.getByLabel('pause').fill('100')
    await page.getByRole('button', { name: 'Start training' }).click()
    await page.getByText(/^Epoch/).waitFor()
    await page.getByRole('button', { name: 'Cancel the training' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the training' }).click()
    await page.getByText('This was cancelled.').waitFor()
  }, 180_000)
})

const pages = [
  'datasets',
  'generations',
  'generations/1',
  'studies',
  'studies/1',
  'statistics',
  'notifications',
  'account',
  'admin/users',
  'admin/requests',
  'admin/log',
  'admin/system',
] as const

describe.each([
  ['in English, light', { locale: 'en-GB', colorScheme: 'light' }],
  ['in French, dark, on a phone', { locale: 'fr-FR', colorScheme: 'dark', width: 360 }],
] as const)('every page %s', (_name, options) => {
  it('has no flaw', async () => {
    const { page, problems } = await underTest.open(options)
    await signIn(page, underTest.administrator)
    expect(await page.evaluate(() => document.documentElement.lang)).toBe(options.locale.slice(0, 2))
    const found: string[] = []
    for (const path of pages) {
      await page.goto(`${underTest.platform.url}/console#/${path}`)
      await page.locator('h1').first().waitFor()
      await page.waitForFunction(() => document.querySelector('.mantine-Loader-root') === null)
      found.push(...(await flaws(page)).map((flaw) => `${path}: ${flaw}`))
    }
    expect.soft(found).toEqual([])
    expect(problems).toEqual([])
  }, 300_000)
})

it('is used by keyboard alone', async () => {
  const { page } = await underTest.open()
  await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.type(underTest.administrator.email)
  await page.keyboard.press('Tab')
  await page.keyboard.type(underTest.administrator.password)
  await page.keyboard.press('Enter')
  await page.locator('main#content').waitFor()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
}, 60_000)

it('shows what waits for approval, and who decided', async () => {
  const withApproval = await openConsole({ requireApproval: true })
  try {
    const owner = { email: 'owner@example.org', password: 'a good password' }
    await withApproval.platform.signUp(owner.email, owner.password)
    const { page } = await withApproval.open()
    await signIn(page, owner)
    const file = join(import.meta.dirname, '../../../examples/data/penguins.csv')
    await page.locator('input[type=file]').setInputFiles(file)
    await page.getByRole('link', { name: 'Make synthetic data' }).click()
    await page.getByRole('radio', { name: 'independent' }).check()
    await page.getByRole('button', { name: 'Start training' }).click()
    await page.getByText('An administrator has to approve this.').waitFor()

    const { page: desk } = await withApproval.open()
    await signIn(desk, withApproval.administrator)
    await desk.getByRole('link', { name: 'Approvals' }).click()
    await desk.getByText('owner@example.org').waitFor()
    expect.soft(await flaws(desk)).toEqual([])
    await desk.getByRole('button', { name: 'Approve' }).click()
    await desk.getByText('Nothing waits for approval.').waitFor()
    await desk.getByRole('link', { name: 'Audit log' }).click()
    await desk
      .getByText('request.approved')
      .or(desk.getByText(/approved/))
      .first()
      .waitFor()

    await page.getByRole('tab', { name: 'Report' }).waitFor()
    await page
      .getByRole('link', { name: /^Notifications/ })
      .first()
      .click()
    await page.getByText('A generation was approved').waitFor()
    await page.getByText('Synthetic data are ready').waitFor()
  } finally {
    await withApproval.stop()
  }
}, 300_000)

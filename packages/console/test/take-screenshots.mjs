// Fills a platform with what a person would do, and takes pictures of every page of its console:
//   node packages/console/test/take-screenshots.mjs <folder>            those of docs/console.md
//   node packages/console/test/take-screenshots.mjs <folder> --all      at three widths, light and dark, English and French, whole pages
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openConsole } from './open-console.mjs'

const [folder = 'docs/images/console', flag] = process.argv.slice(2)
const isAll = flag === '--all'
const { address, email, password, browser, close } = await openConsole(['ctgan', 'tvae', 'mixture'], {
  minEpochs: 1,
  requireApproval: true,
})
await mkdir(folder, { recursive: true })

const looks = isAll
  ? ['light', 'dark'].flatMap((colorScheme) => [1200, 768, 360].map((width) => ({ colorScheme, width })))
  : [{ colorScheme: 'light', width: 1200 }]
const languages = isAll ? ['Français', 'English'] : ['English']

try {
  const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(300_000)
  await page.goto(address)
  await picture(page, 'sign-in')
  await page.getByLabel('E-mail address').fill(email)
  await page.locator('input[type=password]').fill(password)
  await page.locator('button[type=submit]').click()
  const sample = page.getByRole('button', { name: 'Use the sample dataset' })
  await sample.waitFor()
  await picture(page, 'start')
  if (isAll) await takeEmptyPages(page)
  await page.goto(`${address}#/datasets`)
  await sample.click()
  await page.getByRole('link', { name: 'Make synthetic data' }).waitFor()
  await picture(page, 'profile')
  await page.getByRole('link', { name: 'Make synthetic data' }).click()
  await page.getByRole('radio', { name: /^CTGAN/ }).check()
  await page.getByText(/^Training takes/).waitFor()
  await page.getByRole('button', { name: 'Compare the models' }).click()
  await page.getByText(/suits this table best/).waitFor()
  await page.getByRole('button', { name: 'All settings of the model' }).click()
  await page.getByLabel('epochs').fill('400')
  await page.getByText('Estimating').waitFor({ state: 'detached' })
  await picture(page, 'settings')
  await page.getByRole('button', { name: 'Start training' }).click()
  await page.getByText('An administrator has to approve this.').waitFor()
  await picture(page, 'awaiting')
  await page.goto(`${address}#/admin/requests`)
  await page.getByRole('button', { name: 'Approve' }).waitFor()
  await picture(page, 'approvals')
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.goto(`${address}#/generations/1`)
  await page.getByText(/^Epoch 1\d\d/).waitFor()
  await picture(page, 'training')
  await page.getByText('Quality of a synthetic table').waitFor()
  // A network learns little of so few rows: the report is that of the model that suits them, with a column to predict.
  await page.goto(`${address}#/datasets/1`)
  await page.getByRole('link', { name: 'Make synthetic data' }).click()
  await page.getByRole('button', { name: 'Result and report' }).click()
  await page.getByLabel('Column to predict').selectOption('species')
  await page.getByRole('button', { name: 'Start training' }).click()
  await page.getByText('An administrator has to approve this.').waitFor()
  await page.goto(`${address}#/admin/requests`)
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.goto(`${address}#/generations/2`)
  await page.getByText('Quality of a synthetic table').waitFor()
  await picture(page, 'report')
  await page.getByRole('tab', { name: 'More rows' }).click()
  await page.getByLabel('Add a condition').selectOption('species')
  await page.getByRole('button', { name: 'Show 10 rows' }).click()
  await page.getByRole('table', { name: 'Rows made on these conditions' }).waitFor()
  await picture(page, 'more-rows')

  await page.goto(`${address}#/datasets/1/tune`)
  await page.getByLabel('Model', { exact: true }).selectOption('ctgan')
  await page.getByLabel('Number of trials').fill('6')
  await page.getByRole('textbox', { name: 'epochs' }).fill('10')
  await picture(page, 'new-study')
  await page.getByRole('button', { name: 'Start the search' }).click()
  await page.getByText('An administrator has to approve this.').waitFor()
  await page.goto(`${address}#/admin/requests`)
  await page.getByLabel('Kind').selectOption('optimization')
  await page.getByRole('button', { name: 'Approve' }).click()
  await page.goto(`${address}#/studies/1`)
  await page.getByText('done', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'Stop the search' }).waitFor({ state: 'detached' })
  await picture(page, 'study')
  for (const [path, name] of [
    ['datasets', 'datasets'],
    ['generations', 'generations'],
    ['studies', 'studies'],
    ['statistics', 'statistics'],
    ['notifications', 'notifications'],
    ['account', 'account'],
    ['admin/users', 'users'],
    ['admin/log', 'audit-log'],
    ['admin/system', 'system'],
  ]) {
    await page.goto(`${address}#/${path}`)
    await picture(page, name)
  }
  if (isAll) await takeLongNames(page)
} finally {
  await close()
}

async function takeEmptyPages(page) {
  for (const name of ['generations', 'studies', 'notifications', 'statistics', 'nowhere']) {
    await page.goto(`${address}#/${name}`)
    await picture(page, `empty-${name}`)
  }
}

/** Names as people give them, columns of all types, and a file that cannot be read. */
async function takeLongNames(page) {
  const rows = Array.from(
    { length: 200 },
    (_, i) =>
      `${i + 1},person.${i}@example.org,${i % 9 ? 20 + (i % 50) : ''},2024-0${(i % 9) + 1}-15,${i % 2 ? 'yes' : 'no'},a category whose name takes a whole line of text ${i % 4},same,${i % 3 ? i : `x${i}`}`,
  )
  const header =
    'customer_number,email,age_at_the_time_of_the_first_contract_with_the_company,day,member,an-unbroken-name-of-a-column-without-any-space-that-goes-on-and-on-and-on,constant,mixed'
  const upload = async (name, text) => {
    await page.goto(`${address}#/datasets`)
    await page
      .locator('input[type=file]')
      .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })
  }
  const unbroken =
    'customers_of_all_branches_with_contracts_and_contacts_since_the_beginning_of_records_final_v2'
  await upload(`${unbroken}.csv`, `${header}\n${rows.join('\n')}\n`)
  await page.getByRole('link', { name: 'Make synthetic data' }).waitFor()
  await picture(page, 'long-profile')
  await page.getByRole('tab', { name: 'First rows' }).click()
  await picture(page, 'long-preview')
  await page.getByRole('link', { name: 'Make synthetic data' }).click()
  await page.getByRole('button', { name: 'Conditions' }).click()
  await page.getByLabel('Add a condition').selectOption({ index: 3 })
  await page.getByLabel('Add a condition').selectOption({ index: 4 })
  await page.getByRole('button', { name: 'Result and report' }).click()
  await picture(page, 'long-settings')
  await upload('ragged.csv', 'a,b\n1,2\n1,2,3\n')
  await page.getByText('The table could not be read').waitFor()
  await picture(page, 'failed-dataset')
  await page.goto(`${address}#/datasets`)
  await page.getByRole('link', { name: unbroken }).waitFor()
  await picture(page, 'long-datasets')
  await page.context().setOffline(true)
  await page.goto(`${address}#/generations`)
  await page.getByRole('alert').first().waitFor()
  await picture(page, 'offline')
}

async function picture(page, name) {
  await page.locator('h1').first().waitFor()
  await page.waitForFunction(() => document.querySelector('.mantine-Loader-root') === null)
  await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => undefined)
  for (const language of languages) {
    if (isAll) {
      // What was chosen and entered stays.
      await page.setViewportSize({ width: 1200, height: 800 })
      await page.getByText(language, { exact: true }).click()
    }
    for (const { colorScheme, width } of looks) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: width === 360 ? 740 : 800 })
      await page.evaluate(() => window.scrollTo(0, 0))
      const suffix = isAll ? `-${language.slice(0, 2).toLowerCase()}-${colorScheme}-${width}` : ''
      await page.screenshot({ path: join(folder, `${name}${suffix}.png`), fullPage: isAll })
    }
  }
}

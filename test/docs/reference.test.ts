import { join } from 'node:path'
import { ctganOptions } from '@tabricate/models-ctgan'
import { contracts } from '@tabricate/server/contracts'
import { describe, expect, it } from 'vitest'
import { root } from './pages.ts'
import { commandsPage, operationsPage, optionsPage } from './reference-pages.ts'

// `npm run write:reference` writes the pages; this says whether they are what the schemas say.
const fileOf = (name: string) => join(root, 'docs', 'reference', `${name}.md`)

describe('the reference', () => {
  it('has every option and setting as its schema has it', async () => {
    const page = optionsPage()
    for (const name of Object.keys(ctganOptions.shape)) expect(page).toContain(`| \`${name}\` |`)
    expect(page).toContain('| `epochs` | `300` | whole, 1 – 100,000 | Passes over the training rows. |')
    expect(page).toContain('| `SECRET_KEY` | `secretKey` |')
    await expect(page).toMatchFileSnapshot(fileOf('options'))
  })

  it('has every operation', async () => {
    const page = operationsPage()
    for (const { path } of contracts) expect(page).toContain(path)
    await expect(page).toMatchFileSnapshot(fileOf('operations'))
  })

  it('has every command', async () => {
    const page = await commandsPage()
    for (const name of ['synthesize', 'serve', 'migrate latest', 'admin create'])
      expect(page).toContain(`## tabricate ${name}\n`)
    await expect(page).toMatchFileSnapshot(fileOf('commands'))
  })
})

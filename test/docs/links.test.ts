import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { brokenLinks } from './links.ts'
import { readAllMarkdown, readPage, root } from './pages.ts'

describe('links between pages', () => {
  it('lead to files and headings that exist', async () => {
    const pages = await readAllMarkdown()
    expect(pages.length).toBeGreaterThan(45)
    expect((await Promise.all(pages.map(brokenLinks))).flat()).toEqual([])
  })

  it('lead from the index to every guide, and to every decision', async () => {
    for (const [index, folder] of [
      ['docs/README.md', 'docs/guides'],
      ['docs/decisions/README.md', 'docs/decisions'],
      ['docs/README.md', 'docs/reference'],
    ] as const) {
      const { text } = await readPage(index)
      const names = (await readdir(join(root, folder))).filter((name) => name !== 'README.md')
      expect(names.filter((name) => !text.includes(`${name})`))).toEqual([])
    }
  })

  it('are found broken where they are', async () => {
    const text = [
      '# One `two`: three',
      '[a](#one-two-three) [b](#nowhere) [c](nowhere.md) [d](CONTRIBUTING.md#set-up) [e](CONTRIBUTING.md#set)',
      '`[f](in-code.md)` [g](https://example.org/x) ![h](docs/images)',
      '```text\n[i](in-a-block.md)\n```',
    ].join('\n')
    expect(await brokenLinks({ path: 'README.md', text })).toEqual([
      'README.md: there is no heading for #nowhere',
      'README.md: there is no file nowhere.md',
      'README.md: there is no heading for CONTRIBUTING.md#set',
      'README.md: there is no file docs/images',
    ])
  })
})

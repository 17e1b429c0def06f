import { describe, expect, it } from 'vitest'
import { brokenLinks } from './links.ts'
import { readPages } from './pages.ts'

describe('links between pages', () => {
  it('lead to files and headings that exist', async () => {
    const pages = await readPages()
    expect(pages.length).toBeGreaterThan(30)
    expect((await Promise.all(pages.map(brokenLinks))).flat()).toEqual([])
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
      'README.md: there is no nowhere.md',
      'README.md: there is no heading for CONTRIBUTING.md#set',
    ])
  })
})

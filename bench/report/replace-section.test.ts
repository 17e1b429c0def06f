import { describe, expect, it } from 'vitest'
import { replaceSection } from './replace-section.ts'

const page = '# Page\n<!-- bench:a -->\nold\n<!-- /bench:a -->\nkept\n<!-- bench:b -->\n<!-- /bench:b -->\n'

describe('replaceSection', () => {
  it('replaces one section and leaves all else', () => {
    expect(replaceSection(page, 'a', 'new')).toBe(page.replace('old', 'new'))
  })

  it('gives the same page when written twice', () => {
    const once = replaceSection(page, 'b', '| table |')
    expect(replaceSection(once, 'b', '| table |')).toBe(once)
  })

  it('refuses a page without the markers', () => {
    expect(() => replaceSection(page, 'c', 'new')).toThrow('<!-- bench:c -->')
  })
})

import { describe, expect, it } from 'vitest'
import { localeOf } from './use-format.ts'

describe('localeOf', () => {
  it.each([
    ['en', ['fr-FR', 'en-GB', 'en-US'], 'en-GB'],
    ['fr', ['en-GB'], 'fr'],
    ['fr', ['fr-CA', 'fr'], 'fr-CA'],
    // What a system without a language gives to its browser.
    ['en', ['en-US@posix', 'en-US'], 'en-US'],
    ['en', ['en-US@posix'], 'en'],
  ] as const)('of %s among %j is %s', (language, preferred, locale) => {
    expect(localeOf(language, preferred)).toBe(locale)
    expect(() => new Intl.NumberFormat(locale)).not.toThrow()
  })
})

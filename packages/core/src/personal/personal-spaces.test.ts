import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createIndexPermutation } from '../random/index-permutation.ts'
import { createRng } from '../random/rng.ts'
import { detectPersonal } from './detect-personal.ts'
import {
  type PersonalFormat,
  type PersonalProvider,
  personalLocales,
  personalProviders,
} from './personal-format.ts'
import { personalSpaces } from './personal-spaces.ts'

async function draw(
  format: Omit<PersonalFormat, 'kind'>,
  count: number,
  layer = 0,
  seed = 1,
): Promise<string[]> {
  const space = (await personalSpaces({ kind: 'personal', ...format }))[layer]
  if (space === undefined) throw new Error('there is no such space')
  const rng = createRng(seed)
  const permute = createIndexPermutation(space.size, rng)
  return Array.from({ length: Math.min(count, space.size) }, (_, index) => space.at(permute(index), rng))
}

describe.each(personalProviders)('%s', (provider) => {
  it('never comes twice, in any space and language', async () => {
    const locales = ['email', 'phone', 'ip-v4', 'ip-v6', 'url'].includes(provider)
      ? (['en'] as const)
      : personalLocales
    for (const locale of locales) {
      const spaces = (await personalSpaces({ kind: 'personal', provider, locale })).slice(0, 4)
      const texts = await Promise.all(spaces.map((_, layer) => draw({ provider, locale }, 1000, layer)))
      expect(new Set(texts.flat()).size).toBe(texts.flat().length)
      expect(spaces.reduce((size, space) => size + space.size, 0)).toBeGreaterThan(2e5)
    }
  })
  it('is recognised as what it is', async () => {
    const names: Partial<Record<PersonalProvider, string>> = {
      'national-id': 'passport',
      'nl-bsn': 'bsn',
      'de-tax-id': 'tax_id',
      'pl-pesel': 'pesel',
    }
    const pattern = provider === 'phone' ? '(555) 999-9999' : '999-99-9999'
    const texts = await draw(
      { provider, ...(['phone', 'us-ssn'].includes(provider) ? { pattern } : {}) },
      500,
    )
    expect(detectPersonal(names[provider] ?? provider, texts)).toMatchObject({ provider })
  })
})

describe('patterns', () => {
  it('give lengths and separators', async () => {
    for (const text of await draw({ provider: 'card-number', pattern: '9999-9999-9999-999' }, 50))
      expect(text).toMatch(/^[3-6]\d{3}-\d{4}-\d{4}-\d{3}$/)
    for (const text of await draw(
      { provider: 'iban', locale: 'de', pattern: 'AA99 9999 9999 9999 9999 99' },
      50,
    ))
      expect(text).toMatch(/^DE\d\d( \d{4}){4} \d\d$/)
    for (const text of await draw({ provider: 'br-cpf', pattern: '999.999.999-99' }, 50))
      expect(text).toMatch(/^\d{3}\.\d{3}\.\d{3}-\d\d$/)
    for (const text of await draw({ provider: 'phone', pattern: '+33 9 99 99 99 99' }, 50))
      expect(text).toMatch(/^\+33 \d( \d\d){4}$/)
  })
})

describe('languages', () => {
  it('differ', async () => {
    expect(
      (await draw({ provider: 'street-address', locale: 'de' }, 200)).every((text) => /^\D+ \d+$/.test(text)),
    ).toBe(true)
    expect(
      (await draw({ provider: 'street-address', locale: 'fr' }, 200)).every((text) => /^\d+ \D+$/.test(text)),
    ).toBe(true)
    const german = await draw({ provider: 'last-name', locale: 'de' }, 2000)
    expect(german).toContain('Schröder')
    expect(await draw({ provider: 'last-name', locale: 'en' }, 2000)).not.toContain('Schröder')
    expect(
      detectPersonal('first_name', await draw({ provider: 'first-name', locale: 'pl' }, 2000))?.locale,
    ).toBe('pl')
  })
})

it('mail and web addresses belong to nobody', async () => {
  for (const text of await draw({ provider: 'email' }, 500)) expect(text).toMatch(/@example\.(com|org|net)$/)
  for (const text of await draw({ provider: 'url' }, 500))
    expect(text).toMatch(/^https:\/\/example\.(com|org|net)\//)
})

it('social security numbers were never issued', async () => {
  for (const text of await draw({ provider: 'us-ssn', pattern: '999-99-9999' }, 500))
    expect(text).toMatch(/^9\d\d-[0-4]\d-\d{4}$/)
})

it('depends on the seed alone', () => {
  return fc.assert(
    fc.asyncProperty(fc.constantFrom(...personalProviders), fc.integer(), async (provider, seed) => {
      const [once, again] = await Promise.all([
        draw({ provider }, 5, 0, seed),
        draw({ provider }, 5, 0, seed),
      ])
      expect(once).toEqual(again)
      expect(once).not.toEqual(await draw({ provider }, 5, 0, seed + 1))
    }),
    { numRuns: 40 },
  )
})

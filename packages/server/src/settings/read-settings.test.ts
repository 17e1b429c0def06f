import { readFile } from 'node:fs/promises'
import { isTabricateError } from '@tabricate/core'
import { describe, expect, it } from 'vitest'
import { databaseUrlOf } from './database-url.ts'
import { environmentExample } from './environment-example.ts'
import { readSettings } from './read-settings.ts'
import { environmentNames } from './settings-schema.ts'

function issuesOf(read: () => unknown): readonly string[] {
  try {
    read()
  } catch (error) {
    if (!isTabricateError(error, 'INVALID_OPTIONS')) throw error
    return error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  }
  return []
}

const secret = 'f3b1a7c95d2e4f60817293a4b5c6d7e8f9'

describe('settings', () => {
  it('come from the host, then the environment, then defaults', () => {
    const environment = {
      PORT: '9000',
      MAX_FILE_SIZE_MB: '7',
      REQUIRE_APPROVAL: 'yes',
      CORS_ORIGINS: 'http://a, http://b',
    }
    const settings = readSettings({ port: 1234 }, environment)
    expect(settings).toMatchObject({
      port: 1234,
      maxFileSizeMb: 7,
      requireApproval: true,
      corsOrigins: ['http://a', 'http://b'],
      maxConcurrentGenerations: 5,
      accessTokenExpireMinutes: 30,
    })
  })

  it('take empty variables for unset ones', () => {
    expect(readSettings({}, { SECRET_KEY: '', PORT: '' })).toMatchObject({ port: 8000 })
  })

  it('name every wrong value at once, by setting and variable', () => {
    const issues = issuesOf(() =>
      readSettings(
        {},
        { PORT: 'eighty', MAX_EPOCHS: '0', ENVIRONMENT: 'testing', REQUIRE_APPROVAL: 'perhaps' },
      ),
    )
    for (const name of ['PORT', 'MAX_EPOCHS', 'ENVIRONMENT', 'REQUIRE_APPROVAL'])
      expect(
        issues.some((issue) => issue.includes(`(${name})`)),
        name,
      ).toBe(true)
  })

  it('refuse in production what is fit for development alone', () => {
    const environment = { ENVIRONMENT: 'production' }
    expect(issuesOf(() => readSettings({}, environment)).join()).toMatch(/secretKey.*is needed/)
    const placeholder = { secretKey: 'please-change-me-please-change-me!' }
    expect(issuesOf(() => readSettings(placeholder, environment)).join()).toMatch(/placeholder/)
    expect(issuesOf(() => readSettings({ secretKey: secret, debug: true }, environment)).join()).toMatch(
      /debug/,
    )
    expect(issuesOf(() => readSettings({ secretKey: secret }, environment))).toEqual([])
  })

  it('refuse short secrets, limits that cross and half a Supabase', () => {
    const issues = issuesOf(() =>
      readSettings({
        secretKey: 'short',
        minSampleSize: 500,
        maxSampleSize: 100,
        supabaseUrl: 'https://a.example',
      }),
    ).join('\n')
    expect(issues).toMatch(/has 5 bytes/)
    expect(issues).toMatch(/greater than maxSampleSize/)
    expect(issues).toMatch(/needed together/)
  })

  it('refuse an anon key, which may not write', () => {
    const claims = Buffer.from(JSON.stringify({ role: 'anon' })).toString('base64url')
    const settings = { supabaseUrl: 'https://a.example', supabaseKey: `head.${claims}.sign` }
    expect(issuesOf(() => readSettings(settings)).join()).toMatch(/anon key/)
  })
})

describe('the address of the database', () => {
  it('loses the suffix of a driver', () => {
    expect(databaseUrlOf({ databaseUrl: 'postgresql+psycopg2://u:p@h/db' })).toBe('postgresql://u:p@h/db')
    expect(databaseUrlOf({ asyncDatabaseUrl: 'postgresql+asyncpg://u:p@h/db' })).toBe('postgresql://u:p@h/db')
    expect(databaseUrlOf({})).toBeUndefined()
  })

  it('is one', () => {
    const both = { databaseUrl: 'postgresql+psycopg2://h/a', asyncDatabaseUrl: 'postgresql+asyncpg://h/b' }
    expect(issuesOf(() => readSettings(both)).join()).toMatch(/different databases/)
    expect(issuesOf(() => readSettings({ databaseUrl: 'mysql://h/a' })).join()).toMatch(/postgresql:/)
  })
})

describe('the example of the environment', () => {
  it('is the one that lies at the root of the repository', async () => {
    const file = new URL('../../../../.env.example', import.meta.url)
    // `npm run write:env-example` writes it anew.
    expect(await readFile(file, 'utf8')).toBe(environmentExample())
  })

  it('has every variable with its meaning, and is valid when it is used as it stands', () => {
    const text = environmentExample()
    for (const name of environmentNames.values()) expect(text).toContain(`# ${name}=`)
    const uncommented = Object.fromEntries(
      [...text.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]),
    )
    expect(readSettings({}, uncommented)).toEqual(readSettings({}))
  })
})

import { type Issue, throwIssues } from '@tabricate/core'
import { databaseUrlOf } from './database-url.ts'
import { environmentNames, type Settings, settingsSchema } from './settings-schema.ts'

/** Texts that stand in examples for a secret that somebody is to choose. */
const placeholders = /change[-_ ]?me|your[-_ ]?secret|secret[-_ ]?key|placeholder|example|^(.)\1+$/i

/**
 * The settings of a host's own `given` values, then of the environment, then defaults.
 * @throws TabricateError `INVALID_OPTIONS` with every problem at once, each under the names of the setting and its variable
 */
export function readSettings(
  given: { readonly [name: string]: unknown },
  environment: { readonly [name: string]: string | undefined } = {},
): Settings {
  const merged: { [name: string]: unknown } = {}
  for (const [name, variable] of environmentNames) {
    // An empty variable is one that is not set, as in a file copied from the example.
    const text = environment[variable]
    if (text !== undefined && text !== '') merged[name] = text
  }
  for (const [name, value] of Object.entries(given)) if (value !== undefined) merged[name] = value

  const result = settingsSchema.safeParse(merged)
  const issues = (result.error?.issues ?? []).map((issue): Issue => {
    const [name, ...rest] = issue.path.map(String)
    return { path: name === undefined ? [] : [label(name), ...rest], message: issue.message }
  })
  if (!result.success) throwIssues('INVALID_OPTIONS', 'The settings are not valid', issues)
  const settings = settingsSchema.parse(merged)
  throwIssues('INVALID_OPTIONS', 'The settings do not fit together', crossIssues(settings))
  return settings
}

function label(name: string): string {
  return `${name} (${environmentNames.get(name) ?? 'no environment variable'})`
}

function crossIssues(settings: Settings): Issue[] {
  const issues: Issue[] = []
  const complain = (name: string, message: string) => issues.push({ path: [label(name)], message })
  const production = settings.environment === 'production'
  const { secretKey } = settings

  if (secretKey === undefined) {
    if (production) complain('secretKey', 'is needed in production: give 32 random bytes or more')
  } else {
    const bytes = new TextEncoder().encode(secretKey).length
    if (bytes < 32) complain('secretKey', `has ${bytes} bytes, 32 are needed`)
    else if (production && placeholders.test(secretKey))
      complain('secretKey', 'looks like a placeholder: give random bytes, e.g. of `openssl rand -hex 32`')
  }
  if (production && settings.debug === true) complain('debug', 'is refused in production')
  if ((settings.supabaseUrl === undefined) !== (settings.supabaseKey === undefined))
    complain('supabaseUrl', 'and supabaseKey (SUPABASE_KEY) are needed together')
  if (settings.supabaseKey !== undefined && roleOf(settings.supabaseKey) === 'anon')
    complain('supabaseKey', 'is an anon key, which may not write: give the service-role key')
  if ((settings.vapidPublicKey === undefined) !== (settings.vapidPrivateKey === undefined))
    complain('vapidPublicKey', 'and vapidPrivateKey (VAPID_PRIVATE_KEY) are needed together')
  if (settings.defaultOptimizationTrials > settings.maxOptimizationTrials)
    complain(
      'defaultOptimizationTrials',
      `is greater than maxOptimizationTrials, ${settings.maxOptimizationTrials}`,
    )
  if (settings.minSampleSize > settings.maxSampleSize)
    complain('minSampleSize', `is greater than maxSampleSize, ${settings.maxSampleSize}`)
  if (!within(settings.defaultSampleSize, settings.minSampleSize, settings.maxSampleSize))
    complain('defaultSampleSize', `is not between ${settings.minSampleSize} and ${settings.maxSampleSize}`)
  if (settings.minEpochs > settings.maxEpochs)
    complain('minEpochs', `is greater than maxEpochs, ${settings.maxEpochs}`)
  if (!within(settings.defaultEpochs, settings.minEpochs, settings.maxEpochs))
    complain('defaultEpochs', `is not between ${settings.minEpochs} and ${settings.maxEpochs}`)
  databaseUrlOf(settings, (message) => complain('databaseUrl', message))
  return issues
}

function within(value: number, min: number, max: number): boolean {
  return value >= min && value <= max
}

/** The role that a Supabase key of the older kind (a JWT) claims; newer ones name it in their prefix. */
function roleOf(key: string): string | null {
  if (key.startsWith('sb_publishable_')) return 'anon'
  const payload = key.split('.')[1]
  if (payload === undefined) return null
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'))
    const isObject = typeof claims === 'object' && claims !== null && 'role' in claims
    return isObject && typeof claims.role === 'string' ? claims.role : null
  } catch {
    return null
  }
}

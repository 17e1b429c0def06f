import { type ZodType, z } from 'zod'
import { type Issue, issuesError, throwIssues } from '../errors.ts'
import { knownNames } from '../known-names.ts'
import { type Json, toJson } from './state.ts'

/** A rule between several options. Validation, search spaces and forms read the same list. */
export interface OptionRule<Options> {
  /** Names of the options concerned. */
  readonly fields: readonly (keyof Options & string)[]
  /** What must hold, for people. */
  readonly description: string
  /** What is wrong and how to mend it, or `undefined`. */
  check(options: Options): string | undefined
}

/**
 * Checks `given` against a schema and its rules, and fills in the defaults.
 * @throws TabricateError `INVALID_OPTIONS` with every issue at once
 */
export function parseOptions<Options>(
  subject: string,
  schema: ZodType<Options>,
  given: unknown,
  rules: readonly OptionRule<Options>[] = [],
): Options {
  const result = schema.safeParse(given)
  const issues = (result.error?.issues ?? []).flatMap((issue): Issue[] => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part))
    if (issue.code !== 'unrecognized_keys' || path.length > 0) return [{ path, message: issue.message }]
    return issue.keys.map((key) => ({
      path: [key],
      message: `no such option; ${knownNames(key, namesOf(schema))}`,
    }))
  })
  if (!result.success) {
    const others = brokenAmongOthers(schema, given, rules, issues)
    throw issuesError('INVALID_OPTIONS', `The options of ${subject} are not valid`, [...issues, ...others])
  }
  throwIssues(
    'INVALID_OPTIONS',
    `The options of ${subject} do not fit together`,
    brokenRules(rules, result.data),
  )
  return result.data
}

function brokenRules<Options>(rules: readonly OptionRule<Options>[], options: Options): readonly Issue[] {
  return rules.flatMap((rule): Issue[] => {
    const message = rule.check(options)
    return message === undefined ? [] : [{ path: [rule.fields.join(' / ')], message }]
  })
}

/** Rules between options that are sound by themselves, where other options are not. */
function brokenAmongOthers<Options>(
  schema: ZodType<Options>,
  given: unknown,
  rules: readonly OptionRule<Options>[],
  issues: readonly Issue[],
): readonly Issue[] {
  if (typeof given !== 'object' || given === null) return []
  const unsound = new Set(issues.map(({ path: [name] }) => name))
  const sound = schema.safeParse(
    Object.fromEntries(Object.entries(given).filter(([name]) => !unsound.has(name))),
  )
  if (!sound.success) return []
  return brokenRules(
    rules.filter(({ fields }) => !fields.some((name) => unsound.has(name))),
    sound.data,
  )
}

function namesOf(schema: ZodType): readonly string[] {
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : []
}

/** The JSON Schema (draft 2020-12) of an options object, for forms, documents and other languages. */
export function optionsJsonSchema(schema: ZodType): Json {
  return toJson(z.toJSONSchema(schema, { io: 'input' }))
}

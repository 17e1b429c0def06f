import { readFile } from 'node:fs/promises'
import { type Issue, type Json, TabricateError, throwIssues } from '@tabricate/core'
import { type Constraint, ruleConstraints, type Space, spaceSchema } from '@tabricate/optimizer'
import { z } from 'zod'
import { isSystemError } from '../exit-codes.ts'
import type { LoadedModel, ModelChoice } from '../models.ts'
import type { SavedTuning } from './saved-tuning.ts'
import { expandSpace } from './space-shorthand.ts'

const sets = z.array(z.string()).min(1).optional()
const number = { low: z.number(), high: z.number(), log: z.boolean().default(false), sets }

/** A file of `--space`: parameters by option name; one that `sets` other options has any name. */
const spaceFileSchema = z.record(
  z.string(),
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('float'), ...number, step: z.number().nullable().default(null) }),
    z.strictObject({ type: z.literal('int'), ...number, step: z.number().default(1) }),
    z.strictObject({ type: z.literal('categorical'), choices: z.array(z.json()), sets }),
  ]),
)

/** What is searched. */
export interface Search {
  readonly space: Space
  readonly ties: { readonly [name: string]: readonly string[] }
  /** The model's own rules, such as a batch that is a multiple of something. */
  readonly constraints: readonly Constraint[]
}

/**
 * The space of the file, else of the saved trials, else the model's usual one.
 * @throws TabricateError `INVALID_OPTIONS` with every issue, `FILE_NOT_FOUND`
 */
export async function readSearch(
  path: string | undefined,
  saved: SavedTuning | undefined,
  choice: ModelChoice,
  loaded: LoadedModel,
  fixedOptions: { readonly [name: string]: Json },
): Promise<Search> {
  const { space, ties } =
    path === undefined && saved !== undefined
      ? { space: saved.study.space, ties: saved.ties }
      : parseSpace(
          expandSpace(
            path === undefined ? usualSpace(choice) : await readSpaceFile(path),
            loaded.optionSchemas,
          ),
        )
  const fixed = Object.keys(fixedOptions)
  const issues = Object.keys(space).flatMap((name) =>
    (ties[name] ?? [name]).flatMap((option): Issue[] => {
      if (!Object.hasOwn(loaded.optionSchemas, option))
        return [{ path: [name], message: `the model "${choice.id}" has no option "${option}"` }]
      if (fixed.includes(option))
        return [{ path: [name], message: `"${option}" is given too: search it or give it` }]
      return []
    }),
  )
  throwIssues('INVALID_OPTIONS', 'The search space does not fit the model', issues)
  const toOptions = (values: { readonly [name: string]: unknown }) => ({ ...fixedOptions, ...values })
  return { space, ties, constraints: ruleConstraints(loaded.rules, toOptions, space, ties) }
}

function parseSpace(given: unknown): Pick<Search, 'space' | 'ties'> {
  const file = checked(spaceFileSchema, given)
  const space = Object.fromEntries(
    Object.entries(file).map(([name, { sets: _, ...parameter }]) => [name, parameter]),
  )
  const ties = Object.fromEntries(
    Object.entries(file).flatMap(([name, parameter]) =>
      parameter.sets === undefined ? [] : [[name, parameter.sets]],
    ),
  )
  return { space: checked(spaceSchema, space), ties }
}

function checked<T>(schema: z.ZodType<T>, given: unknown): T {
  const result = schema.safeParse(given)
  if (result.success) return result.data
  throwIssues(
    'INVALID_OPTIONS',
    'The search space is not valid',
    result.error.issues.map(({ path, message }): Issue => ({ path: path.map(String), message })),
  )
  return schema.parse(given)
}

function usualSpace({ id, space }: ModelChoice): unknown {
  if (space !== undefined) return space
  throw new TabricateError(
    'INVALID_OPTIONS',
    `The model "${id}" has no usual search space. Give one with --space; \`tabricate models ${id}\` lists its options.`,
  )
}

async function readSpaceFile(path: string): Promise<unknown> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    if (!isSystemError(cause)) throw cause
    throw new TabricateError('FILE_NOT_FOUND', `"${path}" cannot be read: ${cause.message}`, { cause })
  })
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new TabricateError('PARSE_FAILED', `"${path}" is not JSON: ${String(cause)}`, { cause })
  }
}

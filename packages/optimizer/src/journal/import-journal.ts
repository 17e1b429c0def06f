import { type Json, TabricateError } from '@tabricate/core'
import { z } from 'zod'
import type { Direction } from '../study/metric.ts'
import type { TrialState } from '../study/trial.ts'
import { type Distribution, distributionSchema, fromInternal } from './distribution.ts'
import { stateCodes } from './export-journal.ts'

/** A study as an Optuna journal holds it. */
export interface JournalStudy {
  readonly name: string
  readonly directions: readonly Direction[]
  readonly userAttributes: { readonly [name: string]: Json }
  readonly trials: readonly JournalTrial[]
}

export interface JournalTrial {
  readonly number: number
  readonly state: TrialState | 'waiting'
  readonly values: readonly number[] | null
  readonly parameters: { readonly [name: string]: Json }
  /** Not every trial has the same, or all, parameters. */
  readonly distributions: { readonly [name: string]: Distribution }
  readonly reports: { readonly [step: string]: number }
  readonly userAttributes: { readonly [name: string]: Json }
  readonly systemAttributes: { readonly [name: string]: Json }
  readonly startedMs: number | null
  readonly completedMs: number | null
}

interface MutableTrial extends JournalTrial {
  studyId: number
  state: TrialState | 'waiting'
  values: readonly number[] | null
  readonly parameters: Record<string, Json>
  readonly distributions: Record<string, Distribution>
  readonly reports: Record<string, number>
  userAttributes: Record<string, Json>
  systemAttributes: Record<string, Json>
  startedMs: number | null
  completedMs: number | null
}

const attributes = z.record(z.string(), z.json())
const time = z.string().transform((text) => Date.parse(text))
/** Python's floats may be infinite, zod's numbers may not. */
const number = z.union([z.number(), z.literal(Infinity), z.literal(-Infinity)])
const values = z.array(number).nullable()
const distribution = z.string().transform((text) => distributionSchema.parse(JSON.parse(text)))
const id = z.int().min(0)

/** The operations, by code. */
const operationSchema = z.discriminatedUnion('op_code', [
  z.object({
    op_code: z.literal(0),
    study_name: z.string(),
    directions: z.array(z.union([z.literal(1), z.literal(2)])),
  }),
  z.object({ op_code: z.literal(1), study_id: id }),
  z.object({ op_code: z.literal(2), study_id: id, user_attr: attributes }),
  z.object({ op_code: z.literal(3), study_id: id, system_attr: attributes }),
  z.object({
    op_code: z.literal(4),
    study_id: id,
    datetime_start: time.nullable(),
    state: z.int().min(0).max(4).optional(),
    value: number.nullish(),
    values: values.optional(),
    datetime_complete: time.nullish(),
    distributions: z.record(z.string(), distribution).optional(),
    params: z.record(z.string(), number).optional(),
    user_attrs: attributes.optional(),
    system_attrs: attributes.optional(),
    intermediate_values: z.record(z.string(), number).optional(),
  }),
  z.object({
    op_code: z.literal(5),
    trial_id: id,
    param_name: z.string(),
    param_value_internal: z.number(),
    distribution,
  }),
  z.object({
    op_code: z.literal(6),
    trial_id: id,
    state: z.int().min(0).max(4),
    values,
    datetime_complete: time.nullish(),
    datetime_start: time.nullish(),
  }),
  z.object({ op_code: z.literal(7), trial_id: id, step: z.int(), intermediate_value: number.nullable() }),
  z.object({ op_code: z.literal(8), trial_id: id, user_attr: attributes }),
  z.object({ op_code: z.literal(9), trial_id: id, system_attr: attributes }),
  z.object({ op_code: z.literal(10) }),
])

type Operation = z.infer<typeof operationSchema>

/**
 * The studies of an Optuna journal; deleted ones are left out. A last line without its end is ignored, as Optuna does.
 * @throws TabricateError `PARSE_FAILED` with the line that cannot be read
 */
export function importJournal(text: string): JournalStudy[] {
  const studies: (Omit<JournalStudy, 'trials'> & {
    readonly userAttributes: Record<string, Json>
    deleted: boolean
  })[] = []
  const trials: MutableTrial[] = []
  const lines = text.split('\n').slice(0, -1)
  lines.forEach((line, index) => {
    if (line.trim() === '') return
    apply(readOperation(line, index + 1))
  })
  return studies.flatMap(({ deleted, ...study }, studyId) =>
    deleted
      ? []
      : [
          {
            ...study,
            trials: trials
              .filter((trial) => trial.studyId === studyId)
              .map(({ studyId: _, ...trial }) => trial),
          },
        ],
  )

  function apply(operation: Operation): void {
    switch (operation.op_code) {
      case 0:
        studies.push({
          name: operation.study_name,
          directions: operation.directions.map((code) => (code === 1 ? 'minimize' : 'maximize')),
          userAttributes: {},
          deleted: false,
        })
        return
      case 1: {
        const study = studies[operation.study_id]
        if (study !== undefined) study.deleted = true
        return
      }
      case 2:
        Object.assign(studies[operation.study_id]?.userAttributes ?? {}, operation.user_attr)
        return
      case 3:
      case 10:
        return
      case 4:
        trials.push(createTrial(operation, trials))
        return
      case 5:
      case 6:
      case 7:
      case 8:
      case 9:
        // Nothing may follow a trial's end.
        if (isOpen(trials[operation.trial_id])) applyToTrial(operation, trials[operation.trial_id])
        return
      default:
        operation satisfies never
    }
  }
}

function isOpen(trial: MutableTrial | undefined): boolean {
  return trial?.state === 'running' || trial?.state === 'waiting'
}

function createTrial(
  operation: Extract<Operation, { op_code: 4 }>,
  trials: readonly MutableTrial[],
): MutableTrial {
  const { distributions = {}, params = {}, value } = operation
  return {
    studyId: operation.study_id,
    number: trials.filter(({ studyId }) => studyId === operation.study_id).length,
    state: stateOf(operation.state ?? 0),
    values: typeof value === 'number' ? [value] : (operation.values ?? null),
    parameters: Object.fromEntries(
      Object.entries(params).map(([name, internal]) => {
        const found = distributions[name]
        return [name, found === undefined ? internal : fromInternal(found, internal)]
      }),
    ),
    distributions: { ...distributions },
    reports: { ...operation.intermediate_values },
    userAttributes: { ...operation.user_attrs },
    systemAttributes: { ...operation.system_attrs },
    startedMs: operation.datetime_start,
    completedMs: operation.datetime_complete ?? null,
  }
}

function applyToTrial(
  operation: Exclude<Operation, { op_code: 0 | 1 | 2 | 3 | 4 | 10 }>,
  trial: MutableTrial | undefined,
): void {
  if (trial === undefined) return
  switch (operation.op_code) {
    case 5:
      trial.parameters[operation.param_name] = fromInternal(
        operation.distribution,
        operation.param_value_internal,
      )
      trial.distributions[operation.param_name] = operation.distribution
      return
    case 6:
      trial.state = stateOf(operation.state)
      if (operation.values !== null) trial.values = operation.values
      trial.startedMs = operation.datetime_start ?? trial.startedMs
      trial.completedMs = operation.datetime_complete ?? trial.completedMs
      return
    case 7:
      trial.reports[String(operation.step)] = operation.intermediate_value ?? Number.NaN
      return
    case 8:
      Object.assign(trial.userAttributes, operation.user_attr)
      return
    case 9:
      Object.assign(trial.systemAttributes, operation.system_attr)
      return
    default:
      operation satisfies never
  }
}

function stateOf(code: number): TrialState | 'waiting' {
  const states = ['running', 'complete', 'pruned', 'failed', 'waiting'] as const
  return states.find((state) => stateCodes[state] === code) ?? 'running'
}

function readOperation(line: string, number: number): Operation {
  let parsed: unknown
  try {
    parsed = JSON.parse(withoutPythonLiterals(line))
  } catch (cause) {
    throw new TabricateError('PARSE_FAILED', `Line ${number} of the journal is not JSON.`, { cause })
  }
  const result = operationSchema.safeParse(parsed)
  if (result.success) return result.data
  const issues = result.error.issues.map(({ path, message }) => ({ path: path.map(String), message }))
  throw new TabricateError(
    'PARSE_FAILED',
    `Line ${number} of the journal is no operation of Optuna 5: ${issues[0]?.message}`,
    {
      issues,
    },
  )
}

/** Python writes NaN and infinities bare; outside of strings they become null and numbers beyond the range of doubles. */
function withoutPythonLiterals(line: string): string {
  return line.replace(/"(?:[^"\\]|\\.)*"|\bNaN\b|\bInfinity\b/g, (token) =>
    token === 'NaN' ? 'null' : token === 'Infinity' ? '1e999' : token,
  )
}

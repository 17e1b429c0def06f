import { throwIssues } from '@tabricate/core'
import type { Pruner } from '../pruner/pruner.ts'
import type { Constraint } from '../space/constraint.ts'
import { createSearchSpace } from '../space/search-space.ts'
import type { Space } from '../space/space.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { type SavedStudy, savedStudySchema } from './saved-study.ts'
import { openStudy, parametersOf, type Study } from './study.ts'

export interface RestoreStudyOptions {
  /** With the same strategy and options the study goes on exactly as if it had not stopped. */
  readonly strategy: Strategy
  /** Those the study was made with. */
  readonly constraints?: readonly Constraint[]
  readonly pruner?: Pruner
  readonly clock?: () => number
}

/**
 * The study that `saved` (the result of `save()`, also after a way through JSON text) describes. Trials that ran when it was saved still
 * run: `optimize` evaluates them again.
 * @throws TabricateError `INVALID_OPTIONS` when it is no saved study, `CONSTRAINT_REQUIRED`
 */
export function restoreStudy(saved: unknown, options: RestoreStudyOptions): Study<Space> {
  const { name, space, metrics, aggregate, seed, queue, trials, constraints } = readSaved(saved)
  const given = options.constraints ?? []
  throwIssues(
    'CONSTRAINT_REQUIRED',
    'Give the constraints again that the study was made with',
    constraints
      .filter((description) => !given.some((each) => each.description === description))
      .map((description) => ({ path: ['constraints'], message: description })),
  )
  const searchSpace = createSearchSpace(space, given)
  throwIssues(
    'INVALID_OPTIONS',
    'The saved study is not valid',
    trials
      .filter(({ number }, i) => number !== i)
      .map(({ number }) => ({
        path: ['trials', number],
        message: 'trials must be in the order of their numbers',
      })),
  )
  const restored = trials.map((trial) => ({
    ...trial,
    parameters: parametersOf(searchSpace, trial.parameters),
  }))
  return openStudy({ ...options, name, space, metrics, aggregate, seed, constraints: given }, restored, queue)
}

function readSaved(saved: unknown): SavedStudy {
  const result = savedStudySchema.safeParse(saved)
  if (!result.success) {
    throwIssues(
      'INVALID_OPTIONS',
      'This is no saved study',
      result.error.issues.map(({ path, message }) => ({
        path: path.map((part) => (typeof part === 'symbol' ? String(part) : part)),
        message,
      })),
    )
  }
  return savedStudySchema.parse(saved)
}

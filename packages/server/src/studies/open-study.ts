import {
  auto,
  bayesian,
  type Constraint,
  createStudy,
  grid,
  halton,
  halvingPruner,
  latin,
  random,
  restoreStudy,
  type Strategy,
  type Study,
  sobol,
  type Trial,
  tpe,
  turbo,
} from '@tabricate/optimizer'
import type { StudyRow, TrialRow } from '../database/repositories/study-repository.ts'

/** Of the conditions of every trial: a third of the rows is kept from the fits, and all trials are judged by them. */
export const validationShare = 1 / 3

const acquisitions = { EI: 'ei', PI: 'pi', LCB: 'lcb', hedge: 'hedge' } as const

/** The one table from a method to its strategy. */
export function strategyOf({
  method,
  method_options,
  n_trials,
}: Pick<StudyRow, 'method' | 'method_options' | 'n_trials'>): Strategy {
  const { acquisition, gridLevels } = method_options
  switch (method) {
    case 'auto':
      return auto()
    case 'bayesian':
      return bayesian(acquisition === null ? {} : { acquisition: acquisitions[acquisition] })
    case 'grid':
      return grid({ resolution: gridLevels })
    case 'random':
      return random()
    case 'tpe':
      return tpe()
    case 'turbo':
      return turbo()
    case 'sobol':
      return sobol()
    case 'halton':
      return halton()
    case 'latin_hypercube':
      return latin({ points: n_trials })
    default:
      return method satisfies never
  }
}

/** The study of rows as the optimizer has it. Strategies are pure: it goes on as if it had never been anywhere else. */
export function openStudy(
  row: StudyRow,
  trials: readonly TrialRow[],
  constraints: readonly Constraint[],
  now: () => Date,
): Study {
  const functions = {
    strategy: strategyOf(row),
    constraints,
    clock: () => now().getTime(),
    ...(row.pruning && { pruner: halvingPruner() }),
  }
  const empty = createStudy({
    ...functions,
    name: 'tune',
    space: row.space,
    seed: row.seed,
    metrics: [{ name: row.metric, direction: 'maximize' }],
  }).save()
  return restoreStudy({ ...empty, trials: trials.map(toTrial) }, functions)
}

function toTrial(row: TrialRow): Trial {
  const { number, parameters, reports, error, attributes, value } = row
  return {
    number,
    // A cancelled one has told nothing of its parameters.
    state: row.state === 'cancelled' ? 'failed' : row.state,
    parameters,
    values: row.state === 'complete' && value !== null ? [value] : null,
    reports,
    error,
    startedMs: row.started_at.getTime(),
    completedMs: row.completed_at?.getTime() ?? null,
    attributes,
  }
}

/**
 * Terminology
 *   journal   one JSON object a line, what happened to studies and trials, in order: the file that Optuna's JournalStorage writes and Optuna's
 *             dashboard reads (optuna/storages/journal/_storage.py; facts as of Optuna 5.0)
 *   op_code   0 creates a study, 2 gives it an attribute, 4 creates a trial (finished ones in a single line), 5 sets a parameter
 */
import type { Json } from '@tabricate/core'
import type { Study } from '../study/study.ts'
import type { Trial, TrialState } from '../study/trial.ts'
import { toDistribution, toInternal } from './distribution.ts'

const worker = 'tabricate'

/** Codes of trial states in journals. */
export const stateCodes: Readonly<Record<TrialState | 'waiting', number>> = {
  running: 0,
  complete: 1,
  pruned: 2,
  failed: 3,
  waiting: 4,
}

/**
 * Studies as one Optuna journal, for `optuna.storages.JournalStorage` and Optuna's dashboard. Choices that are lists or objects become JSON text;
 * error messages and notes become user attributes.
 */
export function exportJournal(studies: readonly Study[]): string {
  const lines: Json[] = []
  let trialId = 0
  studies.forEach((study, studyId) => {
    const { name, metrics, searchSpace, trials } = study
    lines.push({
      op_code: 0,
      study_name: name,
      directions: metrics.map(({ direction }) => (direction === 'minimize' ? 1 : 2)),
    })
    lines.push({
      op_code: 2,
      study_id: studyId,
      user_attr: { metrics: metrics.map((metric) => metric.name) },
    })
    const parameters = Object.entries(searchSpace.space)
    for (const trial of trials) {
      const internal = parameters.map(([key, parameter]) => ({
        key,
        value: toInternal(parameter, parameterValue(trial, key)),
        distribution: JSON.stringify(toDistribution(parameter)),
      }))
      if (trial.state === 'running') {
        lines.push({ op_code: 4, study_id: studyId, datetime_start: toTime(trial.startedMs ?? 0) })
        for (const { key, value, distribution } of internal)
          lines.push({
            op_code: 5,
            trial_id: trialId,
            param_name: key,
            param_value_internal: value,
            distribution,
          })
      } else {
        lines.push({
          op_code: 4,
          study_id: studyId,
          datetime_start: toTime(trial.startedMs ?? 0),
          state: stateCodes[trial.state],
          ...journalValues(trial, metrics.length),
          datetime_complete: toTime(trial.completedMs ?? 0),
          distributions: Object.fromEntries(internal.map(({ key, distribution }) => [key, distribution])),
          params: Object.fromEntries(internal.map(({ key, value }) => [key, value])),
          user_attrs: { ...trial.attributes, ...(trial.error !== null && { error: trial.error }) },
          system_attrs: {},
          intermediate_values: Object.fromEntries(
            trial.reports.map(({ step, value }) => [String(step), value]),
          ),
        })
      }
      trialId++
    }
  })
  // A last line without its end would be ignored.
  return lines.map((line) => `${JSON.stringify(withWorker(line))}\n`).join('')
}

function withWorker(line: Json): Json {
  return typeof line === 'object' && line !== null && !Array.isArray(line)
    ? { ...line, worker_id: worker }
    : line
}

function parameterValue(trial: Trial, name: string): Json | undefined {
  return Object.entries(trial.parameters).find(([key]) => key === name)?.[1]
}

/** One metric's value stands alone. A pruned trial has the value it last reported. */
function journalValues(
  trial: Trial,
  metrics: number,
): { value: number | null; values: readonly number[] | null } {
  const last = trial.state === 'pruned' ? trial.reports.at(-1)?.value : undefined
  if (metrics === 1) return { value: trial.values?.[0] ?? last ?? null, values: null }
  return { value: null, values: trial.values }
}

/** ISO 8601 with microseconds and offset, as Python's `fromisoformat` reads it in every version. */
function toTime(ms: number): string {
  return new Date(ms).toISOString().replace('Z', '000+00:00')
}

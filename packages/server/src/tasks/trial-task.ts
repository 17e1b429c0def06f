import { throwIfAborted } from '@tabricate/core'
import { loadPlugin, readTable } from '@tabricate/core/node'
import { createStudy, random, tuneModel } from '@tabricate/optimizer'
import type { TrialResult, TrialTask } from '../jobs/child-messages.ts'
import { validationShare } from '../studies/open-study.ts'
import { readSchema } from './read-schema.ts'
import type { TaskContext } from './task-context.ts'
import { cutHoldout, sampleRows } from './training-rows.ts'
import { trialMetric } from './trial-metric.ts'

/**
 * Evaluates one point of a search as `tune` would: a study whose only trial runs already, with these parameters. Progress are the
 * values on the way.
 */
export async function runTrialTask(
  task: TrialTask,
  { signal, onProgress }: TaskContext,
): Promise<TrialResult> {
  const plugin = await loadPlugin(task.modelUrl, task.modelId)
  const whole = await readTable(task.tableFile, { format: 'parquet', schema: readSchema(task.schema) })
  const rows = sampleRows(whole, task.maxTrainingRows, task.holdoutSeed)
  const { train } = cutHoldout(rows, task.holdout, task.holdoutSeed)
  const metric = trialMetric(task.metric, task.target)
  const study = createStudy({
    name: 'tune',
    space: task.space,
    seed: task.seed,
    metrics: [{ name: metric.name, direction: metric.direction }],
    strategy: random(),
  })
  study.enqueue(task.parameters)
  await study.ask()
  const { study: told } = await tuneModel({
    table: train,
    metric,
    space: task.space,
    ties: task.ties,
    fixedOptions: task.fixedOptions,
    // The parameters obey them already.
    constraints: [],
    strategy: random(),
    pruner: null,
    trials: 1,
    seed: task.seed,
    validation: validationShare,
    resume: study.save(),
    signal,
    createModel: (options) => plugin(options),
    onTrial: ({ reports }) => onProgress({ reports: [...reports] }),
  })
  throwIfAborted(signal)
  const [trial] = told.trials
  return { value: trial?.values?.[0] ?? null, error: trial?.error ?? null }
}

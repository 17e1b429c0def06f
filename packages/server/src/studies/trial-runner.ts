import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Json } from '@tabricate/core'
import { z } from 'zod'
import type { DatasetRepository } from '../database/repositories/dataset-repository.ts'
import type { JobRepository } from '../database/repositories/job-repository.ts'
import type {
  StudyRepository,
  StudyRow,
  TrialEnd,
  TrialRow,
} from '../database/repositories/study-repository.ts'
import type { ClaimedJob } from '../jobs/job.ts'
import { type RunnerDependencies, refused } from '../jobs/profile-runner.ts'
import { runChild } from '../jobs/run-child.ts'
import { taskResults } from '../jobs/task-results.ts'
import type { JobRunner } from '../jobs/worker.ts'
import { notFound, ServiceError } from '../service-error.ts'
import type { ModelCatalog } from '../services/model-catalog.ts'
import type { StudyAdvance } from './advance-study.ts'
import { openStudy } from './open-study.ts'
import { tiesOf } from './search-space.ts'

export interface TrialRunnerDependencies extends RunnerDependencies {
  readonly studies: StudyRepository
  readonly datasets: DatasetRepository
  readonly jobs: JobRepository
  readonly catalog: ModelCatalog
  readonly advance: StudyAdvance
  readonly maxTrainingRows: number
}

class TrialPruned extends Error {}

const progressSchema = z.object({
  reports: z.array(z.object({ step: z.int(), value: z.number() })),
})

/** Trains a model with the options of a trial, and tells the study what they are worth. */
export function createTrialRunner(dependencies: TrialRunnerDependencies): JobRunner {
  const { studies, datasets, jobs, catalog, advance, store, scratch, now } = dependencies

  async function finish(jobId: number, end: TrialEnd): Promise<void> {
    const studyId = await studies.endTrial(jobId, end, now())
    if (studyId !== null) advance.advanceLater(studyId)
  }

  async function evaluate(
    { study, trial }: { readonly study: StudyRow; readonly trial: TrialRow },
    signal: AbortSignal,
    onProgress: (progress: Json) => void,
  ) {
    const model = catalog.find(study.model_type)
    if (model === undefined)
      throw new ServiceError('UNAVAILABLE', `No model "${study.model_type}" is installed.`)
    const dataset =
      study.dataset_id === null ? undefined : await datasets.ofOwner(study.owner_id, study.dataset_id)
    const details = dataset === undefined ? undefined : await datasets.details(dataset.id)
    if (dataset === undefined || details === undefined || dataset.table_key === null)
      throw new ServiceError('NOT_FOUND', 'The dataset is gone.')
    const tableKey = dataset.table_key
    return scratch.withFolder(async (folder) => {
      const tableFile = join(folder, 'table.parquet')
      await pipeline((await store.get(tableKey)).body, createWriteStream(tableFile), { signal })
      return runChild({
        entry: dependencies.childEntry,
        task: {
          kind: 'trial',
          tableFile,
          schema: details.schema,
          modelUrl: model.url,
          modelId: model.id,
          maxTrainingRows: dependencies.maxTrainingRows,
          holdout: study.holdout,
          holdoutSeed: study.holdout_seed,
          seed: study.seed,
          metric: study.metric,
          target: study.target,
          space: study.space,
          ties: tiesOf(model, study.space),
          fixedOptions: study.fixed_options,
          parameters: trial.parameters,
        },
        result: taskResults.trial,
        memoryMb: dependencies.memoryMb,
        signal,
        onProgress,
      }).catch(refused)
    })
  }

  return {
    async run(job, { signal, onProgress }) {
      const trial = await studies.trialOfJob(job.id)
      const study = trial === undefined ? undefined : await studies.byId(trial.study_id)
      if (trial === undefined || study === undefined) throw notFound('trial')
      const pruned = new AbortController()
      const watch = createReportWatch(job, study, trial.number, dependencies, () =>
        pruned.abort(new TrialPruned()),
      )
      // An attempt before this one has told of an evaluation that begins anew.
      await studies.setReports(job, [])
      let end: TrialEnd
      let peak: number | null = null
      try {
        const { result, peakMemoryBytes } = await evaluate(
          { study, trial },
          AbortSignal.any([signal, pruned.signal]),
          (progress) => {
            onProgress(progress)
            watch.saw(progress)
          },
        )
        peak = peakMemoryBytes
        await watch.settled()
        const { value, error } = result
        end =
          value === null
            ? { state: 'failed', value: null, error: error ?? 'It told no value.' }
            : { state: 'complete', value, error: null }
      } catch (error) {
        await watch.settled()
        if (signal.aborted || !(error instanceof TrialPruned)) throw error
        end = { state: 'pruned', value: null, error: null }
      }
      return {
        peakMemoryBytes: peak,
        commit: () => finish(job.id, end),
        discard: async () => undefined,
      }
    },
    async fail(job, message) {
      const row = await jobs.byId(job.id)
      await finish(job.id, {
        state: row?.state === 'cancelled' ? 'cancelled' : 'failed',
        value: null,
        error: message,
      })
    },
  }
}

/** Writes the values on the way, in their order, and asks the pruner about each. */
function createReportWatch(
  job: ClaimedJob,
  study: StudyRow,
  number: number,
  { studies, now }: Pick<TrialRunnerDependencies, 'studies' | 'now'>,
  prune: () => void,
) {
  let seen = 0
  let last: Promise<void> = Promise.resolve()

  async function write(reports: TrialRow['reports']): Promise<void> {
    if (reports.length <= seen) return
    seen = reports.length
    await studies.setReports(job, reports)
    const latest = reports.at(-1)
    if (!study.pruning || latest === undefined) return
    const rows = (await studies.trials(study.id)).map((row) =>
      row.number === number ? { ...row, reports: reports.slice(0, -1) } : row,
    )
    if (openStudy(study, rows, [], now).report(number, latest.step, latest.value)) prune()
  }

  return {
    saw(progress: Json): void {
      const read = progressSchema.safeParse(progress)
      if (!read.success) return
      last = last.then(() => write(read.data.reports))
      // It fails the job when it is waited for.
      last.catch(() => undefined)
    },
    settled: () => last,
  }
}

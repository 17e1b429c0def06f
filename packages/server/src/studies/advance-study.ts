import type { Database } from '../database/database.ts'
import type { GenerationRepository } from '../database/repositories/generation-repository.ts'
import type { JobRepository } from '../database/repositories/job-repository.ts'
import type { NotificationRepository } from '../database/repositories/notification-repository.ts'
import type { StudyRepository, StudyRow, TrialRow } from '../database/repositories/study-repository.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import { describeError, type Logger } from '../logger.ts'
import type { ModelCatalog } from '../services/model-catalog.ts'
import { bestModelConfig } from './best-model-config.ts'
import { openStudy } from './open-study.ts'
import { constraintsOf } from './search-space.ts'

export interface AdvanceDependencies {
  readonly database: Database
  readonly studies: StudyRepository
  readonly generations: GenerationRepository
  readonly jobs: JobRepository
  readonly notifications: NotificationRepository
  readonly queue: JobQueue
  readonly catalog: ModelCatalog
  readonly logger: Logger
  readonly now: () => Date
}

/**
 * Begins trials and ends studies. Any process may do it at any time: the next trial depends on the rows alone, and is added only if
 * they are still those that it was asked with.
 */
export interface StudyAdvance {
  /** Begins as many trials as may run, or ends the study when there are no more. */
  advance(studyId: number): Promise<void>
  /** The same after the caller's transaction, without being waited for. */
  advanceLater(studyId: number): void
  /** All open studies: for what was lost with a process. */
  advanceAll(): Promise<void>
  /** Ends a study now: cancelled where `isStopped`. In the caller's transaction. */
  end(study: StudyRow, trials: readonly TrialRow[], isStopped: boolean): Promise<boolean>
  /** Waits for what was begun by `advanceLater`. */
  settled(): Promise<void>
}

export function createStudyAdvance(dependencies: AdvanceDependencies): StudyAdvance {
  const { database, studies, generations, jobs, notifications, queue, catalog, logger, now } = dependencies
  const pending = new Set<Promise<void>>()

  async function advance(id: number): Promise<void> {
    await studies.move(id, 'running', { started_at: now(), deadline: await deadlineOf(id) })
    for (;;) {
      const study = await studies.byId(id)
      if (study === undefined || study.state !== 'running') return
      const trials = await studies.trials(id)
      const running = trials.filter(({ state }) => state === 'running').length
      if (isOver(study, trials)) {
        if (running > 0) return
        if (await end(study, trials, false)) return
        continue
      }
      if (running >= study.parallelism) return
      await begin(study, trials)
    }
  }

  async function deadlineOf(id: number): Promise<Date | null> {
    const study = await studies.byId(id)
    return study === undefined ? null : new Date(now().getTime() + study.timeout_hours * 3_600_000)
  }

  function isOver(study: StudyRow, trials: readonly TrialRow[]): boolean {
    if (trials.length >= study.n_trials) return true
    if (study.deadline !== null && study.deadline <= now()) return true
    const { searchSpace, strategy } = open(study, trials)
    return trials.length >= (strategy.exhaustedAfter?.(searchSpace) ?? Number.POSITIVE_INFINITY)
  }

  function open(study: StudyRow, trials: readonly TrialRow[]) {
    const model = catalog.find(study.model_type)
    const constraints = model === undefined ? [] : constraintsOf(model, study.space, study.fixed_options)
    return openStudy(study, trials, constraints, now)
  }

  /** Asking takes a while, and happens outside of the transaction. */
  async function begin(study: StudyRow, trials: readonly TrialRow[]): Promise<void> {
    const trial = await open(study, trials).ask()
    await database.transaction(async () => {
      if (!(await studies.raiseVersion(study.id, study.version))) return
      const jobId = await queue.add('trial', study.owner_id)
      await studies.addTrial({
        study_id: study.id,
        number: trial.number,
        job_id: jobId,
        parameters: trial.parameters,
        attributes: trial.attributes,
        started_at: now(),
      })
    })
  }

  async function end(study: StudyRow, trials: readonly TrialRow[], isStopped: boolean): Promise<boolean> {
    return database.transaction(async () => {
      const best = bestTrial(trials)
      const failure = best === undefined ? whyNothing(trials) : null
      const state = isStopped ? 'cancelled' : best === undefined ? 'failed' : 'succeeded'
      const change = {
        finished_at: now(),
        best_number: best?.number ?? null,
        best_value: best?.value ?? null,
        error: isStopped ? null : failure,
      }
      if (!(await studies.move(study.id, state, change, study.version))) return false
      if (study.generation_id !== null) await settleGeneration(study, study.generation_id, best, failure)
      else if (!isStopped) await tell(study, best, failure)
      return true
    })
  }

  /** The generation that waits goes on with the best options, or fails. */
  async function settleGeneration(
    study: StudyRow,
    generationId: number,
    best: TrialRow | undefined,
    failure: string | null,
  ): Promise<void> {
    const generation = await generations.byId(generationId)
    const model = catalog.find(study.model_type)
    if (generation === undefined) return
    const options =
      best === undefined || model === undefined
        ? null
        : model.readOptions(bestModelConfig(model, study, best), () => undefined)
    if (options === null) {
      const reason = failure ?? 'its options are not valid any more'
      await jobs.failHeld(generation.job_id, `The optimization found nothing: ${reason}`, now())
      return
    }
    await generations.setOptions(generationId, options)
    await queue.release(generation.job_id)
  }

  async function tell(study: StudyRow, best: TrialRow | undefined, failure: string | null): Promise<void> {
    const what = `Optimization ${study.id} (${study.model_type})`
    await notifications.add({
      user_id: study.owner_id,
      ...(best === undefined
        ? {
            kind: 'optimization.failed',
            title: 'Optimization failed',
            body: `${what} failed: ${failure ?? ''}`.slice(0, 1000),
          }
        : {
            kind: 'optimization.succeeded',
            title: 'Optimization done',
            body: `${what}: the best ${study.metric} is ${best.value?.toFixed(4)}.`,
          }),
      data: { optimization_id: study.id },
    })
  }

  /** One study that cannot go on does not hold up the others. */
  async function tryToAdvance(studyId: number): Promise<void> {
    await advance(studyId).catch((error: unknown) =>
      logger({
        level: 'ERROR',
        module: 'studies',
        message: `Study ${studyId} does not advance`,
        metadata: describeError(error),
      }),
    )
  }

  function advanceLater(studyId: number): void {
    database.afterCommit(() => {
      const work = tryToAdvance(studyId).finally(() => pending.delete(work))
      pending.add(work)
    })
  }

  return {
    advance,
    advanceLater,
    async advanceAll() {
      for (const id of await studies.open()) await tryToAdvance(id)
    },
    end,
    async settled() {
      while (pending.size > 0) await Promise.all(pending)
    },
  }
}

/** The complete trial with the largest value, the earliest of equal ones. */
export function bestTrial(trials: readonly TrialRow[]): TrialRow | undefined {
  let best: TrialRow | undefined
  for (const trial of trials)
    if (
      trial.state === 'complete' &&
      trial.value !== null &&
      (best?.value == null || trial.value > best.value)
    )
      best = trial
  return best
}

function whyNothing(trials: readonly TrialRow[]): string {
  const failed = trials.find(({ error }) => error !== null)
  return failed === undefined
    ? 'no trial was completed'
    : `no trial was completed; trial ${failed.number}: ${failed.error}`
}

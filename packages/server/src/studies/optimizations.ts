import { setTimeout as delay } from 'node:timers/promises'
import type { Issue, Json } from '@tabricate/core'
import {
  type ConvergencePoint,
  convergence,
  exportJournal,
  type ParameterImportance,
  parameterImportance,
  type Study,
} from '@tabricate/optimizer'
import type { Database } from '../database/database.ts'
import type { Page, PageQuery } from '../database/list-page.ts'
import type {
  StudyOrder,
  StudyRepository,
  StudyRow,
  TrialRow,
} from '../database/repositories/study-repository.ts'
import type { UserRow } from '../database/repositories/user-repository.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import { isFinal, type JobState } from '../jobs/job-states.ts'
import { notFound, ServiceError, throwValidation } from '../service-error.ts'
import type { Datasets } from '../services/datasets.ts'
import type { ModelCatalog, OptionValues } from '../services/model-catalog.ts'
import type { Settings } from '../settings/settings-schema.ts'
import { bestTrial, type StudyAdvance } from './advance-study.ts'
import { bestModelConfig } from './best-model-config.ts'
import { openStudy } from './open-study.ts'
import { constraintsOf } from './search-space.ts'
import { checkStudy, type StudyRequest } from './study-order.ts'

export interface OptimizationDependencies {
  readonly database: Database
  readonly studies: StudyRepository
  readonly datasets: Datasets
  readonly catalog: ModelCatalog
  readonly queue: JobQueue
  readonly advance: StudyAdvance
  readonly settings: Settings
  readonly now: () => Date
}

/** A request for a search of its own. */
export interface OptimizationRequest extends StudyRequest {
  readonly datasetId: number
  readonly modelType: string
  readonly modelConfig: OptionValues
  readonly target?: string | undefined
}

/** A study, its trials, and what those that run say of themselves. */
export interface StudyView {
  readonly study: StudyRow
  readonly trials: readonly TrialRow[]
  readonly progress: ReadonlyMap<number, Json>
}

/** A trial that has begun, reported or ended. */
export interface TrialEvent {
  readonly id: number
  readonly trial: TrialRow
}

/** What the complete trials of a study show. */
export interface StudyAnalysis {
  readonly convergence: readonly ConvergencePoint[]
  readonly importance: readonly ParameterImportance[] | null
}

/** Searches for the options that suit a dataset. Another user's are not found. */
export interface Optimizations {
  /** @throws ServiceError `VALIDATION_ERROR` with every problem, `NOT_FOUND`, `CONFLICT` while the dataset is not ready */
  start(user: UserRow, request: OptimizationRequest): Promise<StudyView>
  /** The study of a generation, in the caller's transaction. */
  startFor(order: StudyOrder, generationId: number): Promise<void>
  list(user: UserRow, query: PageQuery & { readonly state?: JobState | undefined }): Promise<Page<StudyView>>
  get(user: UserRow, id: number): Promise<StudyView>
  /** @throws ServiceError `CONFLICT` before a trial is complete */
  best(user: UserRow, id: number): Promise<{ readonly trial: TrialRow; readonly modelConfig: OptionValues }>
  /** @throws ServiceError `CONFLICT` when it has ended */
  stop(user: UserRow, id: number): Promise<StudyView>
  follow(user: UserRow, id: number, signal: AbortSignal): Promise<AsyncGenerator<TrialEvent>>
  journal(user: UserRow, id: number): Promise<string>
  analyze(user: UserRow, id: number): Promise<StudyAnalysis>
  /** The study of a generation that an administrator has decided on, or that its owner has cancelled. */
  settleOf(generationId: number, decision: 'approved' | 'rejected' | 'cancelled'): Promise<void>
  /** False when it does not wait for an administrator. */
  approve(id: number): Promise<boolean>
  reject(id: number, reason: string): Promise<boolean>
}

/** Fewer than the optimizer's own 64: they grow while other requests wait. */
const importanceTrees = 32

/** So often the database is asked for news of a study that somebody follows. */
const pollMs = 500

export function createOptimizations(dependencies: OptimizationDependencies): Optimizations {
  const { database, studies, datasets, catalog, queue, advance, settings, now } = dependencies

  async function study(user: UserRow, id: number): Promise<StudyRow> {
    const row = await studies.ofOwner(user.id, id)
    if (row === undefined) throw notFound('optimization')
    return row
  }

  async function view(row: StudyRow): Promise<StudyView> {
    return { study: row, trials: await studies.trials(row.id), progress: await studies.progressOf(row.id) }
  }

  async function openedStudy(user: UserRow, id: number): Promise<Study> {
    const row = await study(user, id)
    const model = catalog.find(row.model_type)
    const constraints = model === undefined ? [] : constraintsOf(model, row.space, row.fixed_options)
    return openStudy(row, await studies.trials(id), constraints, now)
  }

  const firstState = (): JobState => (settings.requireApproval ? 'awaiting_approval' : 'queued')

  async function cancelTrials(id: number): Promise<void> {
    for (const { state, job_id } of await studies.trials(id))
      if (state === 'running' && job_id !== null) {
        await queue.cancel(job_id)
        const row = await studies.trialOfJob(job_id)
        // One that had not begun has no worker that would tell of its end.
        if (row?.state === 'running') await studies.endUnstarted(job_id, now())
      }
  }

  return {
    async start(user, request) {
      const dataset = await datasets.get(user, request.datasetId)
      const issues: Issue[] = []
      const model = catalog.find(request.modelType)
      if (model === undefined) {
        const known = catalog.models.map(({ id }) => id).join(', ')
        throwValidation([
          { path: ['model_type'], message: `there is no model "${request.modelType}"; there are ${known}` },
        ])
        throw notFound('model')
      }
      const { modelConfig, target } = request
      const subject = { ownerId: user.id, dataset, model, modelConfig, target, holdout: 0, holdoutSeed: 0 }
      const places = { path: [], metric: 'optimization_metric', modelConfig: ['model_config'] }
      const order = checkStudy(request, subject, settings, places, (issue) => issues.push(issue))
      throwValidation(issues)
      if (dataset.status !== 'ready')
        throw new ServiceError('CONFLICT', `The dataset is not ready: it is ${dataset.status}.`)
      if (order === null) throw new ServiceError('INTERNAL_ERROR', 'A request without issues has no order.')
      return database.transaction(async () => {
        const id = await studies.add({ ...order, holdout_seed: order.seed }, firstState(), null)
        if (!settings.requireApproval) advance.advanceLater(id)
        return view(await study(user, id))
      })
    },

    async startFor(order, generationId) {
      const id = await studies.add(order, firstState(), generationId)
      if (!settings.requireApproval) advance.advanceLater(id)
    },

    async list(user, query) {
      const { items, total } = await studies.list(user.id, query)
      const trials = await studies.trialsOfMany(items.map(({ id }) => id))
      const noProgress: StudyView['progress'] = new Map()
      return {
        items: items.map((row) => ({
          study: row,
          trials: trials.filter((trial) => trial.study_id === row.id),
          progress: noProgress,
        })),
        total,
      }
    },

    get: async (user, id) => view(await study(user, id)),

    async best(user, id) {
      const row = await study(user, id)
      const trial = bestTrial(await studies.trials(id))
      const model = catalog.find(row.model_type)
      if (trial === undefined) throw new ServiceError('CONFLICT', 'No trial is complete.')
      if (model === undefined)
        throw new ServiceError('CONFLICT', `No model "${row.model_type}" is installed any more.`)
      return { trial, modelConfig: { model_type: model.id, ...bestModelConfig(model, row, trial) } }
    },

    async stop(user, id) {
      await study(user, id)
      // Again, where a trial ends just now.
      for (;;) {
        const row = await study(user, id)
        if (isFinal(row.state))
          throw new ServiceError('CONFLICT', `The optimization has ended: it is ${row.state}.`)
        const isEnded = await database.transaction(async () => {
          if (!(await advance.end(row, await studies.trials(id), true))) return false
          await cancelTrials(id)
          return true
        })
        if (isEnded) return view(await study(user, id))
      }
    },

    async follow(user, id, signal) {
      await study(user, id)
      return trialEvents(id, signal)
    },

    async journal(user, id) {
      return exportJournal([await openedStudy(user, id)])
    },

    async analyze(user, id) {
      const opened = await openedStudy(user, id)
      return {
        convergence: convergence(opened),
        importance: parameterImportance(opened, { trees: importanceTrees }),
      }
    },

    async settleOf(generationId, decision) {
      const row = await studies.ofGeneration(generationId)
      if (row === undefined) return
      if (decision === 'approved') {
        if (await studies.move(row.id, 'queued', {})) advance.advanceLater(row.id)
        return
      }
      await studies.move(row.id, decision, { finished_at: now() })
      await cancelTrials(row.id)
    },

    async approve(id) {
      const isApproved = await studies.move(id, 'queued', {})
      if (isApproved) advance.advanceLater(id)
      return isApproved
    },

    reject: (id, reason) => studies.move(id, 'rejected', { finished_at: now(), error: reason }),
  }

  async function* trialEvents(id: number, signal: AbortSignal): AsyncGenerator<TrialEvent> {
    const told = new Map<number, string>()
    let eventId = 0
    while (!signal.aborted) {
      const row = await studies.byId(id)
      for (const trial of await studies.trials(id)) {
        const text = `${trial.state} ${trial.reports.length}`
        if (told.get(trial.number) === text) continue
        told.set(trial.number, text)
        eventId++
        yield { id: eventId, trial }
      }
      if (row === undefined || isFinal(row.state)) return
      await delay(pollMs, undefined, { signal }).catch(() => undefined)
    }
  }
}

import { randomInt } from 'node:crypto'
import type { Readable } from 'node:stream'
import { type Issue, isTabricateError } from '@tabricate/core'
import type { Database } from '../database/database.ts'
import type { Page } from '../database/list-page.ts'
import type {
  DatasetDetails,
  DatasetRepository,
  DatasetRow,
} from '../database/repositories/dataset-repository.ts'
import type {
  GenerationQuery,
  GenerationRepository,
  GenerationWithJob,
} from '../database/repositories/generation-repository.ts'
import type { StudyOrder } from '../database/repositories/study-repository.ts'
import type { UserRow } from '../database/repositories/user-repository.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import { isFinal } from '../jobs/job-states.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import { notFound, ServiceError, throwValidation } from '../service-error.ts'
import type { Settings } from '../settings/settings-schema.ts'
import type { Optimizations } from '../studies/optimizations.ts'
import { checkStudy, type StudyRequest, type StudySubject } from '../studies/study-order.ts'
import type { Datasets } from './datasets.ts'
import type { Estimate, FitEstimates } from './fit-estimates.ts'
import { type CheckedOrder, checkOrder, type GenerationRequest, presetOf } from './generation-order.ts'
import type { ModelCatalog, OptionValues } from './model-catalog.ts'
import type { RowStreams, StreamRequest } from './row-streams.ts'

export interface GenerationDependencies {
  readonly database: Database
  readonly generations: GenerationRepository
  readonly datasetRepository: DatasetRepository
  readonly datasets: Datasets
  readonly catalog: ModelCatalog
  readonly queue: JobQueue
  readonly store: ObjectStore
  readonly rowStreams: RowStreams
  readonly optimizations: Optimizations
  readonly fitEstimates: FitEstimates
  readonly settings: Settings
}

/** Synthetic tables: ordered, watched, fetched. Another user's are not found. */
export interface Generations {
  /** @throws ServiceError `VALIDATION_ERROR` with every problem, `NOT_FOUND`, `CONFLICT` while the dataset is not ready */
  start(user: UserRow, request: GenerationRequest): Promise<GenerationWithJob>
  /** What would happen: every problem, and what it would take. */
  validate(user: UserRow, request: GenerationRequest, signal: AbortSignal): Promise<Validation>
  list(user: UserRow, query: GenerationQuery): Promise<Page<GenerationWithJob>>
  get(user: UserRow, id: number): Promise<GenerationWithJob>
  /** @throws ServiceError `CONFLICT` until it has succeeded */
  getResult(user: UserRow, id: number): Promise<SucceededGeneration>
  report(user: UserRow, id: number): Promise<Readable>
  /** Cancels what has not ended, removes what has. */
  remove(user: UserRow, id: number): Promise<'cancelling' | 'cancelled' | 'removed'>
  streamRows(user: UserRow, id: number, request: StreamRequest, signal: AbortSignal): Promise<Readable>
}

export type SucceededGeneration = GenerationWithJob & {
  readonly result_key: string
  readonly report_key: string
  readonly model_key: string
}

export interface Validation {
  readonly issues: readonly Issue[]
  readonly modelConfig: OptionValues | null
  readonly estimate: Estimate | null
}

export function createGenerations(dependencies: GenerationDependencies): Generations {
  const { database, generations, datasets, catalog, queue, store, settings } = dependencies

  async function get(user: UserRow, id: number): Promise<GenerationWithJob> {
    const row = await generations.ofOwner(user.id, id)
    if (row === undefined) throw notFound('generation')
    return row
  }

  function check(user: UserRow, request: GenerationRequest, dataset: (DatasetRow & DatasetDetails) | null) {
    const issues: Issue[] = []
    const order = checkOrder(request, dataset, catalog, settings, (issue) => issues.push(issue))
    // Told with the result, so that it can be had again.
    const seed = request.seed ?? randomInt(2 ** 31)
    const study =
      request.optimization === null || dataset === null
        ? null
        : checkSearch(user, request, request.optimization, dataset, seed, issues)
    return { issues, order, study, seed }
  }

  /** Problems of `model_config` have been told with the order's. */
  function checkSearch(
    user: UserRow,
    { modelConfig, target, holdout }: GenerationRequest,
    search: StudyRequest,
    dataset: StudySubject['dataset'],
    seed: number,
    issues: Issue[],
  ): StudyOrder | null {
    const model = catalog.find(modelConfig.model_type)
    if (model === undefined) return null
    const { model_type: _, preset: name, ...given } = modelConfig
    const preset = name === undefined ? {} : presetOf(model, name, dataset.row_count, settings)
    const options = typeof preset === 'string' ? given : { ...preset, ...given }
    const subject = {
      ownerId: user.id,
      dataset,
      model,
      modelConfig: options,
      target,
      holdout,
      holdoutSeed: seed,
    }
    const places = { path: ['optimization_config'], metric: 'metric', modelConfig: ['model_config'] }
    return checkStudy({ ...search, seed: search.seed ?? seed }, subject, settings, places, (issue) => {
      const isTold = issues.some((other) => JSON.stringify(other) === JSON.stringify(issue))
      if (!isTold && issue.path[0] !== 'model_config' && issue.path[0] !== 'target') issues.push(issue)
      else if (!isTold && issue.path[0] === 'target' && target === undefined) issues.push(issue)
    })
  }

  async function getResult(user: UserRow, id: number): Promise<SucceededGeneration> {
    const row = await get(user, id)
    const { result_key, report_key, model_key } = row
    if (row.state !== 'succeeded' || result_key === null || report_key === null || model_key === null)
      throw new ServiceError('CONFLICT', `The generation has no result: it is ${row.state}.`)
    return { ...row, result_key, report_key, model_key }
  }

  return {
    async start(user, request) {
      const dataset = await datasets.get(user, request.datasetId)
      const { issues, order, study, seed } = check(user, request, dataset)
      throwValidation(issues)
      if (dataset.status !== 'ready')
        throw new ServiceError('CONFLICT', `The dataset is not ready: it is ${dataset.status}.`)
      if (order === null) throw new ServiceError('INTERNAL_ERROR', 'A request without issues has no order.')
      return database.transaction(async () => {
        const jobId = await queue.add('generation', user.id, {
          needsApproval: settings.requireApproval,
          isHeld: study !== null,
        })
        const id = await generations.add(orderRow(user, request, order, jobId, seed))
        if (study !== null) await dependencies.optimizations.startFor(study, id)
        return get(user, id)
      })
    },

    async validate(user, request, signal) {
      const dataset = await datasets.find(user, request.datasetId)
      const { issues, order, study } = check(user, request, dataset)
      if (dataset === null) issues.push({ path: ['dataset_id'], message: 'there is no such dataset' })
      else if (dataset.status !== 'ready')
        issues.push({ path: ['dataset_id'], message: `the dataset is not ready: it is ${dataset.status}` })
      const modelConfig = order?.model.toWire(order.options) ?? null
      if (order === null || dataset?.status !== 'ready') return { issues, modelConfig, estimate: null }
      try {
        const { model, options } = order
        const { constraints, violatingRows } = request
        const fit = { model, options, constraints, violatingRows }
        const estimate = await dependencies.fitEstimates.estimate(dataset, fit, signal)
        // Trials are trainings too, one after the other in each place.
        const trainings = study === null ? 1 : 1 + study.n_trials / study.parallelism
        const trainingSeconds = Math.ceil(estimate.trainingSeconds * trainings)
        return { issues, modelConfig, estimate: { ...estimate, trainingSeconds } }
      } catch (error) {
        // What the model says of the table is a problem of the request.
        if (!isTabricateError(error) || error.code === 'DEFECT' || signal.aborted) throw error
        if (error.code === 'CONSTRAINT_VIOLATED') issues.push(...error.issues)
        else issues.push({ path: ['model_config'], message: error.message })
        return { issues, modelConfig, estimate: null }
      }
    },

    list: (user, query) => generations.list(user.id, query),
    get,
    getResult,

    async report(user, id) {
      const { report_key } = await getResult(user, id)
      return (await store.get(report_key)).body
    },

    async remove(user, id) {
      const row = await get(user, id)
      if (!isFinal(row.state)) {
        const outcome = await database.transaction(async () => {
          const cancelled = await queue.cancel(row.job_id)
          if (cancelled === 'cancelled') await dependencies.optimizations.settleOf(id, 'cancelled')
          return cancelled
        })
        if (outcome === 'requested') return 'cancelling'
        if (outcome === 'cancelled') return 'cancelled'
      }
      await generations.remove(id)
      const latest = [row.result_key, row.report_key, row.model_key]
      await store.delete(latest.filter((key) => key !== null))
      return 'removed'
    },

    async streamRows(user, id, request, signal) {
      const { model_key } = await getResult(user, id)
      const { rows } = request
      if (rows > settings.maxStreamRows)
        throwValidation([
          { path: ['rows'], message: `must be at most ${settings.maxStreamRows}; it is ${rows}` },
        ])
      return dependencies.rowStreams.open(model_key, request, signal)
    },
  }
}

function orderRow(
  user: UserRow,
  request: GenerationRequest,
  { model, options, sampleSize }: CheckedOrder,
  jobId: number,
  seed: number,
) {
  return {
    owner_id: user.id,
    dataset_id: request.datasetId,
    job_id: jobId,
    api_version: request.apiVersion,
    model_type: model.id,
    options,
    output_format: request.outputFormat,
    include_metadata: request.includeMetadata,
    report_language: request.reportLanguage,
    sample_size: sampleSize,
    seed,
    holdout: request.holdout,
    target: request.target ?? null,
    conditions: request.conditions,
    constraints: request.constraints,
    violating_rows: request.violatingRows,
    neutralise_formulas: request.neutraliseFormulas,
  }
}

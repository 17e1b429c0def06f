import { Readable } from 'node:stream'
import type { Json } from '@tabricate/core'
import { z } from 'zod'
import { optimizationContracts } from '../contracts/optimization.ts'
import type { TrialRow } from '../database/repositories/study-repository.ts'
import { defineRoute, type Route, type ServerEvent } from '../http/route.ts'
import type { ModelCatalog } from '../services/model-catalog.ts'
import type { Optimizations, StudyView, TrialEvent } from '../studies/optimizations.ts'

export function optimizationRoutes(optimizations: Optimizations, catalog: ModelCatalog): readonly Route[] {
  const present = (view: StudyView) => presentStudy(view, catalog)
  return [
    defineRoute(optimizationContracts.startOptimization, async ({ identity, body }) => ({
      data: present(
        await optimizations.start(identity.user, {
          datasetId: body.dataset_id,
          modelType: body.model_type,
          modelConfig: body.model_config,
          target: body.target,
          method: body.optimization_method,
          metric: body.optimization_metric,
          ...readSearchSettings(body),
        }),
      ),
    })),
    defineRoute(optimizationContracts.listOptimizations, async ({ identity, query }) => {
      const { limit, offset, sort, status: state } = query
      const { items, total } = await optimizations.list(identity.user, { limit, offset, sort, state })
      return { data: { items: items.map(present), total, limit, offset } }
    }),
    defineRoute(optimizationContracts.listTrials, async ({ identity, params }) => {
      const view = await optimizations.get(identity.user, params.id)
      return {
        data: {
          optimization: present(view),
          trials: view.trials.map((trial) => presentTrial(trial, view.progress.get(trial.number) ?? null)),
        },
      }
    }),
    defineRoute(optimizationContracts.getBestTrial, async ({ identity, params }) => {
      const { trial, modelConfig } = await optimizations.best(identity.user, params.id)
      return { data: { trial: presentTrial(trial, null), model_config: modelConfig } }
    }),
    defineRoute(optimizationContracts.stopOptimization, async ({ identity, params }) => ({
      data: present(await optimizations.stop(identity.user, params.id)),
    })),
    defineRoute(optimizationContracts.followOptimization, async ({ identity, params, signal }) => ({
      events: trialEvents(await optimizations.follow(identity.user, params.id, signal)),
    })),
    defineRoute(optimizationContracts.analyzeOptimization, async ({ identity, params }) => {
      const { convergence, importance } = await optimizations.analyze(identity.user, params.id)
      return {
        data: {
          convergence: convergence.map(({ number, value, best }) => ({ trial: number, value, best })),
          importance: importance === null ? null : importance.map((share) => ({ ...share })),
        },
      }
    }),
    defineRoute(optimizationContracts.exportJournal, async ({ identity, params }) => ({
      body: Readable.from([await optimizations.journal(identity.user, params.id)]),
      mediaType: 'application/x-ndjson',
      fileName: `optimization-${params.id}.log`,
    })),
  ]
}

type SearchSettings = Pick<
  z.output<(typeof optimizationContracts.startOptimization)['body']['schema']>,
  | 'search_space'
  | 'acquisition_function'
  | 'grid_levels'
  | 'parallelism'
  | 'pruning'
  | 'random_state'
  | 'n_trials'
  | 'timeout_hours'
>

/** What `/optimization/start` and `optimization_config` share. */
export function readSearchSettings(body: SearchSettings) {
  return {
    searchSpace: body.search_space,
    acquisition: body.acquisition_function,
    gridLevels: body.grid_levels,
    parallelism: body.parallelism,
    pruning: body.pruning,
    seed: body.random_state,
    trials: body.n_trials,
    timeoutHours: body.timeout_hours,
  }
}

async function* trialEvents(events: AsyncIterable<TrialEvent>): AsyncGenerator<ServerEvent> {
  for await (const { id, trial } of events) yield { id, type: 'trial', data: presentTrial(trial, null) }
}

function presentStudy({ study, trials }: StudyView, catalog: ModelCatalog) {
  const count = (state: TrialRow['state']) => trials.filter((trial) => trial.state === state).length
  const values = trials.flatMap(({ state, value }) => (state === 'complete' && value !== null ? [value] : []))
  return {
    id: study.id,
    dataset_id: study.dataset_id,
    generation_id: study.generation_id,
    model_type: study.model_type,
    optimization_method: study.method,
    optimization_metric: study.metric,
    status: study.state,
    error: study.error,
    search_space: jsonRecord.parse(study.space),
    model_config: catalog.find(study.model_type)?.toWire(study.fixed_options) ?? study.fixed_options,
    n_trials: study.n_trials,
    parallelism: study.parallelism,
    pruning: study.pruning,
    random_state: study.seed,
    trials: {
      running: count('running'),
      complete: count('complete'),
      pruned: count('pruned'),
      failed: count('failed'),
      cancelled: count('cancelled'),
    },
    best_value: values.length === 0 ? null : Math.max(...values),
    created_at: study.created_at.toISOString(),
    started_at: study.started_at?.toISOString() ?? null,
    finished_at: study.finished_at?.toISOString() ?? null,
  }
}

const jsonRecord = z.record(z.string(), z.json())

function presentTrial(trial: TrialRow, progress: Json) {
  return {
    number: trial.number,
    status: trial.state,
    parameters: { ...trial.parameters },
    value: trial.value,
    error: trial.error,
    reports: trial.reports.map(({ step, value }) => ({ step, value })),
    progress: progress === null ? null : jsonRecord.parse(progress),
    started_at: trial.started_at.toISOString(),
    completed_at: trial.completed_at?.toISOString() ?? null,
  }
}

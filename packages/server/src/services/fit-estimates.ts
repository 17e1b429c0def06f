import type { ConstraintRule, ViolatingRows } from '@tabricate/core'
import type { DatasetDetails, DatasetRow } from '../database/repositories/dataset-repository.ts'
import type { GenerationRepository } from '../database/repositories/generation-repository.ts'
import type { EstimateResult } from '../jobs/child-messages.ts'
import { createKeptValues } from '../kept-values.ts'
import { createTurns } from './in-turn.ts'
import type { CatalogModel, OptionValues } from './model-catalog.ts'
import type { TableTasks } from './table-tasks.ts'

export interface FitEstimateDependencies {
  readonly tasks: TableTasks
  readonly generations: GenerationRepository
  readonly maxTrainingRows: number
}

/** How long a training may take, and what it may need. */
export interface Estimate {
  readonly trainingSeconds: number
  readonly memoryMb: number
  /** What the figures rest on, and how far they may be off. */
  readonly basis: string
}

/** The training that is asked about. */
export interface OrderedFit {
  readonly model: CatalogModel
  readonly options: OptionValues
  readonly constraints: readonly ConstraintRule[]
  readonly violatingRows: ViolatingRows
}

export interface FitEstimates {
  /** @throws TabricateError when the model cannot learn the table; what the signal was aborted with */
  estimate(dataset: DatasetRow & DatasetDetails, fit: OrderedFit, signal: AbortSignal): Promise<Estimate>
}

/** Estimates are kept for so many orders: forms ask again and again for the same. */
const maxKept = 200

/** Processes that count at once; others wait. */
const maxProcesses = 2

/** Trainings of a model that its estimates are corrected by: the latest ones. */
const recordedTrainings = 20

/** Counts what a model would compute in a process of its own, and corrects it by what trainings of that model have taken here. */
export function createFitEstimates({
  tasks,
  generations,
  maxTrainingRows,
}: FitEstimateDependencies): FitEstimates {
  const kept = createKeptValues<EstimateResult>(maxKept)
  const inTurn = createTurns(maxProcesses)

  function count(
    tableKey: string,
    { schema }: DatasetDetails,
    { model: { url, id }, options, constraints, violatingRows }: OrderedFit,
    signal: AbortSignal,
  ): Promise<EstimateResult> {
    return inTurn(() =>
      tasks.run(
        'estimate',
        tableKey,
        (tableFile) => ({
          kind: 'estimate',
          tableFile,
          schema,
          modelUrl: url,
          modelId: id,
          options,
          constraints,
          violatingRows,
          maxTrainingRows,
        }),
        signal,
      ),
    )
  }

  return {
    async estimate(dataset, fit, signal) {
      const { model, options, constraints, violatingRows } = fit
      const key = JSON.stringify([dataset.table_key, model.id, options, constraints, violatingRows])
      const counted = kept.get(key) ?? (await count(dataset.table_key ?? '', dataset, fit, signal))
      kept.set(key, counted)
      const ratios = await generations.durationRatios(model.id, recordedTrainings)
      const ratio = median(ratios)
      return {
        trainingSeconds: Math.ceil(counted.seconds * (ratio ?? 1)),
        memoryMb: Math.ceil(counted.memoryBytes / 2 ** 20),
        basis:
          ratio === null
            ? 'Counted from the operations of the model, for an idle core of 2023; no training of this model has ended here yet. It may be off by a factor of two.'
            : `Counted from the operations of the model, times ${ratio.toPrecision(2)}: the median of the last ${ratios.length} trainings of this model here against their own counts.`,
      }
    },
  }
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}

import { isTabricateError } from '@tabricate/core'
import type { DatasetDetails, DatasetRow } from '../database/repositories/dataset-repository.ts'
import type { RecommendResult } from '../jobs/child-messages.ts'
import { createKeptValues } from '../kept-values.ts'
import { ServiceError } from '../service-error.ts'
import { createTurns } from './in-turn.ts'
import type { ModelCatalog } from './model-catalog.ts'
import type { TableTasks } from './table-tasks.ts'

export interface RecommendationDependencies {
  readonly tasks: TableTasks
  readonly catalog: ModelCatalog
  /** For the trainings of all models together. */
  readonly maxSeconds: number
}

/** Which model to use for a dataset. */
export interface Recommendations {
  /** What was found before; `null` when nobody has asked yet. */
  known(dataset: DatasetRow): RecommendResult | null
  /**
   * Trains every model on a sample of the rows, and compares them.
   * @throws TabricateError `INVALID_TABLE` for too few rows; `ServiceError` `CONFLICT` while the dataset is not ready; what the signal was aborted with
   */
  recommend(dataset: DatasetRow & DatasetDetails, signal: AbortSignal): Promise<RecommendResult>
}

/** Recommendations are kept for so many datasets. */
const maxKept = 1000

/** Rows that are learned; a quarter as many are held out. */
const maxRows = 3000

/** Trainings keep a core busy. */
const maxProcesses = 1

export function createRecommendations({
  tasks,
  catalog,
  maxSeconds,
}: RecommendationDependencies): Recommendations {
  const kept = createKeptValues<RecommendResult>(maxKept)
  const inTurn = createTurns(maxProcesses)
  // The simplest first: of models that are as good, the first is recommended.
  const models = catalog.models.toSorted((a, b) => Number(a.hasEpochs) - Number(b.hasEpochs))
  const known = ({ table_key: key }: DatasetRow) => (key === null ? null : (kept.get(key) ?? null))

  return {
    known,
    async recommend(dataset, signal) {
      const key = dataset.table_key
      if (key === null) throw new ServiceError('CONFLICT', 'The dataset is not ready yet.')
      return inTurn(async () => {
        const before = known(dataset)
        if (before !== null) return before
        signal.throwIfAborted()
        const found = await tasks
          .run(
            'recommend',
            key,
            (tableFile) => ({
              kind: 'recommend',
              tableFile,
              schema: dataset.schema,
              models: models.map(({ url, id }) => ({ modelUrl: url, modelId: id })),
              maxRows,
              maxSeconds,
            }),
            signal,
          )
          .catch(refuseMemory)
        kept.set(key, found)
        return found
      })
    },
  }
}

function refuseMemory(error: unknown): never {
  if (!isTabricateError(error, 'MEMORY_LIMIT')) throw error
  throw new ServiceError('UNAVAILABLE', 'Comparing the models takes more memory than a job may have.')
}

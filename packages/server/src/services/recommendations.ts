import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isTabricateError } from '@tabricate/core'
import type { DatasetDetails, DatasetRow } from '../database/repositories/dataset-repository.ts'
import type { RecommendResult } from '../jobs/child-messages.ts'
import { runChild } from '../jobs/run-child.ts'
import { taskResults } from '../jobs/task-results.ts'
import { createKeptValues } from '../kept-values.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import { ServiceError } from '../service-error.ts'
import { createTurns } from './in-turn.ts'
import type { ModelCatalog } from './model-catalog.ts'
import type { Scratch } from './scratch.ts'

export interface RecommendationDependencies {
  readonly store: ObjectStore
  readonly scratch: Scratch
  readonly catalog: ModelCatalog
  readonly childEntry: URL
  readonly memoryMb: number
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

export function createRecommendations(dependencies: RecommendationDependencies): Recommendations {
  const { store, scratch, catalog } = dependencies
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
        const found = await scratch.withFolder(async (folder) => {
          const tableFile = join(folder, 'table.parquet')
          await pipeline((await store.get(key)).body, createWriteStream(tableFile), { signal })
          const { result } = await runChild({
            entry: dependencies.childEntry,
            task: {
              kind: 'recommend',
              tableFile,
              schema: dataset.schema,
              models: models.map(({ url, id }) => ({ modelUrl: url, modelId: id })),
              maxRows,
              maxSeconds: dependencies.maxSeconds,
            },
            result: taskResults.recommend,
            memoryMb: dependencies.memoryMb,
            signal,
          }).catch((error: unknown) => {
            if (!isTabricateError(error, 'MEMORY_LIMIT')) throw error
            throw new ServiceError(
              'UNAVAILABLE',
              'Comparing the models takes more memory than a job may have.',
            )
          })
          return result
        })
        kept.set(key, found)
        return found
      })
    },
  }
}

import { createReadStream, createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { isTabricateError } from '@tabricate/core'
import type { DatasetRepository } from '../database/repositories/dataset-repository.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import { notFound, ServiceError } from '../service-error.ts'
import type { Scratch } from '../services/scratch.ts'
import { runChild } from './run-child.ts'
import { taskResults } from './task-results.ts'
import type { JobRunner } from './worker.ts'

export interface RunnerDependencies {
  readonly store: ObjectStore
  readonly scratch: Scratch
  readonly childEntry: URL
  readonly memoryMb: number
  readonly now: () => Date
}

/** Profiles an upload, and converts it. */
export function createProfileRunner(
  datasets: DatasetRepository,
  { store, scratch, childEntry, memoryMb, now }: RunnerDependencies,
): JobRunner {
  return {
    async run(job, { signal }) {
      const dataset = await datasets.byJob(job.id)
      if (dataset === undefined) throw notFound('dataset')
      return scratch.withFolder(async (folder) => {
        const file = join(folder, 'upload')
        const tableFile = join(folder, 'table.parquet')
        await pipeline((await store.get(dataset.object_key)).body, createWriteStream(file), { signal })
        const { result, peakMemoryBytes } = await runChild({
          entry: childEntry,
          task: {
            kind: 'profile',
            file,
            format: dataset.file_type,
            columns: dataset.column_types,
            tableFile,
          },
          result: taskResults.profile,
          memoryMb,
          signal,
        }).catch(refused)
        // A key of each attempt's own: a stale one never overwrites what counts, nor what was read before with other types.
        const tableKey = `${dataset.object_key}.${job.id}.${job.attempt}.parquet`
        const tableSizeBytes = await store.put(tableKey, createReadStream(tableFile))
        return {
          peakMemoryBytes,
          commit: () => datasets.setReady(dataset.id, { ...result, tableKey, tableSizeBytes }, now()),
          discard: () => store.delete([tableKey]),
        }
      })
    },
    async fail(job, message) {
      const dataset = await datasets.byJob(job.id)
      if (dataset !== undefined) await datasets.setFailed(dataset.id, message, now())
    },
  }
}

/** What is wrong with a table or an order is for its owner to read; a defect is not. */
export function refused(error: unknown): never {
  if (isTabricateError(error) && error.code !== 'DEFECT')
    throw new ServiceError('VALIDATION_ERROR', error.message, { cause: error })
  throw error
}

import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import type { JobRepository } from '../database/repositories/job-repository.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import type { ClaimedJob } from './job.ts'

/** The state of a job's training, kept in the object store: another machine goes on where this one was cut off. */
export interface TrainingCheckpoints {
  /** Fetches what an attempt before this one has left. @returns whether there was any */
  fetch(file: string): Promise<boolean>
  /** Stores what the job's process has just written, unless the last one is still on its way. */
  keep(file: string): void
  /** Waits for what is on its way. */
  settle(): Promise<void>
  /** Deletes what was kept, once the job has succeeded. What dead workers left is the sweeper's. */
  remove(): Promise<void>
}

export interface TrainingCheckpointParts {
  readonly jobs: Pick<JobRepository, 'byId' | 'keepCheckpoint'>
  readonly store: ObjectStore
  readonly onError: (error: unknown) => void
}

export function createTrainingCheckpoints(
  job: ClaimedJob,
  { jobs, store, onError }: TrainingCheckpointParts,
): TrainingCheckpoints {
  let count = 0
  let current: string | null = null
  let isBusy = false
  let last: Promise<void> = Promise.resolve()

  /** Each state has a key of its own: the row never names a file that is half replaced. */
  async function putNext(file: string): Promise<void> {
    const key = `${keyStart(job)}${job.attempt}.${++count}`
    await store.put(key, createReadStream(file))
    const { isKept, previous } = await jobs.keepCheckpoint(job, key)
    const useless = isKept ? previous : key
    if (isKept) current = key
    if (useless !== null) await store.delete([useless])
  }

  return {
    async fetch(file) {
      current = (await jobs.byId(job.id))?.checkpoint_key ?? null
      if (current === null) return false
      await pipeline((await store.get(current)).body, createWriteStream(file))
      return true
    },
    keep(file) {
      if (isBusy) return
      isBusy = true
      last = putNext(file)
        .catch(onError)
        .finally(() => {
          isBusy = false
        })
    },
    settle: () => last,
    async remove() {
      await last
      if (current !== null) await store.delete([current])
    },
  }
}

/** Deletes what all attempts of a job have kept: it has failed, or was cancelled. */
export async function removeCheckpoints(store: ObjectStore, job: ClaimedJob): Promise<void> {
  const keys: string[] = []
  for await (const { key } of store.list(folderOf(job))) if (key.startsWith(keyStart(job))) keys.push(key)
  await store.delete(keys)
}

const folderOf = ({ ownerId }: ClaimedJob) => `${ownerId}/checkpoints/`
const keyStart = (job: ClaimedJob) => `${folderOf(job)}${job.id}.`

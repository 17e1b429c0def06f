import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { PassThrough, type Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { isTabricateError, type Where } from '@tabricate/core'
import { runChild } from '../jobs/run-child.ts'
import { taskResults } from '../jobs/task-results.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import { ServiceError } from '../service-error.ts'
import type { Scratch } from './scratch.ts'

export interface RowStreamDependencies {
  readonly store: ObjectStore
  readonly scratch: Scratch
  readonly childEntry: URL
  readonly modelUrls: readonly string[]
  readonly memoryMb: number
  /** Streams of this process at once; each is a process. */
  readonly maxStreams: number
}

export interface StreamRequest {
  readonly rows: number
  readonly format: 'csv' | 'ndjson'
  readonly seed: number
  readonly conditions: Where
  readonly neutraliseFormulas: boolean
}

/** Rows of trained models, each stream made by a process of its own. */
export interface RowStreams {
  /**
   * Resolves with the first bytes, so that what is wrong with the request is still an answer of its own.
   * @throws ServiceError `UNAVAILABLE` when all places are taken, `VALIDATION_ERROR` for conditions that the model cannot meet
   */
  open(modelKey: string, request: StreamRequest, signal: AbortSignal): Promise<Readable>
  /** Ends all streams, and waits until their processes and files are gone. */
  stop(): Promise<void>
}

export function createRowStreams(dependencies: RowStreamDependencies): RowStreams {
  const { store, scratch, childEntry, modelUrls, memoryMb, maxStreams } = dependencies
  const streams = new Set<Promise<void>>()
  const stopping = new AbortController()
  return {
    async open(modelKey, request, signal) {
      stopping.signal.throwIfAborted()
      if (streams.size >= maxStreams)
        throw new ServiceError('UNAVAILABLE', 'Too many streams at once. Try again later.', {
          retryAfterSeconds: 5,
        })
      const rows = new PassThrough({ highWaterMark: 256 * 1024 })
      const work = scratch.withFolder(async (folder) => {
        const modelFile = join(folder, 'model.tabricate')
        await pipeline((await store.get(modelKey)).body, createWriteStream(modelFile))
        await runChild({
          entry: childEntry,
          task: { kind: 'stream', modelUrls, modelFile, ...request },
          result: taskResults.stream,
          memoryMb,
          signal: AbortSignal.any([signal, stopping.signal]),
          onStart: (child) => child.stdout?.pipe(rows, { end: false }),
        })
      })
      const done = work
        .then(
          () => void rows.end(),
          (error: unknown) => void rows.destroy(error instanceof Error ? error : new Error(String(error))),
        )
        .finally(() => streams.delete(done))
      streams.add(done)
      await firstBytes(rows).catch((error: unknown) => {
        throw isTabricateError(error) && error.code.startsWith('CONDITION')
          ? new ServiceError('VALIDATION_ERROR', error.message, {
              issues: [{ path: ['where'], message: error.message }],
            })
          : error
      })
      return rows
    },
    async stop() {
      stopping.abort(new ServiceError('UNAVAILABLE', 'The server is being stopped.'))
      await Promise.all(streams)
    },
  }
}

/** Waits until there is something to read, the end, or an error. */
function firstBytes(stream: Readable): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.once('readable', () => resolve())
    stream.once('end', () => resolve())
    stream.once('error', reject)
  })
}

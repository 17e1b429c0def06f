import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rm, stat } from 'node:fs/promises'
import { type Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Database } from '../database/database.ts'
import type { Page } from '../database/list-page.ts'
import type {
  ColumnTypes,
  DatasetDetails,
  DatasetQuery,
  DatasetRepository,
  DatasetRow,
} from '../database/repositories/dataset-repository.ts'
import type { GenerationRepository } from '../database/repositories/generation-repository.ts'
import type { UserRow } from '../database/repositories/user-repository.ts'
import type { JobQueue } from '../jobs/job-queue.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import { notFound, ServiceError, throwValidation } from '../service-error.ts'
import type { FileType } from '../settings/settings-schema.ts'
import { readSchema } from '../tasks/read-schema.ts'
import { type DetectedType, detectFileType } from './file-type.ts'
import type { Scratch } from './scratch.ts'

export interface DatasetDependencies {
  readonly database: Database
  readonly datasets: DatasetRepository
  readonly generations: GenerationRepository
  readonly queue: JobQueue
  readonly store: ObjectStore
  readonly scratch: Scratch
  readonly supportedFileTypes: readonly FileType[]
}

/** A file that lies in the scratch folder, with what was learned on its way there. */
export interface ReceivedUpload {
  readonly path: string
  readonly fileName: string
  readonly sizeBytes: number
  readonly sha256: string
  readonly detected: DetectedType
}

export interface DatasetNames {
  readonly name?: string | undefined
  readonly description?: string | undefined
}

/** Uploaded tables. */
export interface Datasets {
  /**
   * Streams an upload into the scratch folder, hashing it on its way. The caller hands it to {@link Datasets.add} or
   * {@link Datasets.forget}.
   * @throws ServiceError `UNSUPPORTED_MEDIA_TYPE` by its content, `VALIDATION_ERROR` when it is empty
   */
  receive(fileName: string, body: Readable): Promise<ReceivedUpload>
  /** As {@link Datasets.receive}, for a file that lies there already, whole. */
  inspect(fileName: string, path: string): Promise<ReceivedUpload>
  forget(upload: ReceivedUpload): Promise<void>
  /** Stores the file and has it profiled. */
  add(user: UserRow, upload: ReceivedUpload, names: DatasetNames): Promise<DatasetRow>
  list(user: UserRow, query: DatasetQuery): Promise<Page<DatasetRow>>
  /** Null also for another user's. */
  find(user: UserRow, id: number): Promise<(DatasetRow & DatasetDetails) | null>
  /** @throws ServiceError `NOT_FOUND`, also for another user's */
  get(user: UserRow, id: number): Promise<DatasetRow & DatasetDetails>
  /**
   * Has the table read again with other types of its columns, null being what is inferred.
   * @throws ServiceError `NOT_FOUND`, `CONFLICT` while it is read or a generation needs it, `VALIDATION_ERROR` for unknown columns
   */
  setColumnTypes(user: UserRow, id: number, types: ColumnTypes): Promise<DatasetRow>
  /** @throws ServiceError `NOT_FOUND`, `CONFLICT` while a generation needs it */
  remove(user: UserRow, id: number): Promise<void>
}

export function createDatasets(dependencies: DatasetDependencies): Datasets {
  const { database, datasets, generations, queue, store, scratch } = dependencies

  async function detect(path: string): Promise<DetectedType> {
    const detected = await detectFileType(path)
    const { supportedFileTypes } = dependencies
    if (detected === null || !supportedFileTypes.includes(detected.type)) {
      throw new ServiceError(
        'UNSUPPORTED_MEDIA_TYPE',
        `The content of the file is ${detected === null ? 'of no known type' : detected.type}. Supported: ${supportedFileTypes.join(', ')}.`,
      )
    }
    return detected
  }

  async function describe(fileName: string, path: string, sha256: string): Promise<ReceivedUpload> {
    const { size } = await stat(path)
    if (size === 0) throw new ServiceError('VALIDATION_ERROR', 'The file is empty.')
    return { path, fileName: plainName(fileName), sizeBytes: size, sha256, detected: await detect(path) }
  }

  async function find(user: UserRow, id: number) {
    const row = await datasets.ofOwner(user.id, id)
    const details = row === undefined ? undefined : await datasets.details(id)
    return row === undefined || details === undefined ? null : { ...row, ...details }
  }

  return {
    async receive(fileName, body) {
      const path = await scratch.file()
      const hash = createHash('sha256')
      const hashing = new Transform({
        transform(part: Buffer, _encoding, done) {
          hash.update(part)
          done(null, part)
        },
      })
      try {
        await pipeline(body, hashing, createWriteStream(path, { flags: 'wx', mode: 0o600 }))
        return await describe(fileName, path, hash.digest('hex'))
      } catch (error) {
        await rm(path, { force: true })
        throw error
      }
    },

    async inspect(fileName, path) {
      const hash = createHash('sha256')
      await pipeline(createReadStream(path), hash)
      return describe(fileName, path, hash.digest('hex'))
    },

    async forget({ path }) {
      await rm(path, { force: true })
    },

    async add(user, upload, { name, description }) {
      const key = `${user.id}/datasets/${randomUUID()}`
      await store.put(key, createReadStream(upload.path))
      // Where this fails, nobody knows whether it was committed: then the sweeper finds out whose file it is.
      return database.transaction(async () => {
        const jobId = await queue.add('profile', user.id)
        return datasets.add({
          owner_id: user.id,
          job_id: jobId,
          name: name ?? upload.fileName,
          description: description ?? null,
          file_name: upload.fileName,
          file_type: upload.detected.type,
          size_bytes: upload.sizeBytes,
          sha256: upload.sha256,
          object_key: key,
        })
      })
    },

    list: (user, query) => datasets.list(user.id, query),

    find,
    async get(user, id) {
      const found = await find(user, id)
      if (found === null) throw notFound('dataset')
      return found
    },

    async setColumnTypes(user, id, types) {
      return database.transaction(async () => {
        const found = await find(user, id)
        if (found === null) throw notFound('dataset')
        if (found.status !== 'ready') throw new ServiceError('CONFLICT', 'The dataset is not ready.')
        if (await generations.isDatasetInUse(id))
          throw new ServiceError('CONFLICT', 'A generation that has not ended needs the dataset as it is.')
        const names = new Set(readSchema(found.schema).columns.map(({ name }) => name))
        const unknown = Object.keys(types).filter((name) => !names.has(name))
        if (unknown.length > 0)
          throwValidation(
            unknown.map((name) => ({ path: ['columns', name], message: 'is no column of the dataset' })),
          )
        const wanted = Object.entries({ ...found.column_types, ...types })
        const jobId = await queue.add('profile', user.id)
        return datasets.readAgain(id, jobId, Object.fromEntries(wanted.filter(([, type]) => type !== null)))
      })
    },

    async remove(user, id) {
      const row = await database.transaction(async () => {
        const found = await datasets.ofOwner(user.id, id)
        if (found === undefined) throw notFound('dataset')
        if (await generations.isDatasetInUse(id))
          throw new ServiceError(
            'CONFLICT',
            'A generation that has not ended needs the dataset. Cancel it first.',
          )
        if (found.job_id !== null) await queue.cancel(found.job_id)
        await datasets.remove(id)
        return found
      })
      await store.delete([row.object_key, ...(row.table_key === null ? [] : [row.table_key])])
    },
  }
}

/** The name alone, without a path and without what is not printable. */
function plainName(fileName: string): string {
  const name = fileName.split(/[\\/]/).at(-1) ?? ''
  const printable = name
    .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
    .trim()
    .slice(0, 200)
  return printable === '' ? 'table' : printable
}

import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { FileStore } from '@tus/file-store'
import { Server } from '@tus/server'
import { uploadContracts } from '../contracts/upload.ts'
import type { DatasetNames, Datasets } from '../services/datasets.ts'
import type { PartialUploads } from '../services/partial-uploads.ts'
import { checkPart } from './check-request.ts'
import { errorAnswer } from './error-answer.ts'
import type { Identity } from './route.ts'

/** An upload that is not gone on with is removed after a day. */
const expiryMs = 86_400_000

const fieldsSchema = uploadContracts.uploadDataset.body.schema

const methods: readonly (string | undefined)[] = ['POST', 'HEAD', 'PATCH', 'DELETE']

interface Context {
  readonly identity: Identity
  readonly mountPath: string
}

export interface ResumableUploads {
  handle(
    request: IncomingMessage,
    response: ServerResponse,
    identity: Identity,
    mountPath: string,
  ): Promise<void>
  removeExpired(): Promise<void>
}

/**
 * Uploads that go on where they broke off: the protocol tus 1.0. Metadata `filename`, `name` and `description`; the last answer has the
 * dataset's number in `X-Dataset-Id`. The number of an upload begins with its owner's: another's is not found.
 */
export function createResumableUploads(
  datasets: Datasets,
  partialUploads: PartialUploads,
  maxFileBytes: number,
  corsOrigins: readonly string[],
  onDefect: (error: unknown) => void,
): ResumableUploads {
  const contexts = new AsyncLocalStorage<Context>()
  const { directory } = partialUploads
  const prefixOf = ({ identity }: Context) => partialUploads.prefixOf(identity.user.id)
  const context = (): Context => {
    const current = contexts.getStore()
    if (current === undefined) throw new Error('An upload came without its owner.')
    return current
  }
  const store = new FileStore({ directory, expirationPeriodInMilliseconds: expiryMs })

  const server = new Server({
    path: '/upload/resumable',
    datastore: store,
    maxSize: maxFileBytes,
    exposedHeaders: ['X-Dataset-Id', 'X-Request-Id'],
    allowedOrigins: (origin) => corsOrigins.includes('*') || corsOrigins.includes(origin),
    namingFunction: () => `${prefixOf(context())}${randomBytes(16).toString('hex')}`,
    generateUrl: (_request, { id }) => `${context().mountPath}/${id}`,
    getFileIdFromRequest: (_request, last) =>
      last !== undefined && /^u\d+-[0-9a-f]{32}$/.test(last) ? last : undefined,
    // Before a byte of it is sent: what the form would refuse of its fields.
    async onUploadCreate(_request, { metadata }) {
      try {
        namesOf(metadata)
      } catch (error) {
        throw refusal(error)
      }
      return {}
    },
    async onIncomingRequest(_request, id) {
      if (!id.startsWith(prefixOf(context()))) throw tusError(404, 'There is no such upload.')
    },
    async onUploadFinish(_request, upload) {
      const { metadata } = upload
      try {
        const path = partialUploads.pathOf(upload.id)
        const received = await datasets.inspect(metadata?.['filename'] ?? '', path)
        const dataset = await datasets.add(context().identity.user, received, namesOf(metadata))
        return { headers: { 'X-Dataset-Id': dataset.id } }
      } catch (error) {
        throw refusal(error)
      } finally {
        await partialUploads.remove(upload.id)
      }
    },
    // The library would tell callers what an error of its own says, paths included.
    onResponseError(_request, error) {
      if ('status_code' in error) return undefined
      onDefect(error)
      return { status_code: 500, body: 'Something went wrong here.\n' }
    },
  })

  return {
    async handle(request, response, identity, mountPath) {
      if (!methods.includes(request.method)) {
        response.writeHead(405, { Allow: methods.join(', ') }).end()
        return
      }
      await mkdir(directory, { recursive: true })
      await contexts.run({ identity, mountPath }, () => server.handle(request, response))
    },
    async removeExpired() {
      await store.deleteExpired().catch(() => 0)
    },
  }
}

type Metadata = { readonly [name: string]: string | null } | undefined

/**
 * The fields of an upload, by the contract of uploads.
 * @throws ServiceError `VALIDATION_ERROR`
 */
function namesOf(metadata: Metadata): DatasetNames {
  const given = { name: metadata?.['name'] ?? undefined, description: metadata?.['description'] ?? undefined }
  return fieldsSchema.parse(checkPart(fieldsSchema, given))
}

/** What the protocol's library takes for a refusal. */
function refusal(error: unknown): Error {
  const { status, message, details } = errorAnswer(error)
  const lines = [message, ...(details.issues ?? []).map((issue) => `${issue.path} ${issue.message}`)]
  return tusError(status, lines.join('\n'))
}

function tusError(status: number, message: string): Error {
  return Object.assign(new Error(message), { status_code: status, body: `${message}\n` })
}

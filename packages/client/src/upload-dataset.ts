import { ApiError, isApiError } from './api-error.ts'
import type { Client } from './create-client.ts'
import type { DatasetDetail, RequestOptions } from './endpoint.ts'
import { wait } from './wait.ts'

export interface UploadOptions extends RequestOptions {
  /** Of the dataset. Default: that of the file. */
  readonly name?: string
  readonly description?: string
  /** The name of the file; default a `File`'s own, else `table`. */
  readonly fileName?: string
  readonly onProgress?: (progress: UploadProgress) => void
  /** Bytes sent at once, from 1. Default 4 MiB. What arrived is not sent again. */
  readonly chunkBytes?: number
  /** Where an upload goes on that broke off: {@link UploadProgress.resumeUrl} of it, for the same file. Kept for a day. */
  readonly resumeUrl?: string
  /** How often a broken connection is made anew without a byte arriving. Default 5. */
  readonly retries?: number
  /** Before the first of them; doubled before each other one. Default 500. */
  readonly retryDelayMs?: number
}

export interface UploadProgress {
  readonly sentBytes: number
  readonly totalBytes: number
  readonly resumeUrl: string
}

const defaultChunkBytes = 4 * 2 ** 20

/**
 * Uploads a file in parts that go on where they broke off (tus 1.0.0), and resolves with its dataset, whose profile is made afterwards
 * (`waitForDataset`).
 * @throws ApiError `UNSUPPORTED_MEDIA_TYPE` for content that is no table, `PAYLOAD_TOO_LARGE`
 */
export async function uploadDataset(
  client: Client,
  file: Blob,
  options: UploadOptions = {},
): Promise<DatasetDetail> {
  const { signal, chunkBytes = defaultChunkBytes, retries = 5, retryDelayMs = 500 } = options
  const url = options.resumeUrl ?? (await begin(client, file, options))
  let offset = options.resumeUrl === undefined ? 0 : await readOffset(client, url, signal)
  const tell = () => options.onProgress?.({ sentBytes: offset, totalBytes: file.size, resumeUrl: url })
  for (let failures = 0; ; ) {
    tell()
    try {
      const answer = await client.transport.send({
        method: 'PATCH',
        path: url,
        headers: {
          ...protocol,
          'Upload-Offset': String(offset),
          'Content-Type': 'application/offset+octet-stream',
        },
        body: file.slice(offset, offset + chunkBytes),
        signal,
      })
      failures = 0
      offset = Number(answer.headers.get('upload-offset'))
      const id = Number(answer.headers.get('x-dataset-id') ?? Number.NaN)
      if (Number.isInteger(id)) {
        tell()
        return await client.get('/upload/datasets/{id}', { path: { id }, signal })
      }
      if (!(offset < file.size)) throw unreadable('The upload ended without a dataset.')
    } catch (error) {
      signal?.throwIfAborted()
      if (!isPassing(error) || failures >= retries) throw error
      await wait(retryDelayMs * 2 ** failures, signal)
      failures++
      offset = await readOffset(client, url, signal)
    }
  }
}

const protocol = { 'Tus-Resumable': '1.0.0' }

async function begin(client: Client, file: Blob, options: UploadOptions): Promise<string> {
  const metadata = {
    filename: options.fileName ?? (file instanceof File ? file.name : 'table'),
    name: options.name,
    description: options.description,
  }
  const answer = await client.transport.send({
    method: 'POST',
    path: '/upload/resumable',
    headers: {
      ...protocol,
      'Upload-Length': String(file.size),
      'Upload-Metadata': Object.entries(metadata)
        .flatMap(([key, value]) => (value === undefined ? [] : [`${key} ${base64(value)}`]))
        .join(','),
    },
    signal: options.signal,
  })
  const location = answer.headers.get('location')
  if (location === null) throw unreadable('The answer to the upload names no address.')
  const name = location.split('/').at(-1) ?? ''
  // Only its last part: behind a proxy the server may know itself under another address.
  return `/upload/resumable/${name}`
}

async function readOffset(client: Client, url: string, signal: AbortSignal | undefined): Promise<number> {
  const answer = await client.transport.send({ method: 'HEAD', path: url, headers: protocol, signal })
  return Number(answer.headers.get('upload-offset'))
}

/** 409: what arrived is more or less than was thought. 423: the part before it is still being written. */
function isPassing(error: unknown): boolean {
  return isApiError(error) && (error.status === 0 || [409, 423, 502, 503, 504].includes(error.status))
}

function unreadable(message: string): ApiError {
  return new ApiError({ status: 200, code: 'UNREADABLE_ANSWER', message })
}

function base64(text: string): string {
  return btoa(String.fromCodePoint(...new TextEncoder().encode(text)))
}

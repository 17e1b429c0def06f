import type { Client } from './create-client.ts'
import type { Input, RequestOptions } from './endpoint.ts'
import type { components } from './openapi.gen.ts'
import { readData } from './read-answer.ts'

export type DownloadAddress = components['schemas']['DownloadGenerationResponse']['data']

/** An address of the result that needs no sign-in for ten minutes: for a link, or a program that downloads. */
export async function downloadUrl(
  client: Client,
  id: number,
  { signal }: RequestOptions = {},
): Promise<DownloadAddress> {
  const response = await client.transport.send({
    method: 'GET',
    path: `/generation/download/${id}?as=url`,
    signal,
  })
  const address = await readData<DownloadAddress>(response)
  // The platform knows its path, not the host that it is reached by.
  const isOwn = address.url.startsWith('/')
  return isOwn ? { ...address, url: `${client.transport.baseUrl}${address.url}` } : address
}

export interface DownloadOptions extends RequestOptions {
  /** Where a download goes on that broke off. Default 0. */
  readonly fromByte?: number
}

/** The result as a stream, of `sizeBytes` from `fromByte` on. */
export async function downloadGeneration(
  client: Client,
  id: number,
  { signal, fromByte = 0 }: DownloadOptions = {},
): Promise<{ readonly body: ReadableStream<Uint8Array>; readonly sizeBytes: number | null }> {
  const { body, headers } = await client.transport.send({
    method: 'GET',
    path: `/generation/download/${id}?as=stream`,
    headers: fromByte > 0 ? { Range: `bytes=${fromByte}-` } : {},
    signal,
  })
  const length = headers.get('content-length')
  return { body: body ?? new Blob([]).stream(), sizeBytes: length === null ? null : Number(length) }
}

/** How a report's page is written. */
export interface ReportPageOptions extends RequestOptions {
  /** Default English. */
  readonly language?: NonNullable<Input<'/generation/report/{id}', 'get'>['query']>['language']
}

/** The report as a page that stands by itself. */
export async function reportPage(
  client: Client,
  id: number,
  { signal, language = 'en' }: ReportPageOptions = {},
): Promise<string> {
  const path = `/generation/report/${id}?format=html&language=${language}`
  return (await client.transport.send({ method: 'GET', path, signal })).text()
}

import { type Agent, request as httpRequest, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'

export interface RawRequest {
  readonly method: string
  /** As it stands in the request's first line: nothing is made tidy. */
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body: Buffer | undefined
  readonly isChunked: boolean
}

export interface RawAnswer {
  readonly status: number
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined }
  /** Empty where it is a stream of events, which is left. */
  readonly body: Buffer
}

/** One exchange as it goes over the wire; rejects when the connection breaks before the answer is whole. */
export function exchange(origin: string, agent: Agent, sent: RawRequest): Promise<RawAnswer> {
  const { hostname, port } = new URL(origin)
  const { method, path, headers, body, isChunked } = sent
  const length = isChunked ? { 'Transfer-Encoding': 'chunked' } : { 'Content-Length': body?.length ?? 0 }
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { hostname, port, agent, method, path, headers: { ...headers, ...(body && length) } },
      (response) => {
        read(response).then(resolve, reject)
      },
    )
    request.on('error', reject)
    // In pieces, the later of which are still to be sent when an answer may be there.
    if (isChunked && body !== undefined) request.write(body.subarray(0, body.length >> 1))
    request.end(isChunked ? body?.subarray(body.length >> 1) : body)
  })
}

async function read(response: IncomingMessage): Promise<RawAnswer> {
  const { statusCode: status = 0, headers } = response
  if (!/^text\/event-stream/.test(headers['content-type'] ?? ''))
    return { status, headers, body: await buffer(response) }
  response.destroy()
  return { status, headers, body: Buffer.alloc(0) }
}

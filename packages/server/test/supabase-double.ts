import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import { buffer, json } from 'node:stream/consumers'
import jwt from 'jsonwebtoken'
import { z } from 'zod'

/** Answers as the storage API of Supabase does, for one private bucket. */
export interface SupabaseDouble {
  readonly url: string
  /** Requests so far, as `METHOD path`. */
  readonly requests: readonly string[]
  stop(): Promise<void>
}

interface Reply {
  readonly status: number
  readonly headers: { readonly [name: string]: string }
  readonly body: Buffer | string
}

interface StoredFile {
  readonly id: string
  readonly bytes: Buffer
  readonly type: string
  readonly at: string
}

const signSchema = z.object({ expiresIn: z.int().min(1) })
const removeSchema = z.object({ prefixes: z.array(z.string()) })
const listSchema = z.object({ prefix: z.string(), limit: z.int(), offset: z.int() })
const tokenSchema = z.object({ url: z.string() })

/**
 * What the service was seen to do, and a store has to live with: what is missing is status 400 with `statusCode` "404" in its body;
 * signed addresses that are expired or of another file are 400 too; folders are entries without an id; a body that breaks off leaves nothing.
 */
export async function startSupabaseDouble(options: {
  readonly key: string
  readonly bucket: string
}): Promise<SupabaseDouble> {
  const { key, bucket } = options
  const secret = 'the double’s own secret'
  const files = new Map<string, StoredFile>()
  const requests: string[] = []

  async function answer(request: IncomingMessage): Promise<Reply> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://double')
    requests.push(`${request.method} ${pathname}`)
    const [, action = '', rest = ''] =
      /^\/storage\/v1\/object\/(sign\/|info\/|list\/)?(.*)$/.exec(pathname) ?? []
    const path = decodeURIComponent(rest)
    if (action === 'sign/' && request.method === 'GET')
      return sendSigned(path, searchParams.get('token') ?? '')
    if (request.headers.authorization !== `Bearer ${key}`)
      return fail('403', 'Unauthorized', 'Invalid Compact JWS')
    if (path !== bucket && !path.startsWith(`${bucket}/`))
      return fail('404', 'Bucket not found', 'Bucket not found')
    const name = path.slice(bucket.length + 1)
    switch (`${request.method} ${action}`) {
      case 'POST ':
        return put(name, request)
      case 'GET ':
        return sendFile(files.get(name), request.headers.range)
      case 'DELETE ':
        return send(200, remove(removeSchema.parse(await json(request)).prefixes))
      case 'GET info/':
        return sendInfo(name, files.get(name))
      case 'POST list/':
        return send(200, list(listSchema.parse(await json(request))))
      case 'POST sign/':
        return sign(name, path, await json(request))
      default:
        return fail('404', 'Not Found', `Route ${request.method}:${pathname} not found`)
    }
  }

  async function put(name: string, request: IncomingMessage): Promise<Reply> {
    const bytes = await buffer(request)
    if (request.headers['x-upsert'] !== 'true' && files.has(name))
      return fail('409', 'Duplicate', 'The resource already exists')
    const id = randomUUID()
    files.set(name, { id, bytes, type: request.headers['content-type'] ?? '', at: new Date().toISOString() })
    return send(200, { Id: id, Key: `${bucket}/${name}` })
  }

  function remove(names: readonly string[]): unknown {
    return names.filter((name) => files.delete(name)).map((name) => ({ name, bucket_id: bucket }))
  }

  /** One folder: its files, and its folders, which have no id. */
  function list({ prefix, limit, offset }: z.infer<typeof listSchema>): unknown {
    const folder = prefix === '' ? '' : `${prefix.replace(/\/+$/, '')}/`
    const entries = new Map<string, unknown>()
    for (const [path, { id, bytes, type, at }] of files) {
      if (!path.startsWith(folder)) continue
      const [name = '', ...deeper] = path.slice(folder.length).split('/')
      const metadata = { size: bytes.length, mimetype: type, eTag: `"${id}"` }
      entries.set(
        name,
        deeper.length > 0
          ? { name, id: null, updated_at: null, created_at: null, last_accessed_at: null, metadata: null }
          : { name, id, updated_at: at, created_at: at, last_accessed_at: at, metadata },
      )
    }
    const sorted = [...entries].sort(([a], [b]) => (a < b ? -1 : 1))
    return sorted.slice(offset, offset + limit).map(([, entry]) => entry)
  }

  function sign(name: string, path: string, body: unknown): Reply {
    const wanted = signSchema.safeParse(body)
    if (!wanted.success) return fail('400', 'Error', 'body/expiresIn must be >= 1')
    if (!files.has(name)) return notFound()
    const token = jwt.sign({ url: path }, secret, { expiresIn: wanted.data.expiresIn })
    return send(200, { signedURL: `/object/sign/${path}?token=${token}` })
  }

  function sendSigned(path: string, token: string): Reply {
    try {
      const { url } = tokenSchema.parse(jwt.verify(token, secret, { algorithms: ['HS256'] }))
      if (url !== path) return fail('400', 'InvalidSignature', 'The url do not match the signature')
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error)
      return fail('400', 'InvalidJWT', message)
    }
    return sendFile(files.get(path.slice(bucket.length + 1)), undefined)
  }

  const server = createServer((request, response) => {
    // A body that breaks off: there is nobody to answer.
    answer(request).then(
      ({ status, headers, body }) => response.writeHead(status, headers).end(body),
      () => response.destroy(),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async stop() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function sendFile(file: StoredFile | undefined, range: string | undefined): Reply {
  if (file === undefined) return notFound()
  const { bytes } = file
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
  if (from === undefined) return { status: 200, headers: { 'Content-Type': file.type }, body: bytes }
  const start = Number(from)
  const end = Math.min(to === '' || to === undefined ? bytes.length - 1 : Number(to), bytes.length - 1)
  return {
    status: 206,
    headers: { 'Content-Type': file.type, 'Content-Range': `bytes ${start}-${end}/${bytes.length}` },
    body: bytes.subarray(start, end + 1),
  }
}

function sendInfo(name: string, file: StoredFile | undefined): Reply {
  if (file === undefined) return notFound()
  const { id, bytes, type, at } = file
  return send(200, { id, name, size: bytes.length, content_type: type, last_modified: at, created_at: at })
}

function notFound(): Reply {
  return fail('404', 'not_found', 'Object not found')
}

/** The status is 400 whatever happened; the body says what. */
function fail(statusCode: string, error: string, message: string): Reply {
  return send(400, { statusCode, error, message })
}

function send(status: number, body: unknown): Reply {
  return { status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }
}

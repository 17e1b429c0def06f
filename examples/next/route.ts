import { formatCsvChunks, isTabricateError, parseTable } from '@tabricate/core'
import { mixture } from '@tabricate/models-mixture'

/**
 * `app/api/synthesize/route.ts` of a Next.js application; a web `Request → Response` handler, which Hono, Bun and Deno take as well. A table is
 * posted (CSV, JSON, Parquet, XLSX), synthetic rows come back as CSV while they are made: `POST /api/synthesize?rows=1000&seed=7`.
 */
export async function POST(request: Request): Promise<Response> {
  const query = new URL(request.url).searchParams
  const rows = Number(query.get('rows') ?? 1000)
  const seed = Number(query.get('seed') ?? 0)
  if (!Number.isInteger(rows) || rows < 1 || rows > 100_000 || !Number.isFinite(seed))
    return Response.json(
      { error: 'rows is a whole number from 1 to 100,000, seed a number.' },
      { status: 400 },
    )
  try {
    const bytes = new Uint8Array(await request.arrayBuffer())
    if (bytes.length > 5_000_000) return Response.json({ error: 'At most 5 MB.' }, { status: 413 })
    // The fit ends when the client goes away, and after ten seconds.
    const signal = AbortSignal.any([request.signal, AbortSignal.timeout(10_000)])
    const synthesizer = await mixture().fit(await parseTable(bytes), { seed, signal })
    const body = toBytes(formatCsvChunks(synthesizer.stream(rows, { seed, signal: request.signal })))
    return new Response(body, { headers: { 'content-type': 'text/csv; charset=utf-8' } })
  } catch (error) {
    if (!isTabricateError(error)) throw error
    return Response.json({ error: error.code, message: error.message, issues: error.issues }, { status: 422 })
  }
}

function toBytes(parts: AsyncGenerator<string, unknown>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await parts.next()
      return done ? controller.close() : controller.enqueue(encoder.encode(value))
    },
    cancel: async () => void (await parts.return(undefined)),
  })
}

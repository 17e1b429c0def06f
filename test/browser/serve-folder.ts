import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
}

export interface ServedFolder {
  readonly address: string
  /** Files that were asked for so far. */
  readonly asked: ReadonlySet<string>
  close(): void
}

/** Serves the files of a built page, and nothing else, on a free port of this machine. */
export async function serveFolder(folder: string): Promise<ServedFolder> {
  const asked = new Set<string>()
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1)
    asked.add(name)
    response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream')
    createReadStream(join(folder, name))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return { address: `http://127.0.0.1:${port}/`, asked, close: () => server.close() }
}

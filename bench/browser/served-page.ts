import { execFile } from 'node:child_process'
import { createReadStream, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { cache, repository } from '../harness/paths.ts'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.wasm': 'application/wasm',
}

/** The page of examples/browser, built from the packages and served by this process. */
export interface ServedPage {
  readonly address: string
  /** What has been loaded so far, gzipped, in bytes: WebAssembly, and all else. */
  loadedBytes(): { readonly code: number; readonly wasm: number }
  close(): void
}

export async function servePage(): Promise<ServedPage> {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'browser-'))
  await promisify(execFile)(process.execPath, [join(repository, 'examples', 'browser', 'build.mjs'), folder])
  const loaded = new Set<string>()
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1)
    loaded.add(name)
    response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream')
    createReadStream(join(folder, name))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return {
    address: `http://127.0.0.1:${port}/`,
    loadedBytes() {
      const sizes = [...loaded].map((name) => ({
        isWasm: name.endsWith('.wasm'),
        bytes: gzipSync(readFileSync(join(folder, name))).length,
      }))
      const sum = (isWasm: boolean) =>
        sizes.reduce((total, size) => total + (size.isWasm === isWasm ? size.bytes : 0), 0)
      return { code: sum(false), wasm: sum(true) }
    },
    close() {
      server.close()
      rmSync(folder, { recursive: true })
    },
  }
}

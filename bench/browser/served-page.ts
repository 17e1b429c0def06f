import { execFile } from 'node:child_process'
import { createReadStream, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
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
  /** What a visit loads, gzipped. */
  readonly codeBytes: number
  readonly wasmBytes: number
  close(): void
}

export async function servePage(): Promise<ServedPage> {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'browser-'))
  await promisify(execFile)(process.execPath, [join(repository, 'examples', 'browser', 'build.mjs'), folder])
  const server = createServer((request, response) => {
    const name = request.url === '/' ? 'index.html' : (request.url ?? '').slice(1)
    response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream')
    createReadStream(join(folder, name))
      .on('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  const sizeOf = (name: string) => gzipSync(readFileSync(join(folder, name))).length
  // What WebGPU needs is not loaded unless it is asked for.
  const eager = readdirSync(folder).filter((name) => isLoaded(folder, name))
  return {
    address: `http://127.0.0.1:${port}/`,
    codeBytes: eager.reduce((sum, name) => sum + sizeOf(name), 0),
    wasmBytes: sizeOf('ort-wasm-simd-threaded.wasm'),
    close() {
      server.close()
      rmSync(folder, { recursive: true })
    },
  }
}

/** Whether a script is the page's, the worker's or the engine's, or imported by one of these as a whole. */
function isLoaded(folder: string, name: string): boolean {
  if (['page.js', 'worker.js', 'ort-wasm-simd-threaded.mjs'].includes(name)) return true
  const imported = new RegExp(
    `from"\\./${name.replaceAll('.', '\\.')}"|import"\\./${name.replaceAll('.', '\\.')}"`,
  )
  return ['page.js', 'worker.js'].some((entry) => imported.test(readFileSync(join(folder, entry), 'utf8')))
}

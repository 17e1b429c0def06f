import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gzipSync } from 'node:zlib'
import { serveFolder } from '../../test/browser/serve-folder.ts'
import { cache, repository } from '../harness/paths.ts'

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
  const { address, asked, close } = await serveFolder(folder)
  return {
    address,
    loadedBytes() {
      const sizes = [...asked].map((name) => ({
        isWasm: name.endsWith('.wasm'),
        bytes: gzipSync(readFileSync(join(folder, name))).length,
      }))
      const sum = (isWasm: boolean) =>
        sizes.reduce((total, size) => total + (size.isWasm === isWasm ? size.bytes : 0), 0)
      return { code: sum(false), wasm: sum(true) }
    },
    close() {
      close()
      rmSync(folder, { recursive: true })
    },
  }
}

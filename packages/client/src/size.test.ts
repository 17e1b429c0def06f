import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { describe, expect, it } from 'vitest'

/** What a bundler makes of a module that uses this package. */
async function bundle(code: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

const entry = JSON.stringify(join(import.meta.dirname, 'index.ts'))
const sizeOf = (code: string) => gzipSync(code).length

describe('the bundle', () => {
  it('has at most 12 kB gzipped with everything, and no module of Node', async () => {
    const all = await bundle(`export * from ${entry}`)
    expect(all).not.toMatch(/from ?"|require\(/)
    expect(sizeOf(all)).toBeLessThan(12_000)
  })

  it('has nothing of what is not used', async () => {
    const all = sizeOf(await bundle(`export * from ${entry}`))
    const calls = await bundle(
      `import { createClient } from ${entry}; export const client = createClient({ baseUrl: '/' })`,
    )
    expect(calls).not.toContain('Upload-Offset')
    expect(calls).not.toContain('Last-Event-ID')
    expect(sizeOf(calls)).toBeLessThan(0.7 * all)
    const nothing = await bundle(`import * as all from ${entry}; export const one = 1`)
    expect(nothing.trim()).toBe('var o=1;export{o as one};')
  })
})

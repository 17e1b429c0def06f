import { basename } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { root } from './pack-packages.ts'

/** What a bundler makes of a module that uses built packages: bytes, gzipped, that a page loads at once, without what it may load later. */
async function firstLoad(code: string): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: root },
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    external: ['onnxruntime-web', 'onnxruntime-common'],
    outdir: 'out',
    write: false,
    metafile: true,
    logLevel: 'silent',
  })
  const sizes = new Map(outputFiles.map(({ path, contents }) => [basename(path), gzipSync(contents).length]))
  const imports = new Map(
    Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output.imports]),
  )
  const loaded = new Set<string>()
  const load = (file: string) => {
    if (loaded.has(file)) return
    loaded.add(file)
    for (const { path, kind, external } of imports.get(file) ?? [])
      if (kind === 'import-statement' && external !== true) load(basename(path))
  }
  load('stdin.js')
  return [...loaded].reduce((sum, file) => sum + (sizes.get(file) ?? 0), 0)
}

// A tenth above what they were when this was written: what makes a page heavier should be meant.
it.each([
  { what: 'everything of core', code: "export * from '@tabricate/core'", kilobytes: 230 },
  { what: 'the mixture', code: "export * from '@tabricate/models-mixture'", kilobytes: 187 },
  {
    what: 'CTGAN on the web runtime, without the runtime',
    code: "export * from '@tabricate/models-ctgan'; export * from '@tabricate/nn/web'",
    kilobytes: 206,
  },
  {
    what: 'TVAE on the web runtime, without the runtime',
    code: "export * from '@tabricate/models-tvae'; export * from '@tabricate/nn/web'",
    kilobytes: 206,
  },
  { what: 'the optimizer', code: "export * from '@tabricate/optimizer'", kilobytes: 213 },
  { what: 'the client', code: "export * from '@tabricate/client'", kilobytes: 12 },
])('$what is at most $kilobytes kB at first load', async ({ code, kilobytes }) => {
  expect(await firstLoad(code)).toBeLessThanOrEqual(1000 * kilobytes)
})

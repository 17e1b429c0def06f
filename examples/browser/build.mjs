// Bundles the page and its worker into a folder that any web server can serve: node examples/browser/build.mjs [folder]
import { copyFile, mkdir } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { build } from 'esbuild'

const outdir = resolve(process.argv[2] ?? 'out/browser')
await mkdir(outdir, { recursive: true })
await build({
  absWorkingDir: import.meta.dirname,
  entryPoints: ['page.ts', 'worker.ts'],
  outdir,
  bundle: true,
  // What only WebGPU needs is a file of its own, loaded when it is asked for.
  splitting: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  // ONNX Runtime finds its .wasm file by a path that the worker gives, not by its own place in the bundle.
  conditions: ['onnxruntime-web-use-extern-wasm'],
  // Chunks of @tabricate/core import each other for their order alone.
  logOverride: { 'ignored-bare-import': 'silent' },
  logLevel: 'warning',
})
const ort = dirname(createRequire(import.meta.url).resolve('onnxruntime-web'))
for (const name of ['ort-wasm-simd-threaded.wasm', 'ort-wasm-simd-threaded.mjs'])
  await copyFile(join(ort, name), join(outdir, name))
await copyFile(join(import.meta.dirname, 'index.html'), join(outdir, 'index.html'))

// `node bench/run.mjs <command>`: bundles the benchmark with the packages' sources and starts it.
// The bundle is kept under the hash of its content, so that a run of hours is not changed by edits made meanwhile.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'tsup'

const bench = import.meta.dirname
const cache = join(bench, '.cache')

/** Native packages stay outside the bundle, found from the package that imports them; so does the browser, found from the workspace. */
const nativePackages = {
  name: 'native-packages',
  setup({ onResolve }) {
    onResolve({ filter: /^onnxruntime-/ }, ({ path, importer }) => {
      try {
        return { path: pathToFileURL(createRequire(importer).resolve(path)).href, external: true }
      } catch {
        return { path, external: true }
      }
    })
  },
}

async function bundle() {
  mkdirSync(cache, { recursive: true })
  const folder = mkdtempSync(join(cache, 'build-'))
  await build({
    config: false,
    entry: {
      main: join(bench, 'main.ts'),
      ours: join(bench, 'ours', 'ours.ts'),
      side: join(bench, 'formats', 'side.ts'),
      suggest: join(bench, 'optimizer', 'suggest.ts'),
      fit: join(bench, 'size', 'fit.ts'),
      'evaluation-side': join(bench, 'evaluation', 'side.ts'),
    },
    outDir: folder,
    outExtension: () => ({ js: '.mjs' }),
    format: 'esm',
    target: 'node20',
    platform: 'node',
    splitting: false,
    silent: true,
    noExternal: [/^(?!onnxruntime-|playwright-core$|@sparticuz\/chromium$)/],
    external: ['playwright-core', '@sparticuz/chromium'],
    // Bundled CommonJS packages ask for Node's modules by `require`.
    banner: {
      js: "import { createRequire as createRequireOf } from 'node:module'; const require = createRequireOf(import.meta.url);",
    },
    esbuildPlugins: [nativePackages],
    esbuildOptions(options) {
      options.conditions = ['tabricate:source', 'node', 'import', 'default']
    },
  })
  const hash = createHash('sha256')
  for (const name of ['main.mjs', 'ours.mjs', 'side.mjs', 'suggest.mjs', 'fit.mjs', 'evaluation-side.mjs'])
    hash.update(readFileSync(join(folder, name)))
  const kept = join(cache, `code-${hash.digest('hex').slice(0, 12)}`)
  if (existsSync(kept)) rmSync(folder, { recursive: true })
  else renameSync(folder, kept)
  return kept
}

const folder = await bundle()
const main = spawn(process.execPath, [join(folder, 'main.mjs'), ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, TABRICATE_BENCH: bench },
})
main.on('close', (code) => {
  process.exitCode = code ?? 1
})

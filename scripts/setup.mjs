// Installs what the lockfile names (nothing is downloaded when it is installed already) and builds the packages.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { pnpm, root, steps } from './run.mjs'

export async function install() {
  const stamp = join(root, 'node_modules', '.tabricate-lock')
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'pnpm-lock.yaml')))
    .digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  // onnxruntime-node's install script would download GPU libraries; its CPU binary is in the package.
  await pnpm(['install', '--frozen-lockfile', '--reporter=append-only'], {
    quiet: true,
    env: { ONNXRUNTIME_NODE_INSTALL: 'skip' },
  })
  writeFileSync(stamp, wanted)
}

/** Builds the packages when sources are newer than their `dist`, or when the last build did not come to its end. */
export async function build({ force = false } = {}) {
  const packages = readdirSync(join(root, 'packages'))
  const stamp = join(root, 'node_modules', '.tabricate-built')
  if (!force && existsSync(stamp) && packages.every((name) => isBuilt(join(root, 'packages', name)))) return
  rmSync(stamp, { force: true })
  await pnpm(['-r', '--filter', './packages/*', 'build'], { quiet: true })
  writeFileSync(stamp, '')
}

function isBuilt(folder) {
  const built = newest(join(folder, 'dist'))
  return built > 0 && built >= Math.max(newest(join(folder, 'src')), newest(join(folder, 'package.json')))
}

function newest(path) {
  if (!existsSync(path)) return 0
  const status = statSync(path)
  if (!status.isDirectory()) return status.mtimeMs
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))))
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await steps([
    ['install', install],
    ['build', build],
  ])
}

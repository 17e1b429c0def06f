import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { root } from './pages.ts'

const execute = promisify(execFile)

export interface Output {
  readonly stdout: string
  readonly stderr: string
}

/** A folder inside the workspace, so that its packages are found; those of `packageFolder` first. */
export async function createFolder(packageFolder?: string): Promise<string> {
  await mkdir(join(root, '.cache'), { recursive: true })
  const folder = await mkdtemp(join(root, '.cache', 'docs-'))
  if (packageFolder !== undefined)
    await symlink(join(root, packageFolder, 'node_modules'), join(folder, 'node_modules'), 'junction')
  return folder
}

export function removeFolder(folder: string): Promise<void> {
  return rm(folder, { recursive: true, force: true })
}

export interface ProgramOptions {
  /** Where it runs. */
  readonly folder: string
  /** Where its relative imports start. */
  readonly importsFrom: string
  readonly signal?: AbortSignal
}

/** Runs a program in TypeScript in a process of its own, on the built packages. Rejects when it fails. */
export async function runTypeScript(code: string, options: ProgramOptions): Promise<Output> {
  const { folder, importsFrom, signal } = options
  const { outputFiles } = await build({
    stdin: { contents: code, loader: 'ts', resolveDir: importsFrom },
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    write: false,
  })
  const file = join(folder, 'program.mjs')
  await writeFile(file, outputFiles[0]?.text ?? '')
  return execute(process.execPath, [file], { cwd: folder, maxBuffer: 50_000_000, ...(signal && { signal }) })
}

/** Runs a script by bash; `tabricate` is the built command line. Rejects when one of its commands fails. */
export async function runShell(code: string, folder: string): Promise<Output> {
  const cli = join(root, 'packages', 'cli', 'dist', 'bin.js')
  const preamble = `set -euo pipefail\ntabricate() { "${process.execPath}" "${cli}" "$@"; }\n`
  return execute('bash', ['-c', preamble + code], { cwd: folder, maxBuffer: 50_000_000 })
}

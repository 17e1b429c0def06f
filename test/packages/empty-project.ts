import { execFile } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { PackedPackage } from './pack-packages.ts'

const run = promisify(execFile)

export type PackageManager = 'npm' | 'pnpm' | 'yarn'

/** Exact versions: what a stranger's machine has is not this test's subject. */
const commands: Readonly<Record<PackageManager, readonly string[]>> = {
  npm: ['npm', 'install', '--no-audit', '--no-fund', '--loglevel=error'],
  pnpm: ['npx', '--yes', 'pnpm@10.34.9', 'install', '--reporter=silent'],
  yarn: ['npx', '--yes', '--package=@yarnpkg/cli-dist@4.18.1', 'yarn', 'install'],
}

export interface EmptyProject {
  readonly folder: string
  /** Runs a program of the project and gives what it printed; rejects when it fails. */
  run(command: string, ...args: string[]): Promise<string>
  write(file: string, text: string): Promise<void>
}

/** A project with nothing but some of the packed packages, installed as a stranger would, without anything downloaded by install scripts. */
export async function emptyProject(
  folder: string,
  manager: PackageManager,
  packed: readonly PackedPackage[],
  wanted: readonly string[],
  others: Readonly<Record<string, string>> = {},
): Promise<EmptyProject> {
  await mkdir(folder, { recursive: true })
  const files = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]))
  const write = (file: string, text: string) => writeFile(join(folder, file), text)
  const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip', YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' }
  await write(
    'package.json',
    JSON.stringify({
      name: 'stranger',
      private: true,
      type: 'module',
      dependencies: { ...Object.fromEntries(wanted.map((name) => [name, files[name]])), ...others },
      // Unpublished versions of each other.
      ...(manager === 'pnpm' && { pnpm: { overrides: files } }),
      ...(manager === 'yarn' && { resolutions: files }),
      ...(manager === 'npm' && {
        overrides: Object.fromEntries(Object.entries(files).filter(([name]) => !wanted.includes(name))),
      }),
    }),
  )
  if (manager === 'pnpm') await write('pnpm-workspace.yaml', 'packages: []\n')
  if (manager === 'yarn') {
    await write('yarn.lock', '')
    await write('.yarnrc.yml', 'nodeLinker: node-modules\nenableScripts: false\nenableTelemetry: false\n')
  }
  const [command = '', ...args] = commands[manager]
  const options = { cwd: folder, env, maxBuffer: 50_000_000 }
  await run(command, args, options)
  return {
    folder,
    write,
    async run(program, ...programArgs) {
      const { stdout } = await run(program, programArgs, options)
      return stdout
    },
  }
}

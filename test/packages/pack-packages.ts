import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)
export const root = join(import.meta.dirname, '..', '..')

const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  private: z.boolean().default(false),
})
const workspaceSchema = z.looseObject({ packageManager: z.string() })

export interface PackedPackage {
  readonly name: string
  readonly folder: string
  readonly tarball: string
}

/** Every package that is published, by its name, as the file that the registry would get. */
export async function packPackages(destination: string): Promise<PackedPackage[]> {
  const { packageManager } = workspaceSchema.parse(await readJson(join(root, 'package.json')))
  const published: { name: string; folder: string; tarball: string }[] = []
  for (const entry of (await readdir(join(root, 'packages'))).sort()) {
    const folder = join(root, 'packages', entry)
    const manifest = manifestSchema.parse(await readJson(join(folder, 'package.json')))
    if (manifest.private) continue
    const file = `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`
    published.push({ name: manifest.name, folder, tarball: join(destination, file) })
  }
  const filters = published.flatMap(({ name }) => ['--filter', name])
  await run('npx', ['--yes', packageManager, ...filters, 'pack', '--pack-destination', destination], {
    cwd: root,
  })
  return published
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}

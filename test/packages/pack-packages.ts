import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'

const run = promisify(execFile)
export const root = join(import.meta.dirname, '..', '..')

/** What npm shows of a package. Where its repository is has to be entered before the first release. */
const manifestSchema = z.looseObject({
  name: z.string(),
  version: z.string(),
  private: z.boolean().default(false),
  description: z.string().min(20),
  keywords: z.array(z.string()).min(3).optional(),
  license: z.literal('MIT'),
  engines: z.object({ node: z.literal('>=20.19') }),
})

export interface PackedPackage {
  readonly name: string
  readonly folder: string
  readonly tarball: string
  readonly keywords: readonly string[]
}

/** Every package that is published, by its name, as the file that the registry would get: as `npm run pack` makes it. */
export async function packPackages(destination: string): Promise<PackedPackage[]> {
  await run(process.execPath, [join(root, 'scripts', 'pack.mjs'), destination], { cwd: root })
  const published: PackedPackage[] = []
  for (const entry of (await readdir(join(root, 'packages'))).sort()) {
    const folder = join(root, 'packages', entry)
    const {
      name,
      version,
      keywords = [],
      ...manifest
    } = manifestSchema.parse(await readJson(join(folder, 'package.json')))
    if (manifest.private) continue
    const file = `${name.replace('@', '').replace('/', '-')}-${version}.tgz`
    published.push({ name, folder, keywords, tarball: join(destination, file) })
  }
  return published
}

async function readJson(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, 'utf8'))
}

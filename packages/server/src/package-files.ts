import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** Whether this module runs as TypeScript source, as unit tests do: then entries of processes are those of the last build. */
const isSource = import.meta.url.endsWith('.ts')

/** The address of a built entry that runs in a process or thread of its own. This file lies at the root of `src`, and of `dist`. */
export function entryUrl(name: 'job-child' | 'pglite-thread'): URL {
  return new URL(isSource ? `../dist/${name}.js` : `./${name}.js`, import.meta.url)
}

/** The path of a file that comes with the package. */
export function assetPath(name: string): string {
  return fileURLToPath(new URL(`../assets/${name}`, import.meta.url))
}

const packageSchema = z.object({ version: z.string() })

/** The version of this package. */
export function packageVersion(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return packageSchema.parse(JSON.parse(text)).version
}

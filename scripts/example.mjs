// `npm run example fit/mixture`: runs examples/fit/mixture.ts in the folder that it is called in, on any Node that the packages run on. A path
// to a program of one's own will do too: `npm run example try.ts`. What follows the name is the program's own.
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './run.mjs'

// npm goes to the root of the clone first, and says where it was called.
if (process.env.npm_lifecycle_event === 'example') process.chdir(process.env.INIT_CWD ?? '.')
const [given = ''] = process.argv.splice(2, 1)
const name = given.replace(/\.ts$/, '')
const source = [resolve(`${name}.ts`), join(root, 'examples', `${name}.ts`)].find((path) => existsSync(path))
if (source === undefined) {
  console.error(
    `There is no program ${resolve(`${name}.ts`)} and no example "${name}": examples/README.md lists them, as fit/mixture.`,
  )
  process.exit(2)
}
// Inside the workspace, so that its packages are found; a name of its own, as several may run at once.
mkdirSync(join(root, '.cache', 'examples'), { recursive: true })
const outfile = join(root, '.cache', 'examples', `${name.replaceAll(/\W/g, '-')}-${process.pid}.mjs`)
const built = await build({
  entryPoints: [source],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
}).catch(() => null)
// What is wrong with the program was told by esbuild.
if (built === null) process.exit(1)
try {
  await import(pathToFileURL(outfile).href)
} finally {
  rmSync(outfile)
}

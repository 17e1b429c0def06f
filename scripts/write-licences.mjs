// Writes docs/licences.md: the packages that come with ours, and their licences. `--check` says whether the page is as it would be written.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pnpm, root } from './run.mjs'

/** Licences that a package under MIT may depend on without terms for its users. */
const permitted = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'ISC',
  'MIT',
  '(MIT OR CC0-1.0)',
])

/** Binaries of one platform differ from machine to machine; their main package is listed. */
const ofOnePlatform = /-(linux|darwin|win32|android|freebsd|wasm32)-/

const filters = ['--filter', './packages/*', '--filter', '!@tabricate/console']
const output = await pnpm(['-r', ...filters, 'licenses', 'list', '--prod', '--json'], { quiet: true })
const byLicence = JSON.parse(output.slice(output.indexOf('{')))

const refused = Object.entries(byLicence).filter(([licence]) => !permitted.has(licence))
if (refused.length > 0) {
  const named = refused.map(
    ([licence, packages]) => `${licence}: ${packages.map(({ name }) => name).join(', ')}`,
  )
  throw new Error(`Not compatible with MIT, or not known to be: ${named.join('; ')}`)
}

const rows = Object.entries(byLicence)
  .flatMap(([licence, packages]) => packages.map(({ name, versions }) => ({ licence, name, versions })))
  .filter(({ name }) => !ofOnePlatform.test(name))
  .sort((a, b) => (a.name < b.name ? -1 : 1))
  .map(({ licence, name, versions }) => `| ${name} | ${versions.sort().join(', ')} | ${licence} |`)

const page = `# Licences

Tabricate is under the [MIT licence](../LICENSE). What its packages bring along, the optional peers too, written by \`npm run write:licences\`; a licence that
is not known to go with MIT fails the tests. What the web console's bundle holds stands in a file beside it.

| package | version | licence |
|---|---|---|
${rows.join('\n')}
`

const file = join(root, 'docs', 'licences.md')
if (!process.argv.includes('--check')) await writeFile(file, page)
else if ((await readFile(file, 'utf8')) !== page)
  throw new Error('docs/licences.md is stale: npm run write:licences')

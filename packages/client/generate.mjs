// Writes `src/openapi.gen.ts`, the types of the platform's OpenAPI document, from the sources of its contracts: nothing has to be
// built before. A test compares it with what this writes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { generateTypes } from './generate-types.mjs'

const sources = join(import.meta.dirname, '..', 'server', 'src')
const { outputFiles } = await build({
  stdin: {
    contents: `export * from './http/openapi.ts'; export { contracts } from './contracts/index.ts'`,
    resolveDir: sources,
  },
  bundle: true,
  format: 'esm',
  platform: 'node',
  conditions: ['tabricate:source'],
  write: false,
})
const code = Buffer.from(outputFiles[0].contents).toString('base64')
const { contracts, openApiDocument } = await import(`data:text/javascript;base64,${code}`)
const document = openApiDocument(contracts, { title: 'Tabricate', version: '1' })
writeFileSync(join(import.meta.dirname, 'src', 'openapi.gen.ts'), await generateTypes(document))

// Writes `src/openapi.gen.ts`, the types of the platform's OpenAPI document. A test compares it with what this writes.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openApiDocument } from '@tabricate/server'
import { contracts } from '@tabricate/server/contracts'
import { generateTypes } from './generate-types.mjs'

const document = openApiDocument(contracts, { title: 'Tabricate', version: '1' })
writeFileSync(join(import.meta.dirname, 'src', 'openapi.gen.ts'), await generateTypes(document))

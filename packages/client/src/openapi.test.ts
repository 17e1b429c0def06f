import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openApiDocument } from '@tabricate/server'
import { contracts } from '@tabricate/server/contracts'
import { expect, it } from 'vitest'
import { generateTypes } from '../generate-types.mjs'

it('the types are those of the platform: `pnpm --filter @tabricate/client generate` writes them anew', async () => {
  const document = openApiDocument(contracts, { title: 'Tabricate', version: '1' })
  const written = await readFile(join(import.meta.dirname, 'openapi.gen.ts'), 'utf8')
  expect(written === (await generateTypes(document))).toBe(true)
})

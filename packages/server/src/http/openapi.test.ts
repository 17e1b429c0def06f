import { Validator } from '@seriousme/openapi-schema-validator'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { contracts } from '../contracts/index.ts'
import { openApiDocument } from './openapi.ts'

const document = openApiDocument(contracts, { title: 'Tables', version: '1.2.3' })

describe('the OpenAPI document', () => {
  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator()
    expect(await validator.validate(structuredClone(document))).toEqual({ valid: true })
    expect(validator.version).toBe('3.1')
  })

  it('refers to what it has alone', () => {
    const text = JSON.stringify(document)
    const { components } = z
      .object({ components: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(document)
    const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, reference = '']) => reference)
    expect(references.length).toBeGreaterThan(50)
    for (const reference of new Set(references)) {
      const [, kind = '', name = ''] = /^#\/components\/(\w+)\/(\w+)$/.exec(reference) ?? []
      expect(components[kind]?.[name], reference).toBeDefined()
    }
  })

  it('has every contract once, under a name of its own', () => {
    const operations = contracts.map(({ method, path }) => `${method} ${path}`)
    expect(new Set(operations).size).toBe(contracts.length)
    expect(new Set(contracts.map(({ id }) => id)).size).toBe(contracts.length)
  })
})

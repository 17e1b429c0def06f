import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import formatsPlugin from 'ajv-formats'
import { z } from 'zod'
import type { OpenApiDocument } from '../src/http/openapi.ts'

/** An exchange as a caller saw it. */
export interface Exchange {
  readonly method: string
  /** From the router on, without the query. */
  readonly path: string
  readonly status: number
  readonly contentType: string | null
  /** Read from JSON where it is JSON. */
  readonly body: unknown
}

const contentSchema = z.record(z.string(), z.looseObject({ schema: z.unknown() }))
const responseSchema = z.union([
  z.strictObject({ $ref: z.string() }),
  z.looseObject({ content: contentSchema.optional() }),
])
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({ operationId: z.string(), responses: z.record(z.string(), responseSchema) }),
    ),
  ),
})

/** Tells what of an exchange the OpenAPI document does not allow; null when it is as documented. */
export function createDocumentChecker(document: OpenApiDocument): (exchange: Exchange) => string | null {
  const { paths } = documentSchema.parse(document)
  const patterns = Object.entries(paths).map(([path, operations]) => ({
    path,
    pattern: new RegExp(
      `^${path
        .replaceAll('.', '\\.')
        .replace('{key}', '.+')
        .replaceAll(/\{\w+\}/g, '[^/]+')}$`,
    ),
    operations,
  }))
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  formatsPlugin.default(ajv)
  ajv.addSchema({ $id: 'document', ...document })
  const compiled = new Map<string, ValidateFunction>()
  /** The check of the schema at a place of the document. */
  const check = (pointer: readonly string[]): ValidateFunction => {
    const text = pointer
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/')
    const known = compiled.get(text) ?? ajv.compile({ $ref: `document#/${text}` })
    compiled.set(text, known)
    return known
  }

  return ({ method, path, status, contentType, body }) => {
    const where = `${method} ${path} ${status}`
    const found = patterns.find(({ pattern }) => pattern.test(path))
    const verb = method === 'HEAD' ? 'get' : method.toLowerCase()
    const operation = found?.operations[verb]
    if (found === undefined || operation === undefined) return null
    const response = operation.responses[String(status)]
    if (response === undefined)
      return `${where}: no such status is documented; ${JSON.stringify(body)?.slice(0, 300)}`
    const reference = '$ref' in response ? z.string().parse(response.$ref) : null
    const at =
      reference === null
        ? ['paths', found.path, verb, 'responses', String(status)]
        : reference.slice('#/'.length).split('/')
    if (reference === null && !('content' in response)) return null
    const mediaType = contentType?.split(';')[0]?.trim() ?? ''
    const content =
      reference === null ? contentSchema.parse('content' in response ? response.content : {}) : null
    if (content !== null && !(mediaType in content))
      return `${where}: the media type ${mediaType} is not documented`
    if (mediaType !== 'application/json') return null
    const validate = check([...at, 'content', 'application/json', 'schema'])
    return validate(body)
      ? null
      : `${where}: ${ajv.errorsText(validate.errors)}; ${JSON.stringify(body).slice(0, 500)}`
  }
}

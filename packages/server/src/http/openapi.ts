import { type Json, toJson } from '@tabricate/core'
import { z } from 'zod'
import type { Contract } from '../contracts/contract.ts'
import { failureSchema, successSchema } from '../contracts/envelope.ts'
import { errorMeanings, errorStatuses, type WireErrorCode } from '../contracts/error-codes.ts'

/** An OpenAPI document, version 3.1, as plain JSON. */
export type OpenApiDocument = { readonly [key: string]: Json }

/** The document of the contracts: every schema is that which requests and answers are checked with. */
export function openApiDocument(
  contracts: readonly Contract[],
  about: { readonly title: string; readonly version: string },
): OpenApiDocument {
  const schemas = schemaSet()
  const paths: { [path: string]: { [method: string]: Json } } = {}
  for (const contract of contracts) {
    paths[contract.path] = { ...paths[contract.path], [contract.method]: operation(contract, schemas) }
  }
  schemas.add('Failure', failureSchema)
  return {
    openapi: '3.1.0',
    info: { title: about.title, version: about.version, license: { name: 'MIT', identifier: 'MIT' } },
    tags: [...new Set(contracts.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } },
      schemas: schemas.all(),
      responses: Object.fromEntries(errorCodes.map((code) => [code, failureResponse([code])])),
    },
  }
}

const errorCodes = Object.keys(errorStatuses).filter((code): code is WireErrorCode => code in errorStatuses)

interface SchemaSet {
  /** @returns a reference to it */
  add(name: string, schema: z.ZodType, io?: 'input' | 'output'): Json
  all(): { readonly [name: string]: Json }
}

function schemaSet(): SchemaSet {
  const known = new Map<string, Json>()
  return {
    add(name, schema, io = 'output') {
      const { $schema: _, $defs: definitions = {}, ...plain } = z.toJSONSchema(schema, { io })
      // Parts that are referred to stand beside their whole: those without a name of their own under that of the whole.
      const place = (part: string) => (part.startsWith('__') ? `${name}${part}` : part)
      const moved = (value: unknown): Json =>
        toJson(
          JSON.parse(JSON.stringify(value), (key, inner: unknown) =>
            key === '$ref' && typeof inner === 'string' && inner.startsWith('#/$defs/')
              ? `#/components/schemas/${place(inner.slice('#/$defs/'.length))}`
              : inner,
          ),
        )
      for (const [part, definition] of Object.entries(definitions)) {
        const { id: _id, ...rest } = definition
        known.set(place(part), moved(rest))
      }
      known.set(name, moved(plain))
      return { $ref: `#/components/schemas/${name}` }
    },
    all: () => Object.fromEntries(known),
  }
}

function operation(contract: Contract, schemas: SchemaSet): Json {
  const name = `${contract.id.charAt(0).toUpperCase()}${contract.id.slice(1)}`
  return {
    operationId: contract.id,
    tags: [contract.tag],
    summary: contract.summary,
    security: contract.access === 'anyone' ? [] : [{ bearer: [] }],
    parameters: [
      ...parameters(contract.params, 'path'),
      ...parameters(contract.query, 'query'),
      ...(contract.answer.kind === 'events' ? [lastEventId] : []),
    ],
    ...(contract.body && { requestBody: requestBody(contract.body, name, schemas) }),
    responses: { ...successResponses(contract, name, schemas), ...errorResponses(contract) },
  }
}

const lastEventId: Json = {
  name: 'Last-Event-ID',
  in: 'header',
  required: false,
  schema: { type: 'string' },
}

const partSchema = z.object({
  properties: z.record(z.string(), z.json()).default({}),
  required: z.array(z.string()).default([]),
})

function parameters(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (schema === undefined) return []
  // Texts on the way in, but of the form of what comes out.
  const { properties } = partSchema.parse(z.toJSONSchema(schema, { io: 'output' }))
  const { required } = partSchema.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }))
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }))
}

function requestBody(body: NonNullable<Contract['body']>, name: string, schemas: SchemaSet): Json {
  if (body.kind === 'json') {
    return {
      required: true,
      content: { 'application/json': { schema: schemas.add(`${name}Request`, body.schema, 'input') } },
    }
  }
  const { properties, required } = partSchema.parse(z.toJSONSchema(body.schema, { io: 'input' }))
  const schema = {
    type: 'object',
    properties: { ...properties, file: { type: 'string', format: 'binary' } },
    required: [...required, 'file'],
    additionalProperties: false,
  }
  return { required: true, content: { 'multipart/form-data': { schema } } }
}

function successResponses(contract: Contract, name: string, schemas: SchemaSet): { [status: string]: Json } {
  const { answer } = contract
  switch (answer.kind) {
    case 'data': {
      const schema = schemas.add(`${name}Response`, successSchema(answer.schema))
      const content = { 'application/json': { schema }, ...bytesOf(answer.otherMediaTypes ?? []) }
      return { [answer.status]: { description: 'Done.', content } }
    }
    case 'file': {
      const bytes = bytesOf(answer.mediaTypes)
      const part = answer.hasRanges && {
        206: { description: 'The part of the file that was asked for.', content: bytes },
      }
      if (answer.schema === undefined) return { 200: { description: 'The file.', content: bytes }, ...part }
      const { 'application/json': _, ...files } = bytes
      const schema = schemas.add(`${name}Response`, successSchema(answer.schema))
      return {
        200: {
          description: 'The file, or its address.',
          content: { ...files, 'application/json': { schema: { anyOf: [schema, {}] } } },
        },
        ...part,
        302: { description: 'Where the file is.', headers: { Location: { schema: { type: 'string' } } } },
      }
    }
    case 'events':
      return {
        200: { description: 'Events.', content: { 'text/event-stream': { schema: { type: 'string' } } } },
      }
    default:
      return answer satisfies never
  }
}

function bytesOf(mediaTypes: readonly string[]): { [mediaType: string]: Json } {
  return Object.fromEntries(
    mediaTypes.map((type) => [
      type,
      { schema: type === 'application/json' ? {} : { type: 'string', format: 'binary' } },
    ]),
  )
}

/** Codes that any operation of that kind can answer. */
export function errorCodesOf(contract: Contract): readonly WireErrorCode[] {
  const codes: WireErrorCode[] = [
    'HOST_NOT_ALLOWED',
    'RATE_LIMITED',
    'INTERNAL_ERROR',
    'UNAVAILABLE',
    'REQUEST_TIMEOUT',
  ]
  if (contract.access !== 'anyone') codes.push('AUTHENTICATION_REQUIRED')
  if (contract.access === 'administrator') codes.push('FORBIDDEN')
  if (contract.params !== undefined || contract.query !== undefined || contract.body !== undefined)
    codes.push('VALIDATION_ERROR', 'MALFORMED_REQUEST')
  if (contract.body !== undefined) codes.push('PAYLOAD_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE')
  return [...new Set([...codes, ...(contract.errors ?? [])])]
}

/** One response a status; where several codes share one, all are named. */
function errorResponses(contract: Contract): { [status: string]: Json } {
  const responses: { [status: string]: Json } = {}
  const codes = errorCodesOf(contract)
  for (const code of codes) {
    const status = errorStatuses[code]
    const same = codes.filter((each) => errorStatuses[each] === status)
    responses[status] = same.length === 1 ? { $ref: `#/components/responses/${code}` } : failureResponse(same)
  }
  return responses
}

function failureResponse(codes: readonly WireErrorCode[]): Json {
  const meanings = codes.map((code) => (codes.length === 1 ? '' : `${code}: `) + errorMeanings[code])
  const error = { type: 'object', properties: { code: { enum: [...codes] } } }
  const schema = {
    allOf: [{ $ref: '#/components/schemas/Failure' }, { type: 'object', properties: { error } }],
  }
  return { description: meanings.join(' '), content: { 'application/json': { schema } } }
}

import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'
import type { OpenApiDocument } from '../src/http/openapi.ts'
import { type FuzzContent, formArbitrary } from './fuzz-forms.ts'
import { broken, hostileValue, schemaArbitrary } from './schema-arbitrary.ts'

/** A request as it is sent, without the sign-in. */
export interface FuzzRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body: Buffer | undefined
  /** Whether the body comes in pieces, without its length. */
  readonly isChunked: boolean
  readonly caller: FuzzCaller
}

/** Who asks: whoever owns things, somebody else, nobody, or somebody with a token that nobody was given. */
export type FuzzCaller = 'owner' | 'other' | 'anonymous' | 'forger'

export interface FuzzOperation {
  readonly id: string
  readonly requests: Arbitrary<FuzzRequest>
}

const parameterSchema = z.object({
  name: z.string(),
  in: z.string(),
  required: z.boolean(),
  schema: z.unknown(),
})
const operationSchema = z.object({
  operationId: z.string(),
  parameters: z.array(parameterSchema).default([]),
  requestBody: z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })) }).optional(),
})
const documentSchema = z.object({
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()) }),
})
type Operation = z.output<typeof operationSchema>

const callerArbitrary = fc.oneof(
  { weight: 16, arbitrary: fc.constant<FuzzCaller>('owner') },
  { weight: 1, arbitrary: fc.constantFrom<FuzzCaller[]>('other', 'anonymous', 'forger') },
)

/**
 * Requests of every operation of a document: some as they should be, some broken.
 * @param known values by the name of their property that are worth a try more often than chance would have it
 */
export function fuzzOperations(
  document: OpenApiDocument,
  known: { readonly [property: string]: readonly unknown[] },
): readonly FuzzOperation[] {
  const { paths, components } = documentSchema.parse(document)
  const options = {
    known,
    resolve: (reference: string) => components.schemas[reference.split('/').at(-1) ?? ''],
  }
  const value = (schema: unknown, name = '') => schemaArbitrary(schema, options, name)
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(
      ([method, operation]): FuzzOperation => ({
        id: operation.operationId,
        requests: fc
          .record({
            path: addressArbitrary(path, operation, value),
            content: contentArbitrary(operation, value),
            headers: headersArbitrary,
            isChunked: fc.boolean(),
            caller: callerArbitrary,
          })
          .map(({ content, headers, ...rest }) => ({
            ...rest,
            method: method.toUpperCase(),
            headers: { ...headers, ...content.headers },
            body: content.body,
          })),
      }),
    ),
  )
}

type ValueOf = (schema: unknown, name?: string) => Arbitrary<unknown>

/** A value in a path or a query, mostly of its schema. */
function textOf(schema: unknown, name: string, value: ValueOf): Arbitrary<string> {
  return fc
    .oneof({ weight: 6, arbitrary: value(schema, name) }, { weight: 1, arbitrary: hostileValue })
    .map((given) => (typeof given === 'string' ? given : (JSON.stringify(given) ?? '')).slice(0, 2000))
}

/** What stands behind a query, or in place of one, and means nothing. */
const oddQueries = [
  'unknown=1',
  '=',
  '&&',
  '%',
  '%00',
  'a[b]=c',
  '__proto__[x]=1',
  'limit=1&limit=2',
  '%C3%28=%ff',
] as const

function addressArbitrary(path: string, { parameters }: Operation, value: ValueOf): Arbitrary<string> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  const pathValues = fc.tuple(...inPath.map(({ name, schema }) => textOf(schema, name, value)))
  const queryValues = fc.tuple(
    ...inQuery.map(({ name, schema, required }) =>
      fc.option(textOf(schema, name, value), { freq: required ? 20 : 2, nil: null }),
    ),
  )
  const extra = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom(...oddQueries) },
  )
  return fc.tuple(pathValues, queryValues, extra).map(([places, queries, more]) => {
    let address = path
    for (const [index, { name }] of inPath.entries()) {
      const text = places[index] ?? ''
      // The key of a signed file has slashes, which stand as they are.
      address = address.replace(`{${name}}`, () =>
        name === 'key' ? encodeURI(wellFormed(text)) : encode(text),
      )
    }
    const query = inQuery.flatMap(({ name }, index) => {
      const text = queries[index] ?? null
      return text === null ? [] : [`${name}=${encode(text)}`]
    })
    if (more !== '') query.push(more)
    return query.length === 0 ? address : `${address}?${query.join('&')}`
  })
}

/** As addresses carry it: half a surrogate pair cannot be. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd')
}

function encode(text: string): string {
  return encodeURIComponent(wellFormed(text))
}

const nothing: FuzzContent = { headers: {}, body: undefined }

const notJson: Arbitrary<FuzzContent> = fc
  .tuple(
    fc.constantFrom('{', '[1,', 'null', '"text"', '', '{"a":1}}', '\u0000', 'a=1', '\ufeff{}', '1e999'),
    fc.constantFrom(
      'application/json',
      'text/plain',
      'application/xml',
      'application/json; charset=utf-7',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'x',
    ),
  )
  .map(([text, type]) => ({ headers: { 'Content-Type': type }, body: Buffer.from(text) }))

/** What nobody asked for: larger than what fits into a socket's buffer, so that it is still on its way when the answer is. */
const unwanted: Arbitrary<FuzzContent> = fc.oneof(
  notJson,
  fc.integer({ min: 1, max: 300_000 }).map((bytes) => ({
    headers: { 'Content-Type': 'application/octet-stream' },
    body: Buffer.alloc(bytes, 'x'),
  })),
)

function contentArbitrary({ requestBody }: Operation, value: ValueOf): Arbitrary<FuzzContent> {
  if (requestBody === undefined)
    return fc.oneof({ weight: 12, arbitrary: fc.constant(nothing) }, { weight: 1, arbitrary: unwanted })
  const json = requestBody.content['application/json']
  if (json === undefined) return formArbitrary
  const right = value(json.schema)
  const asJson = (body: unknown): FuzzContent => ({
    headers: { 'Content-Type': 'application/json' },
    body: Buffer.from(JSON.stringify(body)),
  })
  return fc.oneof(
    { weight: 10, arbitrary: right.map(asJson) },
    { weight: 8, arbitrary: broken(right).map(asJson) },
    { weight: 2, arbitrary: notJson },
    { weight: 1, arbitrary: unwanted },
    { weight: 1, arbitrary: fc.constant(nothing) },
  )
}

/** Headers that an operation may read. */
const headersArbitrary: Arbitrary<{ [name: string]: string }> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<{ [name: string]: string }[]>(
      { Range: 'bytes=0-1' },
      { Range: 'bytes=-0' },
      { Range: 'bytes=99999999-' },
      { Range: 'bytes=0-1,3-4' },
      { Range: 'lines=1' },
      { 'Last-Event-ID': '1' },
      { 'Last-Event-ID': '99999999999999999999' },
      { 'Last-Event-ID': '-1' },
      { 'Last-Event-ID': 'é' },
      { 'X-Request-Id': 'y'.repeat(500) },
      { 'X-Request-Id': 'ÿ\t\u0080' },
      { Origin: 'http://elsewhere.example' },
      { Origin: 'null' },
      { Accept: 'image/png' },
      { 'Accept-Encoding': 'identity' },
      { 'Content-Encoding': 'gzip' },
      { 'Content-Encoding': 'br' },
      { 'Content-Encoding': 'rot13' },
      { 'User-Agent': 'ü'.repeat(4000) },
      { Expect: '100-continue' },
      { 'X-Forwarded-For': "'; drop table users; --" },
      { 'X-HTTP-Method-Override': 'DELETE' },
    ),
  },
)

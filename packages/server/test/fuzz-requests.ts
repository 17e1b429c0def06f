import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'
import type { OpenApiDocument } from '../src/http/openapi.ts'
import { broken, hostileValue, schemaArbitrary } from './schema-arbitrary.ts'

/** A request as it is sent, without the sign-in. */
export interface FuzzRequest {
  readonly method: string
  /** With the query. */
  readonly path: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string | FormData | undefined
  /** Which token goes along: that of the person who owns things, none, or one that nobody was given. */
  readonly token: 'own' | 'none' | 'forged'
}

export interface FuzzOperation {
  readonly id: string
  /** Whether anything of a request can be wrong. */
  readonly hasInput: boolean
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

/** Requests of every operation of a document: some as they should be, some broken. */
export function fuzzOperations(
  document: OpenApiDocument,
  known: { readonly [property: string]: readonly unknown[] },
): readonly FuzzOperation[] {
  const { paths, components } = documentSchema.parse(document)
  const options = {
    known,
    resolve: (reference: string) => components.schemas[reference.split('/').at(-1) ?? ''],
  }
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]): FuzzOperation => {
      const value = (schema: unknown, name = '') => schemaArbitrary(schema, options, name)
      return {
        id: operation.operationId,
        hasInput: operation.parameters.length > 0 || operation.requestBody !== undefined,
        requests: fc
          .record({
            url: urlArbitrary(path, operation, value),
            content: contentArbitrary(operation, value),
            headers: headersArbitrary,
            token: fc.oneof(
              { weight: 12, arbitrary: fc.constant<'own'>('own') },
              { weight: 1, arbitrary: fc.constantFrom<('none' | 'forged')[]>('none', 'forged') },
            ),
          })
          .map(({ url, content, headers, token }) => ({
            method: method.toUpperCase(),
            path: url,
            headers: { ...headers, ...content.headers },
            body: content.body,
            token,
          })),
      }
    }),
  )
}

type ValueOf = (schema: unknown, name?: string) => Arbitrary<unknown>

/** A value in a path or a query, mostly of its schema. */
function textOf(schema: unknown, name: string, value: ValueOf): Arbitrary<string> {
  return fc
    .oneof({ weight: 4, arbitrary: value(schema, name) }, { weight: 1, arbitrary: hostileValue })
    .map((given) => (typeof given === 'string' ? given : (JSON.stringify(given) ?? '')).slice(0, 2000))
}

function urlArbitrary(path: string, { parameters }: Operation, value: ValueOf): Arbitrary<string> {
  const inPath = parameters.filter((parameter) => parameter.in === 'path')
  const inQuery = parameters.filter((parameter) => parameter.in === 'query')
  const pathValues = fc.tuple(...inPath.map(({ name, schema }) => textOf(schema, name, value)))
  const queryValues = fc.tuple(
    ...inQuery.map(({ name, schema, required }) =>
      fc.option(textOf(schema, name, value), { freq: required ? 20 : 1, nil: null }),
    ),
  )
  const extra = fc.oneof(
    { weight: 12, arbitrary: fc.constant('') },
    { weight: 1, arbitrary: fc.constantFrom('unknown=1', '=', '&&', '%', '%00', 'a[b]=c', '__proto__[x]=1') },
  )
  return fc.tuple(pathValues, queryValues, extra).map(([places, queries, more]) => {
    let url = path
    for (const [index, { name }] of inPath.entries()) {
      const text = places[index] ?? ''
      // The key of a signed file has slashes, which stand as they are.
      url = url.replace(`{${name}}`, () => (name === 'key' ? encodeURI(wellFormed(text)) : encode(text)))
    }
    const query = inQuery.flatMap(({ name }, index) => {
      const text = queries[index] ?? null
      return text === null ? [] : [`${name}=${encode(text)}`]
    })
    if (more !== '') query.push(more)
    return query.length === 0 ? url : `${url}?${query.join('&')}`
  })
}

/** As addresses carry it: half a surrogate pair cannot be. */
function wellFormed(text: string): string {
  return text.replaceAll(/\p{Surrogate}/gu, '\ufffd')
}

function encode(text: string): string {
  return encodeURIComponent(wellFormed(text))
}

interface Content {
  readonly headers: { readonly [name: string]: string }
  readonly body: string | FormData | undefined
}

const nothing: Content = { headers: {}, body: undefined }

function contentArbitrary({ requestBody }: Operation, value: ValueOf): Arbitrary<Content> {
  if (requestBody === undefined) return fc.constant(nothing)
  const json = requestBody.content['application/json']
  if (json === undefined) return formArbitrary
  const right = value(json.schema)
  const asJson = (body: unknown): Content => ({
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  const notJson = fc.tuple(
    fc.constantFrom('{', '[1,', 'null', '"text"', '', '{"a":1}}', '\u0000', 'a=1'),
    fc.constantFrom(
      'application/json',
      'text/plain',
      'application/xml',
      'application/json; charset=utf-7',
      'x',
    ),
  )
  return fc.oneof(
    { weight: 10, arbitrary: right.map(asJson) },
    { weight: 8, arbitrary: broken(right).map(asJson) },
    {
      weight: 2,
      arbitrary: notJson.map(([body, type]): Content => ({ headers: { 'Content-Type': type }, body })),
    },
    { weight: 1, arbitrary: fc.constant(nothing) },
  )
}

const fileArbitrary = fc.oneof(
  fc.constantFrom('a,b\n1,2\n3,4\n', '[{"a":1},{"a":2}]', '{"a":1}\n{"a":2}\n', '', 'PAR1', 'PK\u0003\u0004'),
  fc.string({ unit: 'binary', maxLength: 2000 }),
)

/** Forms: whole ones, some with wrong fields, and texts that are none. */
const formArbitrary: Arbitrary<Content> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        field: fc.oneof(
          { weight: 8, arbitrary: fc.constant('file') },
          { weight: 1, arbitrary: fc.constantFrom('data', '', 'name') },
        ),
        file: fileArbitrary,
        fileName: fc.oneof(
          fc.constantFrom('a.csv', 'a.parquet', '../../x', ''),
          fc.string({ unit: 'binary' }),
        ),
        fields: fc.dictionary(fc.constantFrom('name', 'description', 'unknown'), fc.string(), { maxKeys: 2 }),
      })
      .map(({ field, file, fileName, fields }): Content => {
        const body = new FormData()
        for (const [name, text] of Object.entries(fields)) body.set(name, text)
        body.set(field, new Blob([file]), fileName)
        return { headers: {}, body }
      }),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'multipart/form-data',
          'multipart/form-data; boundary=x',
          'multipart/mixed; boundary=x',
          'text/csv',
          'application/json',
        ),
        fc.constantFrom(
          '',
          '--x',
          '--x--',
          '--x\r\n\r\n',
          '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\na,b\n1,2',
          '{}',
        ),
      )
      .map(([type, body]): Content => ({ headers: { 'Content-Type': type }, body })),
  },
)

/** Headers that an operation reads. */
const headersArbitrary: Arbitrary<{ [name: string]: string }> = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<{ [name: string]: string }[]>(
      { Range: 'bytes=0-1' },
      { Range: 'bytes=-0' },
      { Range: 'bytes=99999999-' },
      { Range: 'lines=1' },
      { 'Last-Event-ID': '1' },
      { 'Last-Event-ID': '99999999999999999999' },
      { 'Last-Event-ID': 'x' },
      { 'X-Request-Id': 'y'.repeat(500) },
      { Origin: 'http://elsewhere.example' },
      { Accept: 'image/png' },
      { 'Accept-Encoding': 'identity' },
      { 'Content-Encoding': 'gzip' },
    ),
  },
)

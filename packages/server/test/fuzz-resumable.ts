import fc, { type Arbitrary } from 'fast-check'
import type { FuzzCaller, FuzzRequest } from './fuzz-requests.ts'

const numberArbitrary = fc.constantFrom('0', '4', '10', '1048577', '-1', '1e3', '', 'x', '9007199254740993')

const base64Arbitrary = fc
  .oneof(fc.string({ unit: 'binary' }), fc.constantFrom('a.csv', '../../x', '\u0000', 'x'.repeat(3000)))
  .map((text) => Buffer.from(text).toString('base64'))

const metadataArbitrary = fc.oneof(
  fc
    .dictionary(fc.constantFrom('filename', 'name', 'description', 'unknown', '__proto__'), base64Arbitrary)
    .map((fields) =>
      Object.entries(fields)
        .map(([name, value]) => `${name} ${value}`)
        .join(','),
    ),
  fc.constantFrom('', ',', 'filename', 'filename !', 'filename YQ==,filename YQ=='),
)

/** Requests of the protocol tus 1.0, right and broken ones. */
export function resumableRequests(addresses: readonly string[]): Arbitrary<FuzzRequest> {
  const header = (values: Arbitrary<string>) => fc.option(values, { freq: 8, nil: null })
  const rare = (values: Arbitrary<string>) =>
    fc.oneof({ weight: 8, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: values })
  return fc
    .record({
      method: fc.constantFrom('POST', 'POST', 'HEAD', 'PATCH', 'PATCH', 'DELETE', 'GET', 'PUT', 'OPTIONS'),
      path: fc.constantFrom(
        '/upload/resumable',
        '/upload/resumable/',
        '/upload/resumable/u1-x',
        ...addresses,
      ),
      caller: fc.constantFrom<FuzzCaller[]>('owner', 'owner', 'owner', 'other', 'anonymous', 'forger'),
      version: header(fc.constantFrom('1.0.0', '1.0.0', '1.0.0', '0.2.2', '')),
      length: header(numberArbitrary),
      offset: header(numberArbitrary),
      metadata: header(metadataArbitrary),
      type: header(fc.constantFrom('application/offset+octet-stream', 'text/csv')),
      defer: rare(fc.constantFrom('1', '0')),
      override: rare(fc.constantFrom('PATCH', 'DELETE', 'GET', 'x')),
      body: fc.option(
        fc.integer({ min: 0, max: 20_000 }).map((bytes) => Buffer.alloc(bytes, 'a,b\n')),
        { nil: undefined },
      ),
      isChunked: fc.boolean(),
    })
    .map(({ method, path, caller, body, isChunked, ...given }) => {
      const named = {
        'Tus-Resumable': given.version,
        'Upload-Length': given.length,
        'Upload-Offset': given.offset,
        'Upload-Metadata': given.metadata,
        'Content-Type': given.type,
        'Upload-Defer-Length': given.defer,
        'X-HTTP-Method-Override': given.override,
      }
      const headers: { [name: string]: string } = {}
      for (const [name, value] of Object.entries(named)) if (value !== null) headers[name] = value
      return { method, path, caller, headers, body, isChunked }
    })
}

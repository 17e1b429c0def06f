import fc, { type Arbitrary } from 'fast-check'

/** A body with the headers that tell of it. */
export interface FuzzContent {
  readonly headers: { readonly [name: string]: string }
  readonly body: Buffer | undefined
}

const fileArbitrary = fc.oneof(
  fc.constantFrom('a,b\n1,2\n3,4\n', '[{"a":1},{"a":2}]', '{"a":1}\n{"a":2}\n', '', 'PAR1', 'PK\u0003\u0004'),
  fc.string({ unit: 'binary', maxLength: 2000 }),
)

const nameArbitrary = fc.oneof(
  fc.constantFrom('a.csv', 'a.parquet', '../../x', '', 'x'.repeat(400), 'a"b.csv', '\u0000.csv'),
  fc.string({ unit: 'binary' }),
)

interface Part {
  readonly head: string
  readonly content: string
}

const boundary = 'fuzz-boundary-7'

/** RFC 7578, as loosely as its senders take it. */
function formBody(parts: readonly Part[]): Buffer {
  const text = parts.map(({ head, content }) => `--${boundary}\r\n${head}\r\n\r\n${content}\r\n`).join('')
  return Buffer.from(`${text}--${boundary}--\r\n`)
}

const fieldArbitrary: Arbitrary<Part> = fc
  .tuple(
    fc.constantFrom('name', 'description', 'unknown', '', '__proto__', 'file'),
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('', ' ', 'x'.repeat(5000), 'x'.repeat(30_000))),
  )
  .map(([name, content]) => ({ head: `Content-Disposition: form-data; name="${name}"`, content }))

const rightField: Arbitrary<Part> = fc
  .tuple(fc.constantFrom('name', 'description'), fc.string({ minLength: 1, maxLength: 100 }))
  .map(([name, content]) => ({ head: `Content-Disposition: form-data; name="${name}"`, content }))

const filePart: Arbitrary<Part> = fc
  .record({
    field: fc.oneof(
      { weight: 8, arbitrary: fc.constant('file') },
      { weight: 1, arbitrary: fc.constantFrom('data', '', 'name') },
    ),
    content: fileArbitrary,
    fileName: nameArbitrary,
  })
  .map(({ field, content, fileName }) => ({
    head: `Content-Disposition: form-data; name="${field}"; filename="${fileName.replaceAll(/["\r\n]/g, '%22')}"\r\nContent-Type: text/csv`,
    content,
  }))

const whole = (fields: Arbitrary<Part>, maxLength: number) =>
  fc.tuple(filePart, fc.array(fields, { maxLength }), fc.boolean()).map(
    ([file, others, isFirst]): FuzzContent => ({
      headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
      body: formBody(isFirst ? [file, ...others] : [...others, file]),
    }),
  )

/** Forms: right ones, some with wrong fields or several files, some cut off, and texts that are none. */
export const formArbitrary: Arbitrary<FuzzContent> = fc.oneof(
  { weight: 6, arbitrary: whole(rightField, 1) },
  { weight: 4, arbitrary: whole(fieldArbitrary, 4) },
  { weight: 1, arbitrary: whole(filePart, 30) },
  {
    weight: 2,
    arbitrary: fc
      .tuple(whole(rightField, 1), fc.double({ min: 0, max: 1, noNaN: true }))
      .map(([{ headers, body }, share]) => ({
        headers,
        body: body?.subarray(0, Math.floor(body.length * share)),
      })),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(
        fc.constantFrom(
          'multipart/form-data',
          'multipart/form-data; boundary=',
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
      .map(([type, text]) => ({ headers: { 'Content-Type': type }, body: Buffer.from(text) })),
  },
)

import fc from 'fast-check'

/** Bytes that mean something somewhere come more often. */
const byte = fc.oneof(
  fc.nat({ max: 255 }),
  fc.constantFrom(0, 0xff, 0x7f, 0x80, ...new TextEncoder().encode('"\\,;\n\r\t[]{}<>/=&:-.e9_ntf')),
)

/** A copy with one to four changes: bytes replaced, cut out, put in, or the end cut off. */
export function damagedBytes(bytes: Uint8Array): fc.Arbitrary<Uint8Array<ArrayBuffer>> {
  const change = fc.record({
    at: fc.nat({ max: bytes.length }),
    cut: fc.nat({ max: 4 }),
    put: fc.array(byte, { maxLength: 6 }),
    isEnd: fc.boolean(),
  })
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    let now = Array.from(bytes)
    for (const [index, { at, cut, put, isEnd }] of changes.entries()) {
      // One change in some of the files cuts the end off.
      if (isEnd && index === 0) now = now.slice(0, at)
      else now.splice(at, cut, ...put)
    }
    return Uint8Array.from(now)
  })
}

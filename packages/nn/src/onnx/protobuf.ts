/**
 * Notation
 *   field     (number << 3 | wire type) as a varint, then its content
 *   varint    base 128, low groups first, top bit set on all bytes but the last; negative int64 as ten bytes
 * Protocol Buffers encoding, https://protobuf.dev/programming-guides/encoding
 */

/** Encoded fields, in order. A message is a list of parts, joined once by {@link join}. */
export type Parts = readonly Uint8Array[]

const wire = { varint: 0, delimited: 2, fixed32: 5 } as const

/** The bytes of all parts, one after the other. */
export function join(parts: Parts): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length, 0))
  let offset = 0
  for (const part of parts) {
    bytes.set(part, offset)
    offset += part.length
  }
  return bytes
}

export function varintField(field: number, value: number | bigint): Parts {
  return [varint(BigInt((field << 3) | wire.varint)), varint(BigInt(value))]
}

export function floatField(field: number, value: number): Parts {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setFloat32(0, value, true)
  return [varint(BigInt((field << 3) | wire.fixed32)), bytes]
}

export function bytesField(field: number, value: Uint8Array): Parts {
  return [varint(BigInt((field << 3) | wire.delimited)), varint(BigInt(value.length)), value]
}

export function textField(field: number, value: string): Parts {
  return bytesField(field, new TextEncoder().encode(value))
}

export function messageField(field: number, ...content: readonly Parts[]): Parts {
  const parts = content.flat()
  const size = parts.reduce((total, part) => total + part.length, 0)
  return [varint(BigInt((field << 3) | wire.delimited)), varint(BigInt(size)), ...parts]
}

/** Numbers without their field keys between them (`[packed = true]`). */
export function packedVarintsField(field: number, values: readonly number[]): Parts {
  return bytesField(field, join(values.map((value) => varint(BigInt(value)))))
}

function varint(value: bigint): Uint8Array {
  let rest = BigInt.asUintN(64, value)
  const bytes: number[] = []
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  bytes.push(Number(rest))
  return Uint8Array.from(bytes)
}

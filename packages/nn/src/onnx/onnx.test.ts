import fc from 'fast-check'
import { expect, test } from 'vitest'
import { add, mul } from '../graph/elementwise.ts'
import { matmul } from '../graph/matmul.ts'
import { constant, input } from '../graph/node.ts'
import { topologicalOrder } from '../graph/topological-order.ts'
import { fuseProducts } from './fuse.ts'
import {
  bytesField,
  floatField,
  join,
  messageField,
  packedVarintsField,
  textField,
  varintField,
} from './protobuf.ts'
import { toOnnx } from './to-onnx.ts'

const hex = (parts: readonly Uint8Array[]) => Buffer.from(join(parts)).toString('hex')

// The examples of the encoding guide: field 1 = 150, field 2 = "testing", a message in field 3, packed 3, 270, 86942 in field 6.
test('protobuf fields are encoded as in the encoding guide', () => {
  expect(hex(varintField(1, 150))).toBe('089601')
  expect(hex(varintField(1, -2))).toBe('08feffffffffffffffff01')
  expect(hex(textField(2, 'testing'))).toBe('120774657374696e67')
  expect(hex(messageField(3, varintField(1, 150)))).toBe('1a03089601')
  expect(hex(packedVarintsField(6, [3, 270, 86942]))).toBe('3206038e029ea705')
  expect(hex(floatField(2, 1))).toBe('150000803f')
  expect(hex(bytesField(20, Uint8Array.of(1, 2)))).toBe('a201020102')
})

test('a varint holds every whole number of 53 bits', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      const bytes = join(varintField(1, value)).subarray(1)
      const decoded = bytes.reduceRight((sum, byte) => sum * 128n + BigInt(byte & 127), 0n)
      expect(decoded).toBe(BigInt(value))
      expect(bytes.findIndex((byte) => byte < 128)).toBe(bytes.length - 1)
    }),
  )
})

interface Decoded {
  readonly [field: number]: readonly (Uint8Array | number)[]
}

/** Fields of one message, by number. */
function decode(bytes: Uint8Array): Decoded {
  const fields: Record<number, (Uint8Array | number)[]> = {}
  let at = 0
  const varint = () => {
    let [value, shift] = [0, 1]
    for (;;) {
      const byte = bytes[at++] ?? 0
      value += (byte & 127) * shift
      shift *= 128
      if (byte < 128) return value
    }
  }
  while (at < bytes.length) {
    const key = varint()
    const wire = key & 7
    const size = wire === 2 ? varint() : 4
    const value = wire === 0 ? varint() : bytes.subarray(at, at + size)
    if (wire !== 0) at += size
    const list = fields[key >> 3] ?? []
    list.push(value)
    fields[key >> 3] = list
  }
  return fields
}

const messages = (fields: Decoded | undefined, field: number) =>
  (fields?.[field] ?? []).flatMap((value) => (typeof value === 'number' ? [] : [decode(value)]))
const texts = (fields: Decoded | undefined, field: number) =>
  (fields?.[field] ?? []).flatMap((value) =>
    typeof value === 'number' ? [] : [new TextDecoder().decode(value)],
  )

const x = input('x', [2, 3])
const w = input('w', [3, 4])
const graphOf = (bytes: Uint8Array) => messages(decode(bytes), 7)[0]

test('a model has its nodes, inputs, outputs, initializers and operator set', () => {
  const bytes = toOnnx({ y: add(matmul(x, w), constant([1, 2, 3, 4])) }, { name: 'dense' })
  expect(messages(decode(bytes), 8)[0]?.[2]).toEqual([17])
  const graph = graphOf(bytes)
  expect(texts(graph, 2)).toEqual(['dense'])
  const [gemm, ...others] = messages(graph, 1)
  expect(others).toEqual([])
  expect(texts(gemm, 4)).toEqual(['Gemm'])
  const [bias = {}] = messages(graph, 5)
  expect(texts(gemm, 1)).toEqual(['x', 'w', ...texts(bias, 8)])
  expect(
    new Float32Array(Uint8Array.from(bias[9]?.[0] instanceof Uint8Array ? bias[9][0] : []).buffer),
  ).toEqual(Float32Array.of(1, 2, 3, 4))
  expect(messages(graph, 11).flatMap((value) => texts(value, 1))).toEqual(['x', 'w'])
  expect(messages(graph, 12).flatMap((value) => texts(value, 1))).toEqual(['y'])
})

test('fixed inputs are stored in the file', () => {
  const graph = graphOf(toOnnx({ y: matmul(x, w) }, { fixed: { w: new Float32Array(12) } }))
  expect(messages(graph, 11).flatMap((value) => texts(value, 1))).toEqual(['x'])
  expect(messages(graph, 5).flatMap((value) => texts(value, 8))).toEqual(['w'])
  expect(() => toOnnx({ y: matmul(x, w) }, { fixed: { w: new Float32Array(3) } })).toThrow(
    /3 values were given for the input 'w' of the shape \[3,4\]/,
  )
})

test('two inputs of one name are refused', () => {
  expect(() => toOnnx({ y: add(x, input('x', [3])) })).toThrow(/Two different inputs are named 'x'/)
})

test('equal constants are stored once', () => {
  const graph = graphOf(toOnnx({ y: mul(add(x, 2), constant(2)) }))
  expect(messages(graph, 5)).toHaveLength(1)
})

test('a transposed left operand is transposed once for all its products', () => {
  const [a, b] = [input('a', [2, 4]), input('b', [2, 5])]
  const transposed = { transposeA: true }
  const graph = graphOf(toOnnx({ y: matmul(x, a, transposed), z: matmul(x, b, transposed) }))
  expect(messages(graph, 1).flatMap((node) => texts(node, 4))).toEqual(['Transpose', 'Gemm', 'Gemm'])
})

test('a sum of products is a chain of them, started by what is no product', () => {
  const product = matmul(x, w)
  const again = matmul(mul(x, 2), w)
  const bias = input('bias', [4])
  const decayed = input('p', [2, 4])
  const total = add(add(product, bias), add(mul(decayed, 0.5), again))
  const { sums, absorbed } = fuseProducts(topologicalOrder([total]), [total])
  expect(sums.get(total)).toEqual({
    start: { node: bias, beta: 1 },
    products: [product, again],
    rest: [mul(decayed, 0.5)],
  })
  expect(absorbed).toEqual(new Set([...total.inputs, product, again]))
})

test('a product that is needed by itself is not fused', () => {
  const product = matmul(x, w)
  const total = add(product, input('bias', [4]))
  expect(fuseProducts(topologicalOrder([total, product]), [total, product]).sums.size).toBe(0)
})

import type { Dtype } from '../graph/node.ts'
import type { Shape } from '../graph/shape.ts'
import {
  bytesField,
  floatField,
  join,
  messageField,
  type Parts,
  packedVarintsField,
  textField,
  varintField,
} from './protobuf.ts'

/**
 * Notation
 *   field numbers are those of onnx.proto3, https://github.com/onnx/onnx/blob/main/onnx/onnx.proto3
 */

/** An attribute: a whole number, a list of whole numbers, or an object for the one that must be told apart: a real number. */
export type OnnxAttribute = number | readonly number[] | { readonly float: number }

export interface OnnxNode {
  readonly op: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes: { readonly [name: string]: OnnxAttribute }
}

export interface OnnxValue {
  readonly name: string
  readonly shape: Shape
  readonly dtype: Dtype
}

export interface OnnxTensor {
  readonly name: string
  readonly shape: Shape
  readonly values: Float32Array | Int32Array | BigInt64Array
}

/** An ONNX graph as plain data. */
export interface OnnxGraph {
  readonly name: string
  readonly nodes: readonly OnnxNode[]
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly initializers: readonly OnnxTensor[]
}

/** Operator set that the writer's operations are taken from, and the file format version that came with it. */
export const opset = 17
const irVersion = 8

const elementType = { float32: 1, int32: 6, int64: 7 } as const
const attributeType = { float: 1, int: 2, ints: 7 } as const

/** The bytes of an `.onnx` file (ModelProto). */
export function encodeModel(graph: OnnxGraph): Uint8Array {
  return join([
    ...varintField(1, irVersion),
    ...textField(2, 'tabricate'),
    ...messageField(
      7,
      graph.nodes.flatMap((node) => messageField(1, encodeNode(node))),
      textField(2, graph.name),
      graph.initializers.flatMap((tensor) => messageField(5, encodeTensor(tensor))),
      graph.inputs.flatMap((value) => messageField(11, encodeValue(value))),
      graph.outputs.flatMap((value) => messageField(12, encodeValue(value))),
    ),
    ...messageField(8, textField(1, ''), varintField(2, opset)),
  ])
}

function encodeNode({ op, inputs, outputs, attributes }: OnnxNode): Parts {
  return [
    ...inputs.flatMap((name) => textField(1, name)),
    ...outputs.flatMap((name) => textField(2, name)),
    ...textField(4, op),
    ...Object.entries(attributes).flatMap(([name, value]) =>
      messageField(5, textField(1, name), encodeAttribute(value)),
    ),
  ]
}

function encodeAttribute(value: OnnxAttribute): Parts {
  if (typeof value === 'number') return [...varintField(3, value), ...varintField(20, attributeType.int)]
  if ('float' in value) return [...floatField(2, value.float), ...varintField(20, attributeType.float)]
  return [...packedVarintsField(8, value), ...varintField(20, attributeType.ints)]
}

function encodeTensor({ name, shape, values }: OnnxTensor): Parts {
  const type =
    values instanceof Float32Array
      ? elementType.float32
      : values instanceof Int32Array
        ? elementType.int32
        : elementType.int64
  return [
    ...packedVarintsField(1, shape),
    ...varintField(2, type),
    ...textField(8, name),
    ...bytesField(9, littleEndian(values)),
  ]
}

function encodeValue({ name, shape, dtype }: OnnxValue): Parts {
  const dimensions = shape.flatMap((extent) => messageField(1, varintField(1, extent)))
  const type = messageField(1, varintField(1, elementType[dtype]), messageField(2, dimensions))
  return [...textField(1, name), ...messageField(2, type)]
}

/** Raw data is little-endian; so is every platform that ONNX Runtime and JavaScript engines run on today. */
function littleEndian(values: OnnxTensor['values']): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

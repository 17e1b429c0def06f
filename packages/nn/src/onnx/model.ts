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

/** Element types of a file: those of graphs, and two that what is appended to one may have. */
export type OnnxType = Dtype | 'float64' | 'string'

export interface OnnxValue {
  readonly name: string
  /** An extent that is a text is any number, the same wherever the text stands. */
  readonly shape: readonly (number | string)[]
  readonly dtype: OnnxType
}

export interface OnnxTensor {
  readonly name: string
  readonly shape: Shape
  readonly values: Float32Array | Float64Array | Int32Array | BigInt64Array | readonly string[]
}

/** An ONNX graph as plain data. */
export interface OnnxGraph {
  readonly name: string
  readonly nodes: readonly OnnxNode[]
  readonly inputs: readonly OnnxValue[]
  readonly outputs: readonly OnnxValue[]
  readonly initializers: readonly OnnxTensor[]
  /** Texts by name, for whoever reads the file (`metadata_props`). */
  readonly metadata?: { readonly [name: string]: string }
}

/** Operator set that the writer's operations are taken from, and the file format version that came with it. */
export const opset = 17
const irVersion = 8

const elementType = { float32: 1, int32: 6, int64: 7, string: 8, float64: 11 } as const
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
    ...Object.entries(graph.metadata ?? {}).flatMap(([name, text]) =>
      messageField(14, textField(1, name), textField(2, text)),
    ),
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
  return [
    ...packedVarintsField(1, shape),
    ...varintField(2, elementType[typeOf(values)]),
    ...('buffer' in values ? [] : values.flatMap((text) => textField(6, text))),
    ...textField(8, name),
    ...('buffer' in values ? bytesField(9, littleEndian(values)) : []),
  ]
}

function typeOf(values: OnnxTensor['values']): keyof typeof elementType {
  if (values instanceof Float32Array) return 'float32'
  if (values instanceof Float64Array) return 'float64'
  if (values instanceof Int32Array) return 'int32'
  return values instanceof BigInt64Array ? 'int64' : 'string'
}

function encodeValue({ name, shape, dtype }: OnnxValue): Parts {
  const dimensions = shape.flatMap((extent) =>
    messageField(1, typeof extent === 'number' ? varintField(1, extent) : textField(2, extent)),
  )
  const type = messageField(1, varintField(1, elementType[dtype]), messageField(2, dimensions))
  return [...textField(1, name), ...messageField(2, type)]
}

/** Raw data is little-endian; so is every platform that ONNX Runtime and JavaScript engines run on today. */
function littleEndian(values: Exclude<OnnxTensor['values'], readonly string[]>): Uint8Array {
  return new Uint8Array(values.buffer, values.byteOffset, values.byteLength)
}

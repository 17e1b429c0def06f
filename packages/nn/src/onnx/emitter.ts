import type { Node, NodeOf } from '../graph/node.ts'
import { type Shape, sizeOf } from '../graph/shape.ts'
import type { OnnxAttribute, OnnxNode, OnnxTensor } from './model.ts'

/** Collects the ONNX nodes and initializers of one model and gives every value its name. */
export interface Emitter {
  readonly nodes: readonly OnnxNode[]
  readonly initializers: readonly OnnxTensor[]
  /** Name of a graph node's value; a constant becomes an initializer when it is first asked for. */
  nameOf(node: Node): string
  /** Lets a graph node's value go by `name`, for inputs and outputs. */
  setName(node: Node, name: string): void
  /** A value that is made by the first who asks for it under this key: its name. */
  once(key: string, make: (name: string) => void): string
  /** A name that nothing else has. */
  freshName(): string
  emit(
    op: string,
    inputs: readonly string[],
    outputs: string | readonly string[],
    attributes?: { readonly [name: string]: OnnxAttribute },
  ): void
  /** The name of an initializer with these values; equal ones are stored once. */
  floats(values: ArrayLike<number>, shape: Shape): string
  /** `float32` numbers all equal. */
  filled(value: number, shape: Shape): string
  /** A vector of int64, as ONNX wants axes, extents and positions. */
  longs(values: readonly number[]): string
  /** int32 numbers. */
  ints(values: ArrayLike<number>, shape: Shape): string
  /** `float64` numbers. */
  doubles(values: ArrayLike<number>, shape: Shape): string
  texts(values: readonly string[], shape: Shape): string
}

export function createEmitter(): Emitter {
  const nodes: OnnxNode[] = []
  const initializers: OnnxTensor[] = []
  const names = new Map<Node, string>()
  const made = new Map<string, string>()
  let count = 0
  const freshName = () => `%${count++}`

  function once(key: string, make: (name: string) => void): string {
    const known = made.get(key)
    if (known !== undefined) return known
    const name = freshName()
    made.set(key, name)
    make(name)
    return name
  }

  function initializer(values: OnnxTensor['values'], shape: Shape): string {
    const key = `${values.constructor.name} ${shape} ${values.length <= 64 ? values : initializers.length}`
    return once(key, (name) => initializers.push({ name, shape, values }))
  }

  function constantInitializer({ attributes: { values }, shape, dtype }: NodeOf<'constant'>): string {
    return initializer(dtype === 'int32' ? Int32Array.from(values) : Float32Array.from(values), shape)
  }

  return {
    nodes,
    initializers,
    once,
    freshName,
    setName: (node, name) => names.set(node, name),
    nameOf(node) {
      const known = names.get(node)
      if (known !== undefined) return known
      const name = node.op === 'constant' ? constantInitializer(node) : freshName()
      names.set(node, name)
      return name
    },
    emit(op, inputs, outputs, attributes = {}) {
      nodes.push({ op, inputs, outputs: typeof outputs === 'string' ? [outputs] : outputs, attributes })
    },
    floats: (values, shape) => initializer(Float32Array.from(values), shape),
    filled: (value, shape) => initializer(new Float32Array(sizeOf(shape)).fill(value), shape),
    longs: (values) => initializer(BigInt64Array.from(values, BigInt), [values.length]),
    ints: (values, shape) => initializer(Int32Array.from(values), shape),
    doubles: (values, shape) => initializer(Float64Array.from(values), shape),
    texts: (values, shape) => initializer(values, shape),
  }
}

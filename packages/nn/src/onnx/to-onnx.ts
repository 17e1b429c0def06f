import type { Node } from '../graph/node.ts'
import { invalidGraph, type Shape, sizeOf } from '../graph/shape.ts'
import { topologicalOrder } from '../graph/topological-order.ts'
import { createEmitter, type Emitter } from './emitter.ts'
import { fuseProducts, type SumOfProducts } from './fuse.ts'
import { emitGemm, lowerNode } from './lowering-rules.ts'
import { encodeModel, type OnnxValue } from './model.ts'

export interface OnnxModelOptions {
  /** Name of the graph in the file. Default `graph`. */
  readonly name?: string
  /** Values for some inputs: stored in the file instead of being fed. For a trained network that stands alone. */
  readonly fixed?: { readonly [inputName: string]: Float32Array | Int32Array }
  /**
   * A name for the first extent of every fed input and of every output: the file then takes any number of rows, whatever the graph was
   * built with. For graphs whose rows are computed each by itself, by element-wise operations, products and slices.
   */
  readonly anyRows?: string
  /** Texts by name that the file carries for whoever reads it (`metadata_props`). */
  readonly metadata?: { readonly [name: string]: string }
  readonly append?: OnnxAppendix
}

/** Operations of ONNX's own that go on where the graph ends: for what needs no gradient, and types that graphs do not have. */
export interface OnnxAppendix {
  /** What it reads of the graph. */
  readonly nodes: readonly Node[]
  /** Emits the operations; `names` are those of `nodes`' values. Returns the outputs that it adds to the file. */
  emit(emitter: Emitter, names: readonly string[]): readonly OnnxValue[]
}

/**
 * The ONNX file (operator set 17, standard operators only) that computes `outputs`; its inputs are the input nodes that the outputs need.
 *
 * @param outputs the values to compute, by the names they have in the file
 * @throws INVALID_OPTIONS when two inputs share a name, or a fixed value has the wrong size
 */
export function toOnnx(
  outputs: { readonly [name: string]: Node },
  options: OnnxModelOptions = {},
): Uint8Array {
  const { name = 'graph', fixed = {}, anyRows, metadata = {}, append } = options
  const emitter = createEmitter()
  const roots = [...Object.values(outputs), ...(append?.nodes ?? [])]
  const withRows = (value: OnnxValue): OnnxValue =>
    anyRows === undefined ? value : { ...value, shape: [anyRows, ...value.shape.slice(1)] }
  const order = topologicalOrder(roots)
  const inputs = nameInputs(emitter, order)
  const outputValues: OnnxValue[] = []
  const named = new Set<Node>()
  const copies: (() => void)[] = []
  for (const [outputName, node] of Object.entries(outputs)) {
    outputValues.push({ name: outputName, shape: node.shape, dtype: node.dtype })
    if (node.op === 'input' || node.op === 'constant' || named.has(node))
      copies.push(() => emitter.emit('Identity', [emitter.nameOf(node)], outputName))
    else emitter.setName(node, outputName)
    named.add(node)
  }
  emitNodes(emitter, order, roots)
  for (const copy of copies) copy()
  const appended = append?.emit(emitter, append.nodes.map(emitter.nameOf)) ?? []
  const initializers = inputs.flatMap(({ name: inputName, shape }) => {
    const values = fixed[inputName]
    if (values === undefined) return []
    if (values.length !== sizeOf(shape)) {
      throw invalidGraph(
        `toOnnx: ${values.length} values were given for the input '${inputName}' of the shape [${shape}]`,
      )
    }
    return [{ name: inputName, shape, values }]
  })
  return encodeModel({
    name,
    nodes: emitter.nodes,
    inputs: inputs.filter((value) => fixed[value.name] === undefined).map(withRows),
    outputs: [...outputValues.map(withRows), ...appended],
    initializers: [...initializers, ...emitter.initializers],
    metadata,
  })
}

function nameInputs(emitter: Emitter, order: readonly Node[]): (OnnxValue & { readonly shape: Shape })[] {
  const inputs = order.filter((node) => node.op === 'input')
  const names = new Set<string>()
  return inputs.map((node) => {
    const { name } = node.attributes
    if (names.has(name))
      throw invalidGraph(`Two different inputs are named '${name}'; give each its own name`)
    names.add(name)
    emitter.setName(node, name)
    return { name, shape: node.shape, dtype: node.dtype }
  })
}

function emitNodes(emitter: Emitter, order: readonly Node[], outputs: readonly Node[]): void {
  const { sums, absorbed } = fuseProducts(order, outputs)
  for (const node of order) {
    if (node.op === 'input' || node.op === 'constant' || absorbed.has(node)) continue
    const sum = sums.get(node)
    if (sum !== undefined) emitSum(emitter, emitter.nameOf(node), sum)
    else lowerNode(emitter, node, emitter.nameOf(node), node.inputs.map(emitter.nameOf))
  }
}

/** A chain of Gemms, then one addition for each term that is no product. */
function emitSum(emitter: Emitter, result: string, { start, products, rest }: SumOfProducts): void {
  let sofar = start === null ? undefined : { name: emitter.nameOf(start.node), beta: start.beta }
  let left = products.length + rest.length
  const nextName = () => (--left === 0 ? result : emitter.freshName())
  for (const product of products) {
    const name = nextName()
    emitGemm(emitter, product, name, sofar)
    sofar = { name, beta: 1 }
  }
  for (const term of rest) {
    const name = nextName()
    emitter.emit('Add', [sofar?.name ?? '', emitter.nameOf(term)], name)
    sofar = { name, beta: 1 }
  }
}

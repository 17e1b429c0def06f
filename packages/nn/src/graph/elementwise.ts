import { createNode, type Node, type Operand, scalarValue, toNode } from './node.ts'
import { broadcastShapes, sameShape } from './shape.ts'

type Binary = 'add' | 'sub' | 'mul' | 'div'
type Unary = 'neg' | 'exp' | 'log' | 'sqrt' | 'tanh' | 'abs' | 'relu' | 'step' | 'stopGradient'

const unary =
  (op: Unary) =>
  (x: Operand): Node => {
    const node = toNode(x)
    return createNode(op, {}, [node], node.shape)
  }

export const neg = unary('neg')
export const exp = unary('exp')
/** Natural logarithm. */
export const log = unary('log')
export const sqrt = unary('sqrt')
export const tanh = unary('tanh')
export const abs = unary('abs')
/** max(x, 0); its derivative at 0 is 0. */
export const relu = unary('relu')
/** 1 where x > 0, else 0. */
export const step = unary('step')
/** x, through which no gradient flows. */
export const stopGradient = unary('stopGradient')

const arithmetic: { readonly [K in Binary]: (a: number, b: number) => number } = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
}

/** The neutral right operand: x op neutral = x. */
const neutral: { readonly [K in Binary]: number } = { add: 0, sub: 0, mul: 1, div: 1 }

/**
 * Gradient rules write `g · 1` and `g + 0` freely; these simplifications keep such products out of the graph, fold scalar
 * constants, and drop a `broadcastTo` that the operation's own broadcasting makes superfluous.
 */
function binary(op: Binary, left: Operand, right: Operand): Node {
  const a = toNode(left)
  const b = toNode(right)
  const shape = broadcastShapes(op, a.shape, b.shape)
  const x = scalarValue(a)
  const y = scalarValue(b)
  if (y === neutral[op]) return a
  if (x !== undefined && y !== undefined) return toNode(arithmetic[op](x, y))
  if (x !== undefined && (op === 'add' || op === 'mul')) return binary(op, b, a)
  if (x === 0 && op === 'sub') return neg(b)
  if (y === -1 && op === 'mul') return neg(a)
  if (y !== undefined && op === 'mul' && a.op === 'mul') {
    const [inner, factor] = a.inputs
    const scale = factor && scalarValue(factor)
    if (inner && scale !== undefined) return binary('mul', inner, scale * y)
  }
  const [unstretchedA, unstretchedB] = [unstretched(a), unstretched(b)]
  if (sameShape(broadcastShapes(op, unstretchedA.shape, b.shape), shape))
    return createNode(op, {}, [unstretchedA, b], shape)
  if (sameShape(broadcastShapes(op, a.shape, unstretchedB.shape), shape))
    return createNode(op, {}, [a, unstretchedB], shape)
  return createNode(op, {}, [a, b], shape)
}

function unstretched(node: Node): Node {
  const [inner] = node.inputs
  return node.op === 'broadcastTo' && inner ? inner : node
}

export const add = (a: Operand, b: Operand): Node => binary('add', a, b)
export const sub = (a: Operand, b: Operand): Node => binary('sub', a, b)
export const mul = (a: Operand, b: Operand): Node => binary('mul', a, b)
export const div = (a: Operand, b: Operand): Node => binary('div', a, b)

export const square = (x: Operand): Node => {
  const node = toNode(x)
  return mul(node, node)
}

/** 1 where a > b, else 0. */
export const greater = (a: Operand, b: Operand): Node => step(sub(a, b))

/** `whenTrue` where the condition is not 0, else `whenFalse`: the other branch may hold infinities or NaN. */
export function select(condition: Node, whenTrue: Operand, whenFalse: Operand): Node {
  const [a, b] = [toNode(whenTrue), toNode(whenFalse)]
  const shape = broadcastShapes('select', condition.shape, broadcastShapes('select', a.shape, b.shape))
  return createNode('select', {}, [condition, a, b], shape)
}

/** The larger of two; where they are equal the gradient goes to `b`. */
export const maximum = (a: Operand, b: Operand): Node => select(greater(a, b), a, b)

/** x where x > 0, else slope · x. As a product with a piecewise constant, so that its second derivative is 0. */
export function leakyRelu(x: Node, slope: number): Node {
  return mul(x, leakyReluSlope(x, slope))
}

/** Derivative of {@link leakyRelu}: 1 where x > 0, else `slope`. */
export function leakyReluSlope(x: Node, slope: number): Node {
  return add(mul(step(x), 1 - slope), slope)
}

/** 1 / (1 + e^−x), by the hyperbolic tangent, which cannot overflow. */
export const sigmoid = (x: Node): Node => add(mul(tanh(mul(x, 0.5)), 0.5), 0.5)

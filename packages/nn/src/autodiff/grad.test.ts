import { describe, expect, test } from 'vitest'
import { exp, mul, square, stopGradient } from '../graph/elementwise.ts'
import { matmul } from '../graph/matmul.ts'
import { constant, input, type Node } from '../graph/node.ts'
import { max, sum } from '../graph/reduce.ts'
import { topologicalOrder } from '../graph/topological-order.ts'
import { evaluate } from '../reference/evaluate.ts'
import {
  firstDerivatives,
  scalarOf,
  scalarOfFirstDerivatives,
  secondDerivatives,
} from '../testing/derivatives.ts'
import { operationCases } from '../testing/operation-cases.ts'
import { grad } from './grad.ts'

/**
 * Central differences (L(x + h) − L(x − h)) / 2h are off by h²·L‴/6 ≈ 1e-10 L‴ at h = 1e-5, and by rounding 1e-16·L/h ≈ 1e-11 L.
 * The cases have values and derivatives of up to 1e4, hence a relative tolerance of 1e-6.
 */
const h = 1e-5
const tolerance = 1e-6

type Feeds = { readonly [name: string]: readonly number[] }

function differences(scalar: Node, name: string, feeds: Feeds): number[] {
  const at = (index: number, shift: number): number => {
    const moved = (feeds[name] ?? []).map((value, i) => (i === index ? value + shift : value))
    return evaluate([scalar], { ...feeds, [name]: moved })[0]?.[0] ?? Number.NaN
  }
  return (feeds[name] ?? []).map((_, index) => (at(index, h) - at(index, -h)) / (2 * h))
}

function expectDerivatives(
  scalar: Node,
  derivatives: readonly Node[],
  inputs: readonly Node[],
  feeds: Feeds,
): void {
  const values = evaluate(derivatives, feeds)
  inputs.forEach((node, i) => {
    if (node.op !== 'input') return
    const expected = differences(scalar, node.attributes.name, feeds)
    const scale = Math.max(1, ...expected.map(Math.abs))
    for (const [j, value] of expected.entries()) {
      expect(Math.abs((values[i]?.[j] ?? Number.NaN) - value) / scale).toBeLessThan(tolerance)
    }
  })
}

// What `stopGradient` does is against its difference quotient on purpose.
const differentiable = operationCases.filter(({ name }) => name !== 'stopGradient')

describe('first derivatives are what differences show', () => {
  test.each(differentiable)('$name', ({ result, inputs, feeds }) => {
    expectDerivatives(scalarOf(result), firstDerivatives(result, inputs), inputs, feeds)
  })
})

describe('second derivatives are what differences of the first show', () => {
  test.each(differentiable)('$name', ({ result, inputs, feeds }) => {
    expectDerivatives(
      scalarOfFirstDerivatives(result, inputs),
      secondDerivatives(result, inputs),
      inputs,
      feeds,
    )
  })
})

test('a third derivative: (e^2x)‴ = 8 e^2x', () => {
  const x = input('x', [])
  const once = (y: Node): Node => grad(y, [x])[0] ?? y
  const [third] = evaluate([once(once(once(exp(mul(x, 2)))))], { x: [0.5] })
  expect(third?.[0]).toBeCloseTo(8 * Math.E, 12)
})

test('no gradient flows through stopGradient', () => {
  const x = input('x', [2])
  const [g] = evaluate(grad(sum(mul(stopGradient(square(x)), x)), [x]), { x: [2, 3] })
  expect(g).toEqual(Float64Array.of(4, 9))
})

test('a node that the loss does not depend on has zeros of its shape', () => {
  const x = input('x', [2])
  const [g] = evaluate(grad(sum(x), [input('unused', [3])]), { x: [1, 2] })
  expect(g).toEqual(new Float64Array(3))
})

test('a gradient by an inner node', () => {
  const x = input('x', [2])
  const inner = square(x)
  const [g] = evaluate(grad(sum(square(inner)), [inner]), { x: [2, 3] })
  expect(g).toEqual(Float64Array.of(8, 18))
})

test('the gradient of a tie is shared', () => {
  const x = input('x', [3])
  const [g] = evaluate(grad(sum(mul(max(x), 6)), [x]), { x: [5, 1, 5] })
  expect(g).toEqual(Float64Array.of(3, 0, 3))
})

test('no product is made for a gradient that nobody asked for', () => {
  const x = input('x', [8, 4])
  const w = input('w', [4, 2])
  const products = (nodes: readonly Node[]) =>
    topologicalOrder(nodes).filter(({ op }) => op === 'matmul').length
  const loss = sum(square(matmul(x, w)))
  expect(products(grad(loss, [w]))).toBe(2)
  expect(products(grad(loss, [w, x]))).toBe(3)
  expect(products(grad(loss, [constant(1)]))).toBe(0)
})

test('a loss that is not one number is refused', () => {
  expect(() => grad(input('x', [2]), [])).toThrow(/the loss is one number, given the shape \[2\]/)
})

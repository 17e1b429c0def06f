import { isTabricateError } from '@tabricate/core'
import { expect, test } from 'vitest'
import { broadcastTo, concat, gather, oneHot, pad, reshape, slice, transpose } from './arrange.ts'
import { add, div, mul, neg, sub } from './elementwise.ts'
import { matmul } from './matmul.ts'
import { constant, input, type Node } from './node.ts'
import { sum } from './reduce.ts'
import { segmentSoftmax } from './softmax.ts'
import { substitute } from './substitute.ts'
import { topologicalOrder } from './topological-order.ts'

const x = input('x', [2, 3])
const row = input('row', [3])

const refused: readonly (readonly [string, () => Node, RegExp])[] = [
  [
    'shapes that do not broadcast',
    () => add(x, input('y', [2])),
    /add: the shapes \[2,3\] and \[2\] do not broadcast/,
  ],
  ['inner extents that differ', () => matmul(x, x), /inner extents differ: \[2, 3\] times \[2, 3\]/],
  ['a product of a vector', () => matmul(row, x), /a matrix is needed, given the shape \[3\]/],
  ['a reshape to another size', () => reshape(x, [4]), /\[2,3\] has 6 elements, \[4\] has 4/],
  ['a permutation that is none', () => transpose(x, [0, 0]), /\[0,0\] is not a permutation/],
  ['a broadcast that shrinks', () => broadcastTo(x, [3]), /\[2,3\] does not stretch to \[3\]/],
  [
    'a slice beyond the end',
    () => slice(x, { axis: 1, start: 2, end: 4 }),
    /2 to 4 is not a range of axis 1/,
  ],
  ['an empty slice', () => slice(x, { axis: 0, start: 1, end: 1 }), /1 to 1 is not a range/],
  ['an axis that is none', () => sum(x, { axes: [2] }), /sum: axis 2 is not an axis of the shape \[2,3\]/],
  ['a concat of nothing', () => concat([], 0), /at least one node/],
  [
    'a concat that does not fit',
    () => concat([x, input('y', [2, 4])], 0),
    /\[2,4\] does not fit beside \[2,3\]/,
  ],
  ['float indices', () => gather(x, row), /indices are an int32 vector, given float32 \[3\]/],
  ['rows of a scalar', () => gather(input('s', []), input('i', [1], 'int32')), /a scalar has no rows/],
  ['one-hot of a matrix', () => oneHot(input('i', [1, 1], 'int32'), 2), /given int32 \[1,1\]/],
  ['too few values', () => constant([1, 2], [3]), /2 values were given for the shape \[3\]/],
  [
    'segments out of order',
    () =>
      segmentSoftmax(x, [
        { start: 1, end: 2 },
        { start: 0, end: 1 },
      ]),
    /0 to 1 is empty, out of order/,
  ],
  ['a segment beyond the end', () => segmentSoftmax(x, [{ start: 1, end: 4 }]), /beyond 3 columns/],
  ['no segments', () => segmentSoftmax(x, []), /at least one segment/],
]

test.each(refused)('%s: INVALID_OPTIONS', (_, build, message) => {
  expect(build).toThrow(message)
  try {
    build()
  } catch (error) {
    expect(isTabricateError(error, 'INVALID_OPTIONS')).toBe(true)
  }
})

const same: readonly (readonly [string, Node])[] = [
  ['x + 0', add(x, 0)],
  ['0 + x', add(0, x)],
  ['x − 0', sub(x, 0)],
  ['x · 1', mul(x, 1)],
  ['x / 1', div(x, 1)],
  ['a reshape to the same shape', reshape(x, [2, 3])],
  ['a slice of everything', slice(x, { axis: 0, start: 0, end: 2 })],
  ['a concat of one', concat([x], 0)],
  ['padding by nothing', pad(x, { axis: 0, before: 0, after: 0 })],
  ['a sum over no axis', sum(x, { axes: [] })],
]

test.each(same)('%s is x itself', (_, node) => expect(node).toBe(x))

test('numbers are folded, factors collected, signs taken out', () => {
  expect(add(2, 3)).toEqual(constant(5))
  expect(mul(mul(x, 2), 3)).toEqual(mul(x, 6))
  expect(mul(2, x)).toEqual(mul(x, 2))
  expect(sub(0, x)).toEqual(neg(x))
  expect(mul(x, -1)).toEqual(neg(x))
})

test('a broadcast that an operation makes superfluous is dropped, one that it needs is kept', () => {
  expect(mul(broadcastTo(row, [2, 3]), x)).toEqual(mul(row, x))
  expect(mul(broadcastTo(row, [2, 3]), row).shape).toEqual([2, 3])
})

test('the order has each node once, after its inputs, however deep the graph is', () => {
  let node = x
  for (let i = 0; i < 20_000; i++) node = add(node, x)
  const order = topologicalOrder([node, x])
  expect(order).toHaveLength(20_001)
  expect(order[0]).toBe(x)
  expect(order.at(-1)).toBe(node)
})

test('substitution rebuilds what depends on the exchanged node and shares the rest', () => {
  const kept = mul(row, 2)
  const [rebuilt, untouched] = substitute([add(x, kept), kept], new Map([[x, input('z', [2, 3])]]))
  expect(rebuilt).toEqual(add(input('z', [2, 3]), kept))
  expect(rebuilt?.inputs[1]).toBe(kept)
  expect(untouched).toBe(kept)
})

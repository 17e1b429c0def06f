import { expect, test } from 'vitest'
import type { Op } from '../graph/node.ts'
import { topologicalOrder } from '../graph/topological-order.ts'
import { operationCases } from '../testing/operation-cases.ts'
import { evaluate } from './evaluate.ts'

test.each(operationCases)('$name', ({ result, feeds, expected }) => {
  const [values = []] = evaluate([result], feeds)
  expect(values).toHaveLength(expected.length)
  // Float64 sums of a few terms: a few units in the 16th digit.
  for (const [i, value] of expected.entries()) expect(values[i]).toBeCloseTo(value, 12)
})

test('the cases have every operation', () => {
  const ops: { readonly [K in Op]: true } = {
    input: true,
    constant: true,
    neg: true,
    exp: true,
    log: true,
    sqrt: true,
    tanh: true,
    abs: true,
    relu: true,
    step: true,
    stopGradient: true,
    add: true,
    sub: true,
    mul: true,
    div: true,
    select: true,
    matmul: true,
    transpose: true,
    reshape: true,
    broadcastTo: true,
    sum: true,
    max: true,
    concat: true,
    slice: true,
    pad: true,
    gather: true,
    oneHot: true,
    segmentSoftmax: true,
    segmentLogSoftmax: true,
  }
  const seen = new Set(operationCases.flatMap(({ result }) => topologicalOrder([result]).map(({ op }) => op)))
  expect([...seen].sort()).toEqual(Object.keys(ops).sort())
})

import { expect, test } from 'vitest'
import { add, input, matmul, stateOf, sum } from '../index.ts'
import { stepCost } from './step-cost.ts'

test('a step costs the products of its matrices, the numbers it gives, and its state', () => {
  const weights = input('weights', [3, 5])
  const rows = input('rows', [7, 3])
  const product = matmul(rows, weights)
  const back = matmul(rows, product, { transposeA: true })
  const next = add(weights, back)
  const cost = stepCost({
    state: stateOf([{ value: weights, next }]),
    outputs: { total: sum(product) },
  })
  // 7 × 5 × 3 and 3 × 5 × 7.
  expect(cost.multiplyAdds).toBe(2 * 7 * 5 * 3)
  expect(cost.stateNumbers).toBe(15)
  // product, back, next, and the sum.
  expect(cost.elements).toBe(35 + 15 + 15 + 1)
  expect(cost.computed).toBe(15 + 1)
  expect(cost.operations).toBe(4)
})

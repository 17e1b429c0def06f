import { expect, test } from 'vitest'
import { add, mul } from '../graph/elementwise.ts'
import { input } from '../graph/node.ts'
import { evaluate } from '../reference/evaluate.ts'
import { stateOf } from './state-of.ts'
import { stepSignature } from './step-signature.ts'
import { unroll } from './unroll.ts'

const count = input('count', [])
const by = input('by', [])
const factor = input('factor', [])
const next = add(count, mul(by, factor))
const step = { state: stateOf([{ value: count, next }], [factor]), outputs: { next } }

test('an unrolled step hands the state from one to the next and takes the feeds of each', () => {
  const three = unroll(step, 3)
  expect(Object.keys(three.outputs)).toEqual(['0/next', '1/next', '2/next'])
  const roots = [...Object.values(three.outputs), three.state.count?.next ?? count]
  const values = evaluate(roots, { count: [1], factor: [10], '0/by': [1], '1/by': [2], '2/by': [3] })
  expect(values.map(([value]) => value)).toEqual([11, 31, 61, 61])
  expect(three.state.factor).toEqual({ value: factor, next: factor })
})

test('the state goes by the names of its inputs', () => {
  expect(step.state).toEqual({ count: { value: count, next }, factor: { value: factor, next: factor } })
  expect(stepSignature(step).feeds.map(({ name }) => name)).toEqual(['by'])
})

test('a step that cannot be is refused with all its faults', () => {
  const bad = {
    state: {
      sum: { value: next, next },
      vector: { value: input('vector', [2]), next },
      first: { value: input('twice', []), next: count },
    },
    outputs: { other: input('twice', []) },
  }
  expect(() => stepSignature(bad)).toThrow(
    /state\.sum\.value: is a 'add' node.*state\.vector\.next: has the shape \[\], the value has \[2\].*inputs\.twice: is the name of two/s,
  )
})

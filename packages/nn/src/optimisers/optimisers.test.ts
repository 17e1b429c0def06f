import { expect, test } from 'vitest'
import { input } from '../graph/node.ts'
import { current, filledVariable } from '../layers/variable.ts'
import { evaluate } from '../reference/evaluate.ts'
import { type AdamOptions, adam } from './adam.ts'
import { movingAverage } from './moving-average.ts'

/** Algorithm 1 of the paper, word for word, with the decay added to the gradient. */
function paperAdam(
  theta: number,
  gradients: readonly number[],
  { rate, beta1, beta2, epsilon, decay }: Record<'rate' | 'beta1' | 'beta2' | 'epsilon' | 'decay', number>,
): number[] {
  let [m, v, current] = [0, 0, theta]
  return gradients.map((gradient, index) => {
    const g = gradient + decay * current
    m = beta1 * m + (1 - beta1) * g
    v = beta2 * v + (1 - beta2) * g * g
    const mHat = m / (1 - beta1 ** (index + 1))
    const vHat = v / (1 - beta2 ** (index + 1))
    current -= (rate * mHat) / (Math.sqrt(vHat) + epsilon)
    return current
  })
}

const theta = filledVariable('theta', [2], 0)

/** Parameters after each step, in float64. */
function trajectory(
  options: AdamOptions,
  start: readonly number[],
  gradients: readonly (readonly number[])[],
) {
  const optimiser = adam(options)
  const memory = optimiser.init('adam', [theta])
  const { transitions } = optimiser.update([theta], [input('g', [2])], memory)
  let values: Record<string, ArrayLike<number>> = {
    ...Object.fromEntries(memory.map(({ name, node }) => [name, new Float64Array(node.shape[0] ?? 1)])),
    theta: start,
  }
  return gradients.map((g) => {
    const next = evaluate(
      transitions.map((transition) => transition.next),
      { ...values, g },
    )
    values = Object.fromEntries(
      transitions.map(({ value }, i) => [value.op === 'input' ? value.attributes.name : '', next[i] ?? []]),
    )
    return values.theta ?? []
  })
}

const gradients = [
  [1, -0.001],
  [0.5, 0.002],
  [-2, 0],
  [0.1, 1e-9],
]

test.each([
  { rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0 },
  { rate: 2e-4, beta1: 0.5, beta2: 0.9, epsilon: 1e-8, decay: 1e-6 },
  { rate: 0.01, beta1: 0.9, beta2: 0.99, epsilon: 1e-2, decay: 0.1 },
])('adam makes the steps of the paper: %o', (options) => {
  const { rate, beta1, beta2, epsilon, decay } = options
  const start = [1, -3]
  const actual = trajectory(
    { learningRate: rate, betas: [beta1, beta2], epsilon, weightDecay: decay },
    start,
    gradients,
  )
  for (const column of [0, 1]) {
    const expected = paperAdam(
      start[column] ?? 0,
      gradients.map((g) => g[column] ?? 0),
      options,
    )
    for (const [i, value] of expected.entries()) expect(actual[i]?.[column]).toBeCloseTo(value, 12)
  }
})

test('the first step of adam is the learning rate, whatever the size of the gradient', () => {
  const [first] = trajectory({ learningRate: 0.1 }, [1, 1], [[1000, -0.001]])
  expect(first?.[0]).toBeCloseTo(0.9, 9)
  // ε = 1e-8 next to a gradient of 1e-3 takes 1e-5 of the step.
  expect(first?.[1]).toBeCloseTo(1.1, 5)
})

test('the learning rate may be a node', () => {
  const optimiser = adam({ learningRate: input('rate', []) })
  const memory = optimiser.init('adam', [theta])
  const { updated } = optimiser.update([theta], [input('g', [2])], memory)
  const zeros = Object.fromEntries(
    memory.map(({ name, node }) => [name, new Float64Array(node.shape[0] ?? 1)]),
  )
  const [next] = evaluate([updated(theta)], { ...zeros, theta: [1, 1], g: [1, -1], rate: [0.25] })
  expect(next?.[0]).toBeCloseTo(0.75, 7)
  expect(next?.[1]).toBeCloseTo(1.25, 7)
})

test('a second update in one step starts from the first', () => {
  const optimiser = adam({ learningRate: 0.1 })
  const memory = optimiser.init('adam', [theta])
  const g = [input('g', [2])]
  const first = optimiser.update([theta], g, memory)
  const second = optimiser.update([theta], g, memory, first.updated)
  const zeros = Object.fromEntries(
    memory.map(({ name, node }) => [name, new Float64Array(node.shape[0] ?? 1)]),
  )
  const [twice] = evaluate([second.updated(theta)], { ...zeros, theta: [1, -3], g: [1, 2] })
  const [, expected] = trajectory(
    { learningRate: 0.1 },
    [1, -3],
    [
      [1, 2],
      [1, 2],
    ],
  )
  expect(twice).toEqual(expected)
})

test('adam refuses memory and gradients that are not its own', () => {
  const optimiser = adam({ learningRate: 0.1 })
  expect(() => optimiser.update([theta], [input('g', [2])], [])).toThrow(/not what `init` made/)
  expect(() => optimiser.update([theta], [], optimiser.init('adam', [theta]))).toThrow(
    /'theta' has no gradient/,
  )
})

test('a moving average weighs the latest value most and the start not at all', () => {
  const average = movingAverage('average', [theta], 0.9)
  const transitions = average.update(current)
  let values: Record<string, ArrayLike<number>> = { 'average.weight': [0], 'average.theta': [0, 0] }
  for (const value of [1, 2, 3]) {
    const next = evaluate(
      transitions.map(({ next }) => next),
      { ...values, theta: [value, -value] },
    )
    values = { 'average.weight': next[0] ?? [], 'average.theta': next[1] ?? [] }
  }
  const expected = (0.81 * 1 + 0.9 * 2 + 3) / (0.81 + 0.9 + 1)
  const [averaged] = evaluate([average.averaged(theta)], values)
  expect(averaged?.[0]).toBeCloseTo(expected, 12)
  expect(averaged?.[1]).toBeCloseTo(-expected, 12)
  const stranger = filledVariable('stranger', [1], 0)
  expect(average.averaged(stranger)).toBe(stranger.node)
  expect(() => movingAverage('average', [theta], 1)).toThrow(/from 0 to below 1, given 1/)
})

import { createRng } from '@tabricate/core'
import { describe, expect, test } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { constant, input } from '../graph/node.ts'
import { evaluate } from '../reference/evaluate.ts'
import { batchNorm } from './batch-norm.ts'
import { segmentCrossEntropy } from './cross-entropy.ts'
import { dropout, fillDropoutMask } from './dropout.ts'
import { gumbelSoftmax } from './gumbel-softmax.ts'
import { linear } from './linear.ts'
import { residual } from './residual.ts'
import { current, filledVariable, initialValues } from './variable.ts'

/** Digits of a float64 computation of a few terms that are sure. */
const digits = 12

function expectValues(actual: ArrayLike<number> | undefined, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length)
  for (const [i, value] of expected.entries()) expect(actual?.[i]).toBeCloseTo(value, digits)
}

describe('linear', () => {
  const layer = linear('l', { from: [2, 1], to: 2 })
  const parts = [input('a', [1, 2]), input('b', [1, 1])]

  test('sums the products of its parts and adds the bias', () => {
    const feeds = {
      a: [1, 2],
      b: [3],
      'l.weight0': [1, 10, 2, 20],
      'l.weight1': [3, 30],
      'l.bias': [0.5, -0.5],
    }
    expectValues(evaluate([layer.apply(current, parts)], feeds)[0], [1 + 4 + 9 + 0.5, 10 + 40 + 90 - 0.5])
  })

  test('starts uniform in ±1/√(all inputs), biases too', () => {
    const wide = linear('w', { from: [60, 40], to: 50 })
    for (const values of Object.values(initialValues(wide.variables, createRng(1)))) {
      expect(Math.max(...values.map(Math.abs))).toBeLessThanOrEqual(0.1)
      expect(Math.max(...values)).toBeGreaterThan(0.09)
      expect(Math.min(...values)).toBeLessThan(-0.09)
    }
  })

  test('starts alike for a seed, and a variable does not depend on those before it', () => {
    const values = initialValues(layer.variables, createRng(7))
    expect(initialValues(layer.variables, createRng(7))).toEqual(values)
    expect(initialValues(layer.variables.slice(1), createRng(7))['l.bias']).toEqual(values['l.bias'])
    expect(initialValues(layer.variables, createRng(8))).not.toEqual(values)
  })

  test('refuses another number of parts', () => {
    expect(() => layer.apply(current, parts.slice(1))).toThrow(/linear 'l': 2 parts are needed, given 1/)
    expect(() => linear('none', { from: [], to: 1, bias: false }).apply(current, [])).toThrow(
      /at least one part/,
    )
  })
})

describe('batchNorm', () => {
  // Columns (1, 3, 5, 7): mean 4, variance 5, unbiased 20/3; and (2, 2, 2, 6): 3, 3, 4.
  const x = constant([1, 2, 3, 2, 5, 2, 7, 6], [4, 2])
  const norm = batchNorm('n', 2)
  const feeds = {
    'n.scale': [1, 2],
    'n.shift': [0, 1],
    'n.runningMean': [10, 20],
    'n.runningVariance': [1, 2],
  }

  test('normalises by the batch and moves the running statistics by a tenth', () => {
    const { y, transitions } = norm.train(current, x)
    const [values, mean, variance] = evaluate([y, ...transitions.map(({ next }) => next)], feeds)
    const [a, b] = [Math.sqrt(5 + 1e-5), Math.sqrt(3 + 1e-5)]
    expectValues(values, [-3 / a, 1 - 2 / b, -1 / a, 1 - 2 / b, 1 / a, 1 - 2 / b, 3 / a, 1 + 6 / b])
    expectValues(mean, [9 + 0.4, 18 + 0.3])
    expectValues(variance, [0.9 + 2 / 3, 1.8 + 0.4])
    expect(transitions.map(({ value }) => value)).toEqual(norm.statistics.map(current))
  })

  test('normalises by the running statistics when it infers, so that rows do not depend on each other', () => {
    const [values] = evaluate([norm.infer(current, x)], feeds)
    const [a, b] = [Math.sqrt(1 + 1e-5), 2 / Math.sqrt(2 + 1e-5)]
    expectValues(values, [-9 / a, 1 - 18 * b, -7 / a, 1 - 18 * b, -5 / a, 1 - 18 * b, -3 / a, 1 - 14 * b])
  })

  test('starts as the identity: scale 1, shift 0, mean 0, variance 1', () => {
    expect(initialValues([...norm.variables, ...norm.statistics], createRng(1))).toEqual({
      'n.scale': Float32Array.of(1, 1),
      'n.shift': Float32Array.of(0, 0),
      'n.runningMean': Float32Array.of(0, 0),
      'n.runningVariance': Float32Array.of(1, 1),
    })
  })

  test('a gradient through it has no mean and no part along the input', () => {
    const free = input('x', [4, 2])
    const { y } = batchNorm('n', 2, { epsilon: 0 }).train(current, free)
    const loss = segmentCrossEntropy(y, constant([1, 0, 0, 1, 0, 1, 1, 0], [4, 2]), [{ start: 0, end: 2 }])
    const [g = new Float64Array(8)] = evaluate(grad(loss, [free]), { ...feeds, x: [1, 2, 3, 2, 5, 2, 7, 6] })
    for (const column of [0, 1]) {
      const rows = [0, 1, 2, 3].map((row) => g[2 * row + column] ?? Number.NaN)
      expect(rows.reduce((a, b) => a + b)).toBeCloseTo(0, digits)
      const along = rows.map((value, row) => value * ([1, 2, 3, 2, 5, 2, 7, 6][2 * row + column] ?? 0))
      expect(along.reduce((a, b) => a + b)).toBeCloseTo(0, digits)
    }
  })
})

test('residual puts what it makes ahead of what it was given', () => {
  const block = residual('r', [1], 1)
  const x = constant([-1, 1], [2, 1])
  const feeds = { 'r.weight0': [3], 'r.scale': [1], 'r.shift': [0] }
  const { parts, transitions } = block.train(current, [x])
  const [h, kept] = evaluate(parts, feeds)
  expectValues(h, [0, 3 / Math.sqrt(9 + 1e-5)])
  expect(kept).toEqual(Float64Array.of(-1, 1))
  expect(transitions).toHaveLength(2)
  const running = { ...feeds, 'r.runningMean': [1], 'r.runningVariance': [4] }
  expectValues(evaluate(block.infer(current, [x]), running)[0], [0, 2 / Math.sqrt(4 + 1e-5)])
})

describe('dropout', () => {
  test('multiplies by the mask', () => {
    expect(evaluate([dropout(constant([1, 2]), constant([0, 2]))])[0]).toEqual(Float64Array.of(0, 4))
  })

  test.each([0.5, 0.3])('a mask of rate %d drops that share and keeps the mean', (rate) => {
    const mask = new Float32Array(40_001)
    fillDropoutMask(createRng(3), mask, rate)
    const kept = Math.fround(1 / (1 - rate))
    expect(new Set(mask)).toEqual(new Set([0, kept]))
    const dropped = mask.filter((value) => value === 0).length / mask.length
    // Four standard deviations of a share of 40,001 draws: 4 √(.25 / 40001) = .01.
    expect(Math.abs(dropped - rate)).toBeLessThan(0.01)
    const again = new Float32Array(mask.length)
    fillDropoutMask(createRng(3), again, rate)
    expect(again).toEqual(mask)
  })
})

test('gumbelSoftmax adds −log(−log u) to the logits and divides by the temperature, segment by segment', () => {
  const u = [0.2, 0.7, 0.4, 0.9, 0.1]
  const logits = [1, 0, 2, -1, 0.5]
  const segments = [
    { start: 0, end: 2 },
    { start: 3, end: 5 },
  ]
  const [values] = evaluate([gumbelSoftmax(constant(logits, [1, 5]), constant(u, [1, 5]), segments, 0.2)])
  const power = (i: number) => Math.exp(((logits[i] ?? 0) - Math.log(-Math.log(u[i] ?? 0))) / 0.2)
  const pair = (a: number, b: number) => [power(a) / (power(a) + power(b)), power(b) / (power(a) + power(b))]
  expectValues(values, [...pair(0, 1), 0, ...pair(3, 4)])
})

test('segmentCrossEntropy takes the mean over rows of the segments that a row targets', () => {
  const segments = [
    { start: 0, end: 2 },
    { start: 2, end: 5 },
  ]
  const logits = constant([0, Math.log(3), 1, 1, 1, 5, 5, 0, 0, Math.log(2)], [2, 5])
  const targets = constant([0, 1, 0, 0, 0, 0, 0, 0, 0, 1], [2, 5])
  const [loss] = evaluate([segmentCrossEntropy(logits, targets, segments)])
  expectValues(loss, [-(Math.log(3 / 4) + Math.log(2 / 4)) / 2])
})

test('a filled variable starts as its number', () => {
  expect(filledVariable('f', [2, 2], 3).initial(createRng(1))).toEqual(Float32Array.of(3, 3, 3, 3))
})

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classLoss, classProbabilities, type Loss, logLoss, softmaxLoss, squaredError } from './loss.ts'

const losses: readonly (readonly [string, Loss])[] = [
  ['squared error', squaredError],
  ['log loss', logLoss],
  ['softmax loss', softmaxLoss(3)],
]

describe.each(losses)('%s', (name, loss) => {
  const targets = name === 'squared error' ? [0.3, -2] : name === 'log loss' ? [1, 0] : [2, 0]
  const scoreArray = fc
    .array(fc.double({ min: -5, max: 5, noNaN: true }), {
      minLength: 2 * loss.outputs,
      maxLength: 2 * loss.outputs,
    })
    .map((scores) => Float64Array.from(scores))
  const weights = Float64Array.of(1, 2.5)
  const totalWeight = 3.5
  const at = (scores: Float64Array) => loss.evaluate(scores, Float64Array.from(targets), undefined, weights)
  const derivatives = (scores: Float64Array) => {
    const into = { gradients: new Float64Array(scores.length), hessians: new Float64Array(scores.length) }
    loss.evaluate(scores, Float64Array.from(targets), into, weights)
    return into
  }
  const moved = (scores: Float64Array, i: number, by: number) =>
    scores.map((score, j) => (i === j ? score + by : score))

  it('has the derivatives of central differences', () => {
    fc.assert(
      fc.property(scoreArray, (scores) => {
        const { gradients, hessians } = derivatives(scores)
        const step = 1e-4
        for (let i = 0; i < scores.length; i++) {
          const [low, high] = [moved(scores, i, -step), moved(scores, i, step)]
          // Central differences err by about step².
          expect(gradients[i]).toBeCloseTo((totalWeight * (at(high) - at(low))) / (2 * step), 6)
          const slope =
            ((derivatives(high).gradients[i] ?? 0) - (derivatives(low).gradients[i] ?? 0)) / (2 * step)
          expect(hessians[i]).toBeCloseTo(slope, 6)
        }
      }),
      { numRuns: 50 },
    )
  })

  it('starts where no common shift of the scores is better', () => {
    const many = Float64Array.from({ length: 30 }, (_, row) => targets[row % 3 === 0 ? 0 : 1] ?? 0)
    // The class of targets[0] would be certain without the others: the softmax has three classes, two of which occur.
    const start = loss.startScores(many)
    const scores = Float64Array.from({ length: 30 * loss.outputs }, (_, i) => start[Math.floor(i / 30)] ?? 0)
    const gradients = new Float64Array(scores.length)
    loss.evaluate(scores, many, { gradients })
    for (let k = 0; k < loss.outputs; k++) {
      const sum = gradients.subarray(k * 30, (k + 1) * 30).reduce((total, each) => total + each, 0)
      expect(sum).toBeCloseTo(0, 9)
    }
  })
})

it.each([2, 4])('probabilities of %d classes add up to 1, even for huge scores', (classCount) => {
  const outputs = classLoss(classCount).outputs
  const scores = Float64Array.from({ length: 3 * outputs }, (_, i) => [800, -800, 0.5][i % 3] ?? 0)
  const probabilities = classProbabilities(scores, classCount)
  for (let row = 0; row < 3; row++) {
    let sum = 0
    for (let k = 0; k < classCount; k++) sum += probabilities[k * 3 + row] ?? Number.NaN
    expect(sum).toBeCloseTo(1, 12)
  }
})

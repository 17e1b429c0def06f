import { describe, expect, it } from 'vitest'
import { figure, findPair, metricPairs, pairTitle, readPair } from '../../test/golden.ts'
import { createRng } from '../random/rng.ts'
import { logisticDetection } from './logistic-detection.ts'

/** SDMetrics cannot judge `nasty`: its synthetic table has categories that the real one lacks. */
const judged = metricPairs.filter((pair) => pair !== 'nasty')

describe.each(judged)('SDMetrics’ logistic detection', (pair) => {
  it.skipIf(findPair(pair) === undefined)(`agrees on ${pairTitle(pair)}`, async () => {
    const { real, synthetic, expected } = readPair(pair)
    const runs = await Promise.all(
      [0, 1, 2].map((seed) => logisticDetection.compute({ real, synthetic, rng: createRng(seed) })),
    )
    const mean = runs.reduce((sum, run) => sum + (run.value ?? Number.NaN), 0) / runs.length
    // What the golden figures promise: their folds are shuffled.
    const tolerance = Math.max(0.02, 4 * (figure(expected, 'logistic_detection', 'sd') ?? 0))
    const wanted = figure(expected, 'logistic_detection', 'mean') ?? Number.NaN
    expect(Math.abs(mean - wanted)).toBeLessThanOrEqual(tolerance)
  })
})

it.skipIf(findPair('nasty') === undefined)(
  'tells rows apart by categories that only one table has',
  async () => {
    const { real, synthetic } = readPair('nasty')
    const { auc } = await logisticDetection.compute({ real, synthetic, rng: createRng(0) })
    expect(auc).toBeGreaterThan(0.9)
  },
)

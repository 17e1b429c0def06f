import { describe, expect, it } from 'vitest'
import { atMost } from '../space/constraint.ts'
import { categorical, float } from '../space/parameter.ts'
import { createSearchSpace } from '../space/search-space.ts'
import { optimize } from '../study/optimize.ts'
import { createStudy } from '../study/study.ts'
import { bayesian } from './bayesian.ts'
import { dueCombination } from './category-coverage.ts'
import type { Observation } from './strategy.ts'

const space = { x: float(0, 1), loss: categorical(['a', 'b']), norm: categorical(['c', 'd']) }
const searchSpace = createSearchSpace(space)

function tried(...points: readonly (readonly number[])[]): Observation[] {
  return points.map((point) => ({
    state: 'complete',
    point: Float64Array.from(point),
    loss: 0,
    lastStep: -1,
    notes: {},
  }))
}

/** Promises most for x = 0.3 and the choices b, d. */
const score = {
  value: ([x = 0, loss = 0, norm = 0]: Float64Array) => loss + 2 * norm - Math.abs(x - 0.3),
  valueWithSlope: () => 0,
}
const anchors = [Float64Array.from([0.3, 0, 0])]

describe('dueCombination', () => {
  it('is the most promising of those that were tried least', () => {
    const four = tried([0, 0, 0], [0, 0, 0], [0, 0, 1], [0, 0, 0])
    expect(dueCombination(searchSpace, four, anchors, score)).toEqual(
      new Map([
        [1, 1],
        [2, 1],
      ]),
    )
    const others = tried([0, 0, 0], [0, 1, 1], [0, 0, 1], [0, 0, 0])
    expect(dueCombination(searchSpace, others, anchors, score)).toEqual(
      new Map([
        [1, 1],
        [2, 0],
      ]),
    )
  })

  it('is none when all were tried, on every second trial, and where constraints rule some out', () => {
    expect(
      dueCombination(searchSpace, tried([0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1]), anchors, score),
    ).toBeUndefined()
    expect(
      dueCombination(
        searchSpace,
        tried([0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]),
        anchors,
        score,
      ),
    ).toBeUndefined()
    const constrained = createSearchSpace(space, [atMost('norm', 'x')])
    expect(
      dueCombination(constrained, tried([0, 0, 0], [0, 0, 0], [0, 0, 0], [0, 0, 0]), anchors, score),
    ).toBeUndefined()
    const numeric = createSearchSpace({ x: float(0, 1) })
    expect(dueCombination(numeric, tried([0], [0]), [Float64Array.from([0])], score)).toBeUndefined()
  })

  it('lets no combination go unseen', async () => {
    const study = createStudy({ space, strategy: bayesian(), seed: 4 })
    // Best where both choices are bad by themselves.
    await optimize(
      study,
      ({ x, loss, norm }) =>
        (x - 0.5) ** 2 + (loss === 'b' && norm === 'd' ? 0 : loss === 'b' || norm === 'd' ? 2 : 1),
      { trials: 16 },
    )
    const seen = new Set(study.trials.map(({ parameters }) => `${parameters.loss}${parameters.norm}`))
    expect([...seen].toSorted()).toEqual(['ac', 'ad', 'bc', 'bd'])
    expect(study.best()?.parameters).toMatchObject({ loss: 'b', norm: 'd' })
  })
})

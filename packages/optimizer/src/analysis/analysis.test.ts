import { describe, expect, it } from 'vitest'
import { categorical, float, int } from '../space/parameter.ts'
import { sobol } from '../strategy/quasi-random.ts'
import { createStudy, type Study } from '../study/study.ts'
import { convergence } from './convergence.ts'
import { parameterImportance } from './importance.ts'
import { marginalVariances } from './marginal-variance.ts'
import { parallelCoordinates } from './parallel-coordinates.ts'

const space = {
  x: float(0, 1),
  y: float(1, 100, { log: true }),
  z: int(1, 8),
  kind: categorical(['a', 'b', 'c']),
}

async function filled(
  count: number,
  value: (parameters: { x: number; y: number; z: number; kind: string }) => number,
): Promise<Study<typeof space>> {
  const study = createStudy({ space, strategy: sobol(), direction: 'maximize', seed: 1 })
  for (let i = 0; i < count; i++) {
    const { number, parameters } = await study.ask()
    study.tell(number, value(parameters))
  }
  return study
}

function shareOf(study: Study<typeof space>, parameter: string): number {
  return parameterImportance(study)?.find((each) => each.parameter === parameter)?.importance ?? Number.NaN
}

describe('marginalVariances', () => {
  it('has the variances of a small tree', () => {
    // f = 4 where x <= 1/4, else 2 for choice 0 and 0 for choice 1: by hand.
    const tree = {
      kind: 'node',
      split: { kind: 'numeric', parameter: 0, threshold: 0.25 },
      inside: { kind: 'leaf', value: 4 },
      outside: {
        kind: 'node',
        split: { kind: 'categorical', parameter: 1, choice: 0 },
        inside: { kind: 'leaf', value: 2 },
        outside: { kind: 'leaf', value: 0 },
      },
    } as const
    const { total, single } = marginalVariances(tree, [0, 2])
    // Mean 1.75. x: 4 with 1/4, 1 with 3/4. Choices: 1/4 · 4 + 3/4 · 2 = 2.5, and 1.
    expect(total).toBeCloseTo((2.25 ** 2 * 2 + 0.25 ** 2 * 3 + 1.75 ** 2 * 3) / 8, 12)
    expect(single[0]).toBeCloseTo((2.25 ** 2 + 3 * 0.75 ** 2) / 4, 12)
    expect(single[1]).toBeCloseTo(0.75 ** 2, 12)
  })
})

describe('parameterImportance', () => {
  it('comes near the shares of variance of an additive function', async () => {
    // Var x = 1/12; Var log y scaled to [0, 1] the same; of 'a' or not: 2/9. So 3 : 1 for x and y by coefficients √3 and 1.
    const study = await filled(256, ({ x, y }) => Math.sqrt(3) * x + Math.log(y) / Math.log(100))
    // 64 trees on 256 trials smooth the ends of a line: a few hundredths.
    expect(shareOf(study, 'x')).toBeCloseTo(0.75, 1)
    expect(shareOf(study, 'y')).toBeCloseTo(0.25, 1)
    expect(shareOf(study, 'z') + shareOf(study, 'kind')).toBeLessThan(0.05)
  })

  it('sees categories and whole numbers, the most important first', async () => {
    const study = await filled(128, ({ z, kind }) => (kind === 'a' ? 5 : 0) + z / 8)
    const names = parameterImportance(study)?.map(({ parameter }) => parameter)
    expect(names?.slice(0, 2)).toEqual(['kind', 'z'])
    expect(shareOf(study, 'kind')).toBeGreaterThan(0.9)
    expect(parameterImportance(study)).toEqual(parameterImportance(study))
  })

  it('is null when there is nothing to tell', async () => {
    expect(parameterImportance(await filled(3, ({ x }) => x))).toBeNull()
    expect(parameterImportance(await filled(20, () => 7))).toBeNull()
  })
})

describe('convergence and parallelCoordinates', () => {
  it('tell complete trials alone, in the direction of the metric', async () => {
    const study = createStudy({ space, strategy: sobol(), direction: 'maximize' })
    const values = [2, Number.NaN, 5, 3]
    study.enqueue({ x: 0.25, y: 10, z: 1, kind: 'b' })
    for (const value of values) study.tell((await study.ask()).number, value)
    expect(convergence(study)).toEqual([
      { number: 0, value: 2, best: 2 },
      { number: 2, value: 5, best: 5 },
      { number: 3, value: 3, best: 5 },
    ])
    const { axes, lines } = parallelCoordinates(study)
    expect(axes).toEqual([
      { kind: 'numeric', name: 'x', low: 0, high: 1, log: false },
      { kind: 'numeric', name: 'y', low: 1, high: 100, log: true },
      { kind: 'numeric', name: 'z', low: 1, high: 8, log: false },
      { kind: 'categorical', name: 'kind', choices: ['a', 'b', 'c'] },
    ])
    expect(lines.map(({ number, value }) => [number, value])).toEqual([
      [0, 2],
      [2, 5],
      [3, 3],
    ])
    // log 10 is halfway from log 1 to log 100; whole numbers own cells, the first of eight has its middle at 1/16.
    expect(lines[0]?.positions).toEqual([0.25, 0.5, 0.0625, 0.5])
  })
})

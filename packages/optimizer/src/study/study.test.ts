import { describe, expect, expectTypeOf, it } from 'vitest'
import { multipleOf } from '../space/constraint.ts'
import { categorical, float, int } from '../space/parameter.ts'
import { random } from '../strategy/random.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { optimize } from './optimize.ts'
import { restoreStudy } from './restore-study.ts'
import { createStudy } from './study.ts'

const space = { x: float(0, 1), n: int(1, 3), c: categorical(['a', 'b']) }

describe('a study', () => {
  it('types parameters by the space', async () => {
    const { parameters } = await createStudy({ space, strategy: random() }).ask()
    expectTypeOf(parameters).toEqualTypeOf<{
      readonly x: number
      readonly n: number
      readonly c: 'a' | 'b'
    }>()
    expect(Object.keys(parameters)).toEqual(['x', 'n', 'c'])
  })

  it('remembers what was told, and finds the best in either direction', async () => {
    for (const [direction, best] of [
      ['minimize', 1],
      ['maximize', 2],
    ] as const) {
      const study = createStudy({ space, strategy: random(), direction })
      for (const value of [5, -3, 9]) study.tell((await study.ask()).number, value)
      expect(study.best()?.number).toBe(best)
    }
  })

  it('tries what was put in the queue first', async () => {
    const study = createStudy({ space, strategy: random() })
    study.enqueue({ x: 0.5, n: 2, c: 'b' })
    expect((await study.ask()).parameters).toEqual({ x: 0.5, n: 2, c: 'b' })
    expect(() => study.enqueue({ x: 2, n: 2.5, c: 'z', y: 1 })).toThrow(
      /x: must be a number from 0 to 1, not 2(.|\n)*n: must be 1 plus(.|\n)*c: must be one of "a", "b"(.|\n)*y: is no parameter/,
    )
  })

  it('refuses to be told twice, or the wrong number of values', async () => {
    const study = createStudy({ space, strategy: random() })
    const { number } = await study.ask()
    expect(() => study.tell(number, [1, 2])).toThrow('told 2 values; the study has 1 metrics')
    study.tell(number, 1)
    expect(() => study.tell(number, 1)).toThrow('Trial 0 is complete')
    expect(() => study.tell(7, 1)).toThrow('Trial 7 does not exist')
  })

  it('makes a failed trial of a value that is no number', async () => {
    const study = createStudy({ space, strategy: random() })
    const trial = study.tell((await study.ask()).number, Number.NaN)
    expect(trial).toMatchObject({
      state: 'failed',
      values: null,
      error: 'The value is NaN, which is no finite number.',
    })
  })

  it('asks for its constraints again when it is restored', () => {
    const constraints = [multipleOf('n', 1)]
    const saved = createStudy({ space, strategy: random(), constraints }).save()
    expect(() => restoreStudy(saved, { strategy: random() })).toThrow('n is a multiple of 1')
    expect(restoreStudy(saved, { strategy: random(), constraints }).trials).toEqual([])
    expect(() => restoreStudy({ version: 2 }, { strategy: random() })).toThrow('This is no saved study')
  })

  it('does not let two askers get in each other’s way: each knows the points before it', async () => {
    const seen: number[] = []
    const counting: Strategy = {
      id: 'counting',
      async suggest({ history, searchSpace }) {
        await new Promise((resolve) => setTimeout(resolve, 0))
        seen.push(history.length)
        return { point: new Float64Array(searchSpace.dimensions.length) }
      },
    }
    const study = createStudy({ space, strategy: counting })
    await Promise.all([study.ask(), study.ask(), study.ask()])
    expect(seen).toEqual([0, 1, 2])
  })
})

describe('several metrics', () => {
  const metrics = [
    { name: 'quality', direction: 'maximize' },
    { name: 'seconds', direction: 'minimize' },
  ] as const

  async function tell(aggregate: 'weighted' | 'rank' | 'pareto', weights = [1, 1]) {
    const study = createStudy({
      space,
      strategy: random(),
      aggregate,
      metrics: metrics.map((metric, j) => ({ ...metric, weight: weights[j] ?? 1 })),
    })
    for (const values of [
      [0.9, 100],
      [0.8, 10],
      [0.5, 20],
      [0.2, 1],
    ])
      study.tell((await study.ask()).number, values)
    return study
  }

  it('knows the Pareto front', async () => {
    expect((await tell('pareto')).paretoFront().map(({ number }) => number)).toEqual([0, 1, 3])
  })

  it('weighs values as they are', async () => {
    // −w·quality + seconds: 99.1, 9.2, 19.5, .8; with weight 1000: −800, −790, −480, −199.
    expect((await tell('weighted')).best()?.number).toBe(3)
    expect((await tell('weighted', [1000, 1])).best()?.number).toBe(0)
  })

  it('ranks: the second best in both beats the extremes', async () => {
    // Mean ranks: (0 + 3)/2, (1 + 1)/2, (2 + 2)/2, (3 + 0)/2.
    expect((await tell('rank')).best()?.number).toBe(1)
  })
})

describe('optimize', () => {
  it('stops at the number of trials, those before included', async () => {
    const study = createStudy({ space, strategy: random() })
    study.tell((await study.ask()).number, 0)
    expect((await optimize(study, ({ x }) => x, { trials: 5 })).stopped).toBe('trials')
    expect(study.trials).toHaveLength(5)
  })

  it('starts no trial after its time, by the clock it is given', async () => {
    let now = 0
    const study = createStudy({ space, strategy: random() })
    const objective = ({ x }: { x: number }) => {
      now += 10
      return x
    }
    const { stopped } = await optimize(study, objective, { timeoutMs: 35, clock: () => now })
    expect([stopped, study.trials.length]).toEqual(['timeout', 4])
  })

  it('stops on a plateau', async () => {
    const study = createStudy({ space, strategy: random() })
    const values = [5, 4, 3.95, 3.93, 3.92, 3.91]
    const { stopped } = await optimize(study, (_, { number }) => values[number] ?? 0, {
      trials: 6,
      plateau: { trials: 3, tolerance: 0.5 },
    })
    expect([stopped, study.trials.length]).toEqual(['plateau', 5])
  })

  it('records what a trial throws and goes on', async () => {
    const study = createStudy({ space, strategy: random() })
    await optimize(
      study,
      (_, { number }) => {
        if (number === 1) throw new Error('out of memory')
        return number
      },
      { trials: 3 },
    )
    expect(study.trials.map(({ state, error }) => [state, error])).toEqual([
      ['complete', null],
      ['failed', 'out of memory'],
      ['complete', null],
    ])
  })

  it('runs trials side by side, never more than asked for', async () => {
    let running = 0
    let most = 0
    const study = createStudy({ space, strategy: random() })
    await optimize(
      study,
      async ({ x }) => {
        most = Math.max(most, ++running)
        await new Promise((resolve) => setTimeout(resolve, 0))
        running--
        return x
      },
      { trials: 10, parallel: 3 },
    )
    expect([most, study.trials.length]).toEqual([3, 10])
  })

  it('evaluates again what an earlier process left running, with the same random numbers', async () => {
    const draws: number[][] = [[], []]
    const objective =
      (which: number) =>
      (_: unknown, { rng, number }: { rng: { uniform(): number }; number: number }) => {
        const u = rng.uniform()
        draws[which]?.push(u)
        return u + number
      }
    const whole = createStudy({ space, strategy: random(), clock: () => 0 })
    await optimize(whole, objective(0), { trials: 4 })
    const broken = createStudy({ space, strategy: random(), clock: () => 0 })
    await optimize(broken, objective(1), { trials: 2 })
    await broken.ask()
    broken.report(2, 1, 0.5)
    const restored = restoreStudy(JSON.parse(JSON.stringify(broken.save())), {
      strategy: random(),
      clock: () => 0,
    })
    await optimize(restored, objective(1), { trials: 4 })
    expect(draws[1]).toEqual(draws[0])
    expect(restored.save()).toEqual(whole.save())
  })

  it('refuses a budget that never ends', async () => {
    await expect(optimize(createStudy({ space, strategy: random() }), () => 0, {})).rejects.toThrow(
      'nothing would ever stop it',
    )
  })

  it('aborts running trials and leaves them to be evaluated again', async () => {
    const controller = new AbortController()
    const study = createStudy({ space, strategy: random() })
    const { stopped } = await optimize(
      study,
      (_, { signal }) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')))
          setTimeout(() => controller.abort(), 0)
        }),
      { trials: 3, signal: controller.signal },
    )
    expect(stopped).toBe('aborted')
    expect(study.trials.map(({ state }) => state)).toEqual(['running'])
  })
})

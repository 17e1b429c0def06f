import { createRng, type Rng } from '@tabricate/core'
import { type ConformanceCase, ensure, ensureSame } from '@tabricate/core/testing'
import { multipleOf } from '../space/constraint.ts'
import { categorical, float, int } from '../space/parameter.ts'
import { parameterIssues } from '../space/search-space.ts'
import type { Space } from '../space/space.ts'
import type { Strategy } from '../strategy/strategy.ts'
import { optimize } from '../study/optimize.ts'
import { restoreStudy } from '../study/restore-study.ts'
import { createStudy, type Study } from '../study/study.ts'

export interface TestStrategyArguments {
  /** Trials of the short studies, enough for the strategy to get past its first, random phase. Default 25. */
  readonly trials?: number
  /** Trials of the long study. Default 1,000. */
  readonly manyTrials?: number
}

/** Every kind of parameter. */
const mixedSpace = {
  x: float(-5, 10),
  rate: float(1e-5, 1e-1, { log: true }),
  share: float(0, 1, { step: 0.25 }),
  layers: int(1, 6),
  width: int(32, 512, { step: 32 }),
  latent: int(2, 128, { log: true }),
  model: categorical(['gan', 'vae', 'flow']),
  dims: categorical([[128], [256, 256]]),
} satisfies Space

/** Smooth, with its optimum inside. */
function score({
  x,
  rate,
  layers,
  model,
}: {
  x: number
  rate: number
  layers: number
  model: string
}): number {
  return (x - 2) ** 2 + (Math.log10(rate) + 3) ** 2 + (layers - 3) ** 2 + (model === 'vae' ? 0 : 2)
}

/** What every strategy must do. How well it optimises is not asked for here: that is what benchmarks are for. */
export function testStrategy(
  create: () => Strategy,
  { trials = 25, manyTrials = 1000 }: TestStrategyArguments = {},
): ConformanceCase[] {
  const mixedStudy = (seed = 1) =>
    createStudy({ space: mixedSpace, strategy: create(), seed, clock: () => 0 })
  const run = async (study: ReturnType<typeof mixedStudy>, count: number) => {
    await optimize(study, score, { trials: count })
    return study
  }
  const parametersOf = (study: Pick<Study, 'trials'>) => study.trials.map(({ parameters }) => parameters)

  return [
    {
      name: 'suggests values inside the bounds, on the steps, among the choices',
      run: async () => {
        const study = await run(mixedStudy(), trials)
        for (const { number, parameters } of study.trials) {
          const issues = parameterIssues(study.searchSpace, parameters)
          ensure(issues.length === 0, `trial ${number}: ${issues.map(({ message }) => message).join('; ')}`)
        }
      },
    },
    {
      name: 'searches logarithms evenly: a fifth to four fifths of the first values below the middle decade',
      run: async () => {
        let below = 0
        // First trials of many studies: what a strategy does before it knows anything.
        for (let seed = 0; seed < 60; seed++) {
          const { parameters } = await mixedStudy(seed).ask()
          if (parameters.rate < 1e-3) below++
        }
        // A fair share is half of 60; on the linear scale it would be 1 %.
        ensure(below >= 12 && below <= 48, `${below} of 60 first values below 0.001`)
      },
    },
    {
      name: 'obeys constraints between parameters in every trial',
      run: async () => {
        const space = { batchSize: int(100, 1000), pac: int(1, 10), x: float(0, 1) }
        const rule = multipleOf('batchSize', 'pac')
        const study = createStudy({ space, constraints: [rule], strategy: create() })
        await optimize(study, ({ batchSize, pac, x }) => batchSize / 1000 + pac + x, { trials })
        for (const { number, parameters } of study.trials)
          ensure(rule.holds(parameters), `trial ${number}: ${JSON.stringify(parameters)}`)
      },
    },
    {
      name: 'same seed, same trials; another seed, others',
      run: async () => {
        const first = parametersOf(await run(mixedStudy(5), trials))
        ensureSame(parametersOf(await run(mixedStudy(5), trials)), first, 'the second study of one seed')
        const other = parametersOf(await run(mixedStudy(6), trials))
        ensure(JSON.stringify(other) !== JSON.stringify(first), 'two seeds gave the same trials')
      },
    },
    {
      name: 'goes on from a saved study exactly as if it had not stopped',
      run: async () => {
        const whole = await run(mixedStudy(3), trials)
        const stopped = await run(mixedStudy(3), Math.floor(trials / 2))
        const text = JSON.stringify(stopped.save())
        const restored = restoreStudy(JSON.parse(text), { strategy: create(), clock: () => 0 })
        await optimize(restored, (values) => score(readMixed(values)), { trials })
        ensureSame(restored.save(), whole.save(), 'the restored study')
      },
    },
    {
      name: 'survives values that are no numbers, and trials that throw',
      run: async () => {
        const study = mixedStudy()
        const rng = createRng(1)
        await optimize(study, (parameters) => troubled(score(parameters), rng), { trials: 2 * trials })
        ensure(study.trials.length === 2 * trials, `${study.trials.length} trials`)
        ensure(
          study.trials.some(({ state }) => state === 'failed'),
          'no trial failed',
        )
        ensure(study.best() !== undefined, 'there is no best trial')
      },
    },
    {
      name: 'survives nothing but failures',
      run: async () => {
        const study = mixedStudy()
        await optimize(study, () => Number.NaN, { trials })
        ensure(study.best() === undefined, 'a failed trial is the best one')
        ensure(study.trials.length === trials, `${study.trials.length} trials`)
      },
    },
    {
      name: 'survives a constant objective',
      run: async () => {
        const study = mixedStudy()
        await optimize(study, () => 7, { trials })
        ensureSame(study.best()?.values, [7], 'the best value')
      },
    },
    {
      name: 'survives huge, tiny and infinite values',
      run: async () => {
        const study = mixedStudy()
        const scales = [1e300, 1e-300, -1e300, Infinity, 0, 1e15]
        await optimize(study, (_, { number }) => scales[number % scales.length] ?? 0, { trials })
        ensureSame(study.best()?.values, [-1e300], 'the best value')
      },
    },
    {
      name: 'survives a space of few points, all of them tried again and again',
      run: async () => {
        const space = { a: int(1, 2), b: categorical(['x', 'y']) }
        const study = createStudy({ space, strategy: create() })
        for (let i = 0; i < trials; i++) {
          const trial = await study.ask()
          study.tell(trial.number, trial.parameters.a + (trial.parameters.b === 'x' ? 0 : 1))
        }
        ensureSame(study.best()?.parameters, { a: 1, b: 'x' }, 'the best of four points')
      },
    },
    {
      name: 'survives a single point',
      run: async () => {
        const study = createStudy({ space: { only: int(3, 3), x: float(1, 1) }, strategy: create() })
        for (let i = 0; i < 12; i++) study.tell((await study.ask()).number, i)
        ensureSame(study.best()?.parameters, { only: 3, x: 1 }, 'the only point')
      },
    },
    {
      name: 'suggests several trials before any is told',
      run: async () => {
        const study = await run(mixedStudy(), trials)
        const batch = await Promise.all(Array.from({ length: 4 }, () => study.ask()))
        const texts = new Set(batch.map(({ parameters }) => JSON.stringify(parameters)))
        ensure(texts.size === 4, `${texts.size} different points of 4`)
      },
    },
    {
      name: 'stops when its signal is aborted',
      run: async () => {
        const study = mixedStudy()
        const controller = new AbortController()
        const { stopped } = await optimize(
          study,
          (parameters, { number }) => {
            if (number === 3) controller.abort()
            return score(parameters)
          },
          { trials, signal: controller.signal },
        )
        ensure(stopped === 'aborted', `stopped by ${stopped}`)
        ensure(study.trials.length === 4, `${study.trials.length} trials`)
      },
    },
    {
      name: `goes through ${manyTrials.toLocaleString('en')} trials`,
      run: async () => {
        const study = createStudy({ space: { x: float(-5, 10), y: float(0, 15) }, strategy: create() })
        await optimize(study, ({ x, y }) => (x - 1) ** 2 + (y - 2) ** 2, { trials: manyTrials })
        const [value = Infinity] = study.best()?.values ?? []
        // Even random points come this near: the expected least of 1,000 is 0.07.
        ensure(value < (manyTrials >= 1000 ? 1 : 10), `the best of ${manyTrials} trials is ${value}`)
      },
    },
  ]
}

function troubled(value: number, rng: Rng): number {
  const u = rng.uniform()
  if (u < 0.2) return Number.NaN
  if (u < 0.3) throw new Error('out of memory')
  return value
}

function readMixed(values: { readonly [name: string]: unknown }) {
  const { x, rate, layers, model } = values
  return { x: Number(x), rate: Number(rate), layers: Number(layers), model: String(model) }
}

import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readGolden } from '../../test/golden.ts'
import { logDensity } from '../normal/standard-normal.ts'
import { logMass, truncatedQuantile } from '../normal/truncated-normal.ts'
import { categorical, float, int, type Parameter } from '../space/parameter.ts'
import { createSearchSpace, toPoint } from '../space/search-space.ts'
import type { Space } from '../space/space.ts'
import type { TrialState } from '../study/trial.ts'
import { createParzenEstimator } from './parzen-estimator.ts'
import { ageWeights, goodCount, splitTrials } from './split-trials.ts'

const number = z.union([z.number(), z.literal('-Infinity').transform(() => -Infinity)])
const parameter = z.union([
  z.object({ type: z.literal('categorical'), choices: z.array(z.json()) }),
  z.object({
    type: z.enum(['float', 'int']),
    low: z.number(),
    high: z.number(),
    log: z.boolean(),
    step: z.number().nullish(),
  }),
])
const spaceColumns = z.record(z.string(), parameter)
const columns = z.record(z.string(), z.array(z.number()))
const golden = readGolden(
  'tpe.json',
  z.object({
    gamma: z.array(z.object({ n: z.number(), value: z.number() })),
    ageWeights: z.array(z.object({ n: z.number(), weights: z.array(z.number()) })),
    truncatedGaussian: z.object({
      logMass: z.array(z.object({ a: z.number(), b: z.number(), value: z.number() })),
      ppf: z.array(z.object({ q: z.number(), a: z.number(), b: z.number(), value: z.number() })),
      logPdf: z.array(
        z.object({
          x: z.number(),
          low: z.number(),
          high: z.number(),
          mu: z.number(),
          sigma: z.number(),
          value: number,
        }),
      ),
    }),
    parzen: z.array(
      z.object({
        name: z.string(),
        space: z.record(z.string(), parameter),
        observations: columns,
        weights: z.array(z.number()),
        components: z.record(
          z.string(),
          z.object({
            mus: z.array(z.number()).optional(),
            sigmas: z.array(z.number()).optional(),
            weights: z.array(z.array(z.number())).optional(),
          }),
        ),
        points: columns,
        logDensity: z.array(z.number()),
      }),
    ),
    acquisition: z.object({
      space: z.record(z.string(), parameter),
      good: columns,
      bad: columns,
      candidates: columns,
      logGood: z.array(z.number()),
      logBad: z.array(z.number()),
      chosen: z.number(),
    }),
    split: z.array(
      z.object({
        name: z.string(),
        direction: z.string(),
        trials: z.array(
          z.object({
            state: z.enum(['complete', 'pruned', 'fail', 'running']),
            value: z.number().optional(),
            intermediate: z.record(z.string(), z.number()).optional(),
            constraint: z.number().optional(),
          }),
        ),
        gamma: z.number(),
        splits: z.array(z.object({ nGood: z.number(), good: z.array(z.number()), bad: z.array(z.number()) })),
      }),
    ),
  }),
)

/** Of the golden file: log densities absolute; weights, centres and widths; quantiles relative. */
const tolerance = { logDensity: 1e-9, component: 1e-12, quantile: 1e-9 }
/** Of a quantile near 0, in standard deviations: its own digits are lost in the ends of the interval. */
const quantileFloor = 1e-15

function readSpace(space: z.infer<typeof spaceColumns>): Space {
  return Object.fromEntries(Object.entries(space).map(([name, each]) => [name, readParameter(each)]))
}

function readParameter(each: z.infer<typeof parameter>): Parameter {
  if (each.type === 'categorical') return categorical(each.choices)
  const { type, low, high, log, step } = each
  const stepped = step === undefined || step === null ? {} : { step }
  return type === 'int' ? int(low, high, { log, ...stepped }) : float(low, high, { log, ...stepped })
}

/** Points from columns of values; categorical columns hold indices. */
function readPoints(space: Space, values: z.infer<typeof columns>): Float64Array[] {
  const searchSpace = createSearchSpace(space)
  const count = Object.values(values)[0]?.length ?? 0
  return Array.from({ length: count }, (_, i) => {
    const row = Object.fromEntries(
      Object.entries(space).map(([name, each]) => {
        const value = values[name]?.[i] ?? 0
        return [name, each.type === 'categorical' ? each.choices[value] : value]
      }),
    )
    return toPoint(searchSpace, row)
  })
}

describe('truncated normal distributions', () => {
  it.each(golden.truncatedGaussian.logMass)('log mass of [$a, $b]', ({ a, b, value }) => {
    expect(Math.abs(logMass(a, b) - value)).toBeLessThanOrEqual(tolerance.logDensity)
  })
  it.each(golden.truncatedGaussian.ppf)('quantile $q of [$a, $b]', ({ q, a, b, value }) => {
    const error = Math.abs(truncatedQuantile(q, a, b) - value)
    expect(error).toBeLessThanOrEqual(tolerance.quantile * Math.abs(value) + quantileFloor)
  })
  it.each(golden.truncatedGaussian.logPdf)(
    'log density of $x in [$low, $high] around $mu ± $sigma',
    (each) => {
      const { x, low, high, mu, sigma, value } = each
      const actual =
        x < low || x > high
          ? -Infinity
          : logDensity((x - mu) / sigma) - Math.log(sigma) - logMass((low - mu) / sigma, (high - mu) / sigma)
      if (Number.isFinite(value)) expect(Math.abs(actual - value)).toBeLessThanOrEqual(tolerance.logDensity)
      else expect(actual).toBe(value)
    },
  )
})

describe('Parzen estimators', () => {
  it.each(golden.parzen)(
    '$name',
    ({ space: given, observations, weights, components, points, logDensity: expected }) => {
      const space = readSpace(given)
      const observed = readPoints(space, observations)
      const estimator = createParzenEstimator(createSearchSpace(space), observed, ageWeights(observed.length))
      const close = (actual: ArrayLike<number>, wanted: readonly number[]) => {
        expect(actual.length).toBe(wanted.length)
        wanted.forEach((value, i) => {
          expect(Math.abs((actual[i] ?? 0) - value)).toBeLessThanOrEqual(
            tolerance.component * Math.max(1, Math.abs(value)),
          )
        })
      }
      close(estimator.weights, weights)
      Object.keys(space).forEach((name, j) => {
        const kernel = estimator.kernels[j]
        const { mus = [], sigmas = [], weights: rows = [] } = components[name] ?? {}
        if (kernel?.kind === 'numeric') {
          close(kernel.centres, mus)
          close(kernel.widths, sigmas)
        } else close(kernel?.probabilities ?? [], rows.flat())
      })
      readPoints(space, points).forEach((point, i) => {
        expect(Math.abs(estimator.logDensity(point) - (expected[i] ?? 0))).toBeLessThanOrEqual(
          tolerance.logDensity,
        )
      })
    },
  )

  it('chooses the same of the recorded candidates', () => {
    const { acquisition } = golden
    const space = readSpace(acquisition.space)
    const searchSpace = createSearchSpace(space)
    const [good, bad] = [acquisition.good, acquisition.bad].map((set) => {
      const points = readPoints(space, set)
      return createParzenEstimator(searchSpace, points, ageWeights(points.length))
    })
    const candidates = readPoints(space, acquisition.candidates)
    const scores = candidates.map((point, i) => {
      const [logGood, logBad] = [good?.logDensity(point) ?? 0, bad?.logDensity(point) ?? 0]
      expect(Math.abs(logGood - (acquisition.logGood[i] ?? 0))).toBeLessThanOrEqual(tolerance.logDensity)
      expect(Math.abs(logBad - (acquisition.logBad[i] ?? 0))).toBeLessThanOrEqual(tolerance.logDensity)
      return logGood - logBad
    })
    expect(scores.indexOf(Math.max(...scores))).toBe(acquisition.chosen)
  })
})

describe('good and bad trials', () => {
  it('sizes the good set', () => {
    for (const { n, value } of golden.gamma) expect(goodCount(n)).toBe(value)
  })

  it('weighs by age', () => {
    for (const { n, weights } of golden.ageWeights) {
      ageWeights(n).forEach((weight, i) => {
        expect(Math.abs(weight - (weights[i] ?? 0))).toBeLessThanOrEqual(tolerance.component)
      })
    }
  })

  // Constraints are part of the space here: no trial is infeasible.
  const splits = golden.split.filter(({ trials }) =>
    trials.every(({ constraint }) => constraint === undefined),
  )
  it.each(splits)('$name', ({ direction, trials, splits: expected }) => {
    const sign = direction === 'maximize' ? -1 : 1
    const history = trials.map(({ state, value, intermediate = {} }, index) => {
      const [step, report] = Object.entries(intermediate).at(-1) ?? ['-1', Number.NaN]
      const toState: Record<typeof state, TrialState> = {
        complete: 'complete',
        pruned: 'pruned',
        fail: 'failed',
        running: 'running',
      }
      return { index, state: toState[state], loss: sign * (value ?? report), lastStep: Number(step) }
    })
    for (const { nGood, good, bad } of expected) {
      const split = splitTrials(history, nGood)
      expect(split.good.map(({ index }) => index)).toEqual(good)
      expect(split.bad.map(({ index }) => index)).toEqual(bad)
    }
  })
})

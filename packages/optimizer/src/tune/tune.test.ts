import { defineModel, type Fitted, independent, type PreparedTable, throwIfAborted } from '@tabricate/core'
import { mixedTable } from '@tabricate/core/testing'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { categorical, float, int } from '../space/parameter.ts'
import { random } from '../strategy/random.ts'
import type { Trial } from '../study/trial.ts'
import { tune } from './tune.ts'
import type { TuneMetric } from './tune-metric.ts'

const options = z.strictObject({
  epochs: z.int().min(1).max(1000).default(10),
  batchSize: z.int().min(2).max(1000).default(500),
  pac: z.int().min(1).max(10).default(10),
  generatorLr: z.number().positive().default(1e-3),
  discriminatorLr: z.number().positive().default(1e-3),
  dims: z.array(z.int()).default([8]),
  mode: z.enum(['a', 'b']).default('a'),
})

/** Draws columns on their own; says after every epoch how good it is: the nearer its learning rate to 0.001, the better. */
function createToy() {
  const seen = { rows: 0, epochs: 0 }
  const toy = defineModel<z.infer<typeof options>>({
    id: 'toy',
    version: 1,
    options,
    rules: [
      {
        fields: ['batchSize', 'pac'],
        description: 'batchSize is even and a multiple of pac',
        check: ({ batchSize, pac }) =>
          batchSize % pac === 0 && batchSize % 2 === 0
            ? undefined
            : `take another batchSize than ${batchSize}`,
      },
    ],
    async fit(prepared: PreparedTable, context): Promise<Fitted> {
      const { epochs, generatorLr } = context.options
      seen.rows = prepared.rowCount
      for (let epoch = 1; epoch <= epochs; epoch++) {
        throwIfAborted(context.signal)
        seen.epochs++
        const quality = 1 - Math.abs(Math.log10(generatorLr) + 3) / 10 - 1 / (epoch + 1)
        context.onEpoch({ epoch, epochs, losses: {}, rowsProcessed: epoch * prepared.rowCount, quality })
      }
      return independent.definition.fit(prepared, { ...context, options: {} })
    },
    restore: (state, context) => independent.definition.restore(state, { ...context, options: {} }),
  })
  return { toy, seen }
}

/** Judges by the options: what a trial should have found out. */
const learningRateMetric: TuneMetric = {
  name: 'rate',
  direction: 'maximize',
  judge: ({ synthesizer }) => {
    const { generatorLr } = options.parse(synthesizer.snapshot().options)
    return -Math.abs(Math.log10(generatorLr) + 3)
  },
}

const table = mixedTable(240)
const rate = float(1e-4, 1e-2, { log: true })

describe('tune', () => {
  it('finds options, and keeps a third of the rows for judging', async () => {
    const { toy, seen } = createToy()
    const validationRows: number[] = []
    const metric: TuneMetric = {
      ...learningRateMetric,
      judge(judged) {
        validationRows.push(judged.validation.rowCount, judged.synthetic.rowCount)
        return learningRateMetric.judge(judged)
      },
    }
    const { best, bestOptions, stopped } = await tune({
      model: toy,
      table,
      space: { generatorLr: rate, mode: categorical(['a', 'b']) },
      options: { epochs: 3 },
      metric,
      trials: 14,
      seed: 1,
    })
    expect(stopped).toBe('trials')
    expect(seen.rows).toBe(160)
    expect(new Set(validationRows)).toEqual(new Set([80]))
    expect(Math.abs(Math.log10(Number(bestOptions?.generatorLr)) + 3)).toBeLessThan(0.2)
    expect(bestOptions).toMatchObject({ epochs: 3, ...best?.parameters })
  })

  it('takes the quality score by default', async () => {
    const { toy } = createToy()
    const { best } = await tune({
      model: toy,
      table,
      space: { pac: int(1, 2) },
      trials: 2,
      strategy: random(),
    })
    expect(best?.values?.[0]).toBeGreaterThan(0.3)
    expect(best?.values?.[0]).toBeLessThanOrEqual(1)
  })

  it('wastes no trial on options that the model refuses', async () => {
    const { toy } = createToy()
    const { study } = await tune({
      model: toy,
      table,
      space: { epochs: int(1, 2), batchSize: int(100, 1000), learningRate: rate },
      ties: { learningRate: ['generatorLr', 'discriminatorLr'] },
      metric: learningRateMetric,
      pruner: null,
      trials: 12,
    })
    expect(study.trials.map(({ state, error }) => [state, error])).toEqual(
      study.trials.map(() => ['complete', null]),
    )
    for (const { parameters } of study.trials) expect(Number(parameters.batchSize) % 10).toBe(0)
  })

  it('sets all options of a tie', async () => {
    const { toy } = createToy()
    const { bestOptions } = await tune({
      model: toy,
      table,
      space: { learningRate: rate },
      ties: { learningRate: ['generatorLr', 'discriminatorLr'] },
      options: { epochs: 1 },
      strategy: random(),
      metric: learningRateMetric,
      trials: 1,
    })
    expect(bestOptions?.generatorLr).toBe(bestOptions?.discriminatorLr)
  })

  it('stops bad trials by the quality that the model reports: the same best score for fewer epochs', async () => {
    const run = async (pruned: boolean) => {
      const { toy, seen } = createToy()
      const { best } = await tune({
        model: toy,
        table,
        space: { generatorLr: rate },
        options: { epochs: 50 },
        metric: learningRateMetric,
        strategy: random(),
        trials: 20,
        ...(!pruned && { pruner: null }),
      })
      return { score: best?.values?.[0], epochs: seen.epochs }
    }
    const [pruned, whole] = [await run(true), await run(false)]
    expect(pruned.score).toBe(whole.score)
    expect(whole.epochs).toBe(20 * 50)
    // Of 20 trials, all but the first four and the few that are among the better half stop after one epoch.
    expect(pruned.epochs / whole.epochs).toBeLessThan(0.6)
  })

  it('goes on from a saved study as if it had not stopped', async () => {
    const run = (trials: number, resume?: unknown) => {
      const { toy } = createToy()
      return tune({
        model: toy,
        table,
        space: { generatorLr: rate, pac: int(1, 5) },
        options: { epochs: 2 },
        metric: learningRateMetric,
        trials,
        seed: 3,
        ...(resume !== undefined && { resume }),
      })
    }
    const whole = await run(9)
    const half = await run(5)
    const resumed = await run(9, JSON.parse(JSON.stringify(half.study.save())))
    const essence = (trials: readonly Trial[]) => trials.map(({ parameters, values }) => [parameters, values])
    expect(essence(resumed.study.trials)).toEqual(essence(whole.study.trials))
  })

  it('stops in the middle of a fit when its signal is aborted, and keeps the trials', async () => {
    const { toy, seen } = createToy()
    const controller = new AbortController()
    const { study, stopped } = await tune({
      model: toy,
      table,
      space: { generatorLr: rate },
      options: { epochs: 100 },
      signal: controller.signal,
      trials: 3,
      onTrial: ({ number, reports }) => {
        if (number === 1 && reports.length === 5) controller.abort()
      },
      metric: learningRateMetric,
    })
    expect(stopped).toBe('aborted')
    expect(seen.epochs).toBe(105)
    expect(study.trials.map(({ state }) => state)).toEqual(['complete', 'running'])
  })

  it('refuses names and values at compile time that are not the model’s', () => {
    const { toy: model } = createToy()
    // Compiled, never called.
    const refused = () => [
      // @ts-expect-error: the model has no option of this name
      tune({ model, table, space: { learningRat: rate }, trials: 1 }),
      // @ts-expect-error: a number where the option is a text
      tune({ model, table, space: { mode: float(0, 1) }, trials: 1 }),
      // @ts-expect-error: a choice that the option does not have
      tune({ model, table, space: { mode: categorical(['a', 'c']) }, trials: 1 }),
      // @ts-expect-error: a tie to an option that there is not
      tune({ model, table, space: { lr: rate }, ties: { lr: ['learningRate'] }, trials: 1 }),
      tune({ model, table, space: { dims: categorical([[8], [16, 16]]) }, trials: 1 }),
    ]
    expect(refused).toHaveLength(0)
  })
})

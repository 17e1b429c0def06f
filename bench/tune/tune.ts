import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { evaluateQuality, type Model, splitRows, type Table } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { float, int, type Space, tuneModel } from '@tabricate/optimizer'
import { describeCommit } from '../harness/machine.ts'
import { dataFolder } from '../harness/paths.ts'
import { models } from '../ours/models.ts'
import { optionsSchema, type SearchFigures, writeTuneResult } from './tune-result.ts'

/** Rows that no search sees. */
const unseenShare = 0.2

/** What is searched, and what is the same in all trials; the tables are small, so rows for the probe are held out on purpose. */
const searches: Readonly<Record<string, { readonly space: Space; readonly fixedOptions: object }>> = {
  tvae: {
    space: {
      batchSize: int(20, 200, { log: true }),
      lr: float(1e-4, 1e-2, { log: true }),
      embeddingDim: int(16, 256, { log: true }),
      lossFactor: float(0.5, 8, { log: true }),
    },
    fixedOptions: { epochs: 60, validationFraction: 0.2, patience: 0 },
  },
}

/**
 * `tune`: a model's options searched on a table, with and without pruning: the epochs that were trained, and the quality of a model with the options
 * found beside that of one with the defaults, on rows that neither saw.
 */
export async function tune(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      tables: { type: 'string', default: 'insurance,german_credit' },
      model: { type: 'string', default: 'tvae' },
      trials: { type: 'string', default: '16' },
      seeds: { type: 'string', default: '1' },
    },
  })
  const create = models[values.model]
  const search = searches[values.model]
  if (create === undefined || search === undefined)
    throw new Error(`No search for "${values.model}"; there are ${Object.keys(searches).join(', ')}.`)
  for (const name of values.tables.split(',')) {
    const table = await readTable(join(dataFolder(), `${name}.csv`))
    const seeds = []
    for (let seed = 0; seed < Number(values.seeds); seed++) {
      const { train, holdout } = splitRows(table, { holdout: unseenShare, seed })
      const judge = async (options: object): Promise<number> => {
        const synthesizer = await create(options).fit(train, { seed, threads: 1 })
        const synthetic = await synthesizer.sample(holdout.rowCount, { seed })
        await synthesizer.dispose()
        return evaluateQuality({ real: holdout, synthetic }).score.value ?? Number.NaN
      }
      const searched = async (pruned: boolean): Promise<SearchFigures> => {
        const figures = await runSearch(create, search, train, Number(values.trials), seed, pruned)
        return { ...figures, quality: await judge(figures.bestOptions) }
      }
      const defaultQuality = await judge({})
      const whole = await searched(false)
      const withPruning = await searched(true)
      seeds.push({ seed, defaultQuality, whole, withPruning })
      console.log(`${name}, seed ${seed}: ${JSON.stringify(seeds.at(-1))}`)
    }
    writeTuneResult({
      table: name,
      model: values.model,
      commit: describeCommit(),
      measuredAt: new Date().toISOString(),
      fixedOptions: optionsSchema.parse(search.fixedOptions),
      seeds,
    })
  }
}

async function runSearch(
  create: (options: unknown) => Model,
  { space, fixedOptions }: { readonly space: Space; readonly fixedOptions: object },
  table: Table,
  trials: number,
  seed: number,
  pruned: boolean,
): Promise<Omit<SearchFigures, 'quality'>> {
  let epochs = 0
  const counted = (options: unknown): Model => {
    const model = create(options)
    return {
      ...model,
      fit: (rows, fitArguments = {}) => {
        let last = 0
        return model.fit(rows, {
          ...fitArguments,
          onProgress: (progress) => {
            if (progress.epoch > last) epochs += progress.epoch - last
            last = Math.max(last, progress.epoch)
            fitArguments.onProgress?.(progress)
          },
        })
      },
    }
  }
  const start = performance.now()
  const { best, bestOptions, study } = await tuneModel({
    table,
    space,
    ties: {},
    fixedOptions,
    constraints: [],
    createModel: counted,
    trials,
    seed,
    ...(!pruned && { pruner: null }),
    fitArguments: { threads: 1 },
  })
  return {
    trials: study.trials.length,
    pruned: study.trials.filter(({ state }) => state === 'pruned').length,
    epochs,
    seconds: Number(((performance.now() - start) / 1000).toFixed(1)),
    best: best?.values?.[0] ?? Number.NaN,
    bestOptions: optionsSchema.parse(bestOptions ?? {}),
  }
}

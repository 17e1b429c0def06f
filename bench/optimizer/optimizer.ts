import { parseArgs } from 'node:util'
import { describeCommit } from '../harness/machine.ts'
import { ackley20, type TestFunction, testFunctions } from './functions.ts'
import { readOptimizerResults, writeOptimizerResult } from './optimizer-result.ts'
import { codeOf, readRun, writeRun } from './run-store.ts'
import { runStrategy } from './run-strategy.ts'
import { openSuggester, peerStrategies, type Suggester } from './suggester.ts'
import { mean, standardError, summarizeRuns } from './summarize-runs.ts'

const allFunctions = [...testFunctions, ackley20]
const allStrategies = ['auto', 'random', ...peerStrategies]

/** Trials asked for at once. */
const batchOf = ({ name }: TestFunction) => (name === ackley20.name ? 4 : 1)

/**
 * `optimizer`: the mean of the best value found after so many calls, ours beside other packages', on functions whose domains are moved for each seed.
 * Runs that are done are not done again.
 */
export async function optimizer(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      functions: { type: 'string', default: testFunctions.map(({ name }) => name).join(',') },
      strategies: { type: 'string', default: allStrategies.join(',') },
      seeds: { type: 'string', default: '20' },
      save: { type: 'boolean', default: false },
    },
  })
  const functions = values.functions.split(',').map(findFunction)
  const strategies = values.strategies.split(',')
  const seeds = Array.from({ length: Number(values.seeds) }, (_, seed) => seed)
  if (!values.save) for (const strategy of strategies) await runMissing(strategy, functions, seeds)
  for (const each of functions) {
    if (values.save) save(each)
    else console.log([each.name, ...strategies.map((strategy) => line(each, strategy, seeds))].join('\n'))
  }
}

/** All runs of a strategy that are not there yet, in one process. */
async function runMissing(strategy: string, functions: readonly TestFunction[], seeds: readonly number[]) {
  let suggester: Suggester | undefined
  try {
    for (const each of functions) {
      for (const seed of seeds) {
        if (readRun(each.name, strategy, seed) !== undefined) continue
        suggester ??= openSuggester(strategy)
        writeRun(each.name, strategy, seed, await runStrategy(suggester, strategy, each, seed, batchOf(each)))
      }
    }
  } finally {
    await suggester?.close()
  }
}

function finished(each: TestFunction, strategy: string, seeds: readonly number[]) {
  return seeds.flatMap((seed) => {
    const run = readRun(each.name, strategy, seed)
    return run === undefined ? [] : [{ seed, run }]
  })
}

function line(each: TestFunction, strategy: string, seeds: readonly number[]): string {
  const { final, milliseconds, incumbent } = summarizeRuns(
    each,
    strategy,
    codeOf(strategy),
    finished(each, strategy, seeds),
  )
  const incumbents = incumbent === null ? '' : `, incumbent ${mean(incumbent).toPrecision(4)}`
  return `  ${strategy}: ${mean(final).toPrecision(5)} ± ${standardError(final).toPrecision(2)} (${final.length} seeds), worst ${Math.max(...final).toPrecision(4)}${incumbents}, ${milliseconds} ms`
}

/** Every strategy's finished runs, as a file of results; of a strategy without any, what was saved before stays. */
function save(each: TestFunction): void {
  const before = readOptimizerResults().find(({ name }) => name === each.name)?.strategies ?? []
  const seeds = Array.from({ length: 100 }, (_, seed) => seed)
  writeOptimizerResult({
    name: each.name,
    calls: each.calls,
    optimum: each.optimum,
    noise: each.noise,
    commit: describeCommit(),
    measuredAt: new Date().toISOString(),
    strategies: allStrategies.flatMap((strategy) => {
      const runs = finished(each, strategy, seeds)
      return runs.length === 0
        ? before.filter((saved) => saved.strategy === strategy)
        : [summarizeRuns(each, strategy, codeOf(strategy), runs)]
    }),
  })
}

function findFunction(name: string): TestFunction {
  const found = allFunctions.find((each) => each.name === name)
  if (found === undefined)
    throw new Error(`No function "${name}"; there are ${allFunctions.map((each) => each.name).join(', ')}.`)
  return found
}

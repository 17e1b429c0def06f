import { median } from '../harness/summary.ts'
import type { TestFunction } from './functions.ts'
import type { StrategyResult } from './optimizer-result.ts'
import type { StrategyRun } from './run-strategy.ts'

/** What the runs of one strategy on one function come to. */
export function summarizeRuns(
  { calls, noise }: Pick<TestFunction, 'calls' | 'noise'>,
  strategy: string,
  code: string,
  runs: readonly { readonly seed: number; readonly run: StrategyRun }[],
): StrategyResult {
  const curves = runs.map(({ run }) => bestSoFar(run.values))
  const tail = Math.ceil(calls / 10)
  return {
    strategy,
    code,
    seeds: runs.map(({ seed }) => seed),
    curve: Array.from({ length: calls }, (_, k) =>
      Number(mean(curves.map((curve) => curve[k] ?? Number.NaN)).toPrecision(6)),
    ),
    final: curves.map((curve) => curve[calls - 1] ?? Number.NaN),
    incumbent: noise === 0 ? null : runs.map(({ run }) => incumbentValue(run)),
    longestHoldMs: longestOf(runs.map(({ run }) => run.longestHoldMs)),
    milliseconds: Number(
      median(runs.flatMap(({ run }) => run.milliseconds.slice(calls - tail))).toPrecision(3),
    ),
  }
}

function longestOf(holds: readonly (number | null)[]): number | null {
  const known = holds.filter((hold) => hold !== null)
  return known.length === 0 ? null : Number(Math.max(...known).toPrecision(3))
}

export function bestSoFar(values: readonly number[]): number[] {
  let best = Infinity
  return values.map((value) => {
    best = Math.min(best, value)
    return best
  })
}

/** The true value of the trial that looked best. */
function incumbentValue({ values, observed }: StrategyRun): number {
  return values[observed.indexOf(Math.min(...observed))] ?? Number.NaN
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Standard error of the mean. */
export function standardError(values: readonly number[]): number {
  const middle = mean(values)
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0)
  return Math.sqrt(squares / Math.max(1, values.length - 1) / values.length)
}

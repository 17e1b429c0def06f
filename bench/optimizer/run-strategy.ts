import { createRng, normal } from '@tabricate/core'
import { numberAt } from '../harness/protocol.ts'
import type { TestFunction } from './functions.ts'
import { shiftedFunction } from './shifted-function.ts'
import { readTrials, type Suggester } from './suggester.ts'

/** One strategy on one function with one seed. */
export interface StrategyRun {
  /** Of every evaluation, without noise. */
  readonly values: readonly number[]
  /** What the strategy was told. */
  readonly observed: readonly number[]
  /** Processor time of the strategy before every evaluation. */
  readonly milliseconds: readonly number[]
  /** The most processor time of the main thread between two turns of the event loop while a suggestion was made, in milliseconds; `null` for other packages. */
  readonly longestHoldMs: number | null
}

/** Asks, evaluates and tells, `batch` trials at a time. */
export async function runStrategy(
  suggester: Suggester,
  strategy: string,
  testFunction: TestFunction,
  seed: number,
  batch: number,
): Promise<StrategyRun> {
  const { space, calls, noise, evaluate } = shiftedFunction(testFunction, seed)
  const noiseRng = createRng(seed).split('noise')
  const values: number[] = []
  const observed: number[] = []
  const milliseconds: number[] = []
  await suggester.ask({ command: 'start', strategy, space, seed, calls })
  let tellMs = 0
  let longestHoldMs: number | null = null
  while (values.length < calls) {
    const count = Math.min(batch, calls - values.length)
    const asked = await suggester.ask({ command: 'ask', count })
    if (typeof asked.heldMs === 'number') longestHoldMs = Math.max(longestHoldMs ?? 0, asked.heldMs)
    const results = readTrials(asked).map(({ number, parameters }) => {
      const value = evaluate(parameters)
      const noisy = value + noise * normal(noiseRng)
      values.push(value)
      observed.push(noisy)
      milliseconds.push((tellMs + numberAt(asked, 'milliseconds')) / count)
      return { number, value: noisy }
    })
    // Some packages learn when they are told, and suggest from what they learned.
    tellMs = numberAt(await suggester.ask({ command: 'tell', results }), 'milliseconds')
  }
  return { values, observed, milliseconds, longestHoldMs }
}

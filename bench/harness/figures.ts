import type { Pair } from './alternate.ts'
import { numberAt } from './protocol.ts'
import { allThreads, alternateFresh, alternateKept, type Comparison, type Turn } from './take-turns.ts'

/** A figure as tables show it. */
export interface Figure {
  readonly name: string
  readonly title: string
  readonly unit: 'ms' | 's' | 'MB'
}

/** Figures that are measured together, pair by pair. */
export interface Measurement {
  readonly figures: readonly Figure[]
  measure(comparison: Comparison, onPair: (pair: Pair) => void): Promise<readonly Pair[]>
}

const stepsPerTurn = 65
const fitEpochs = 10
const sampledRows = 100_000

/** Every measurement of `compare`, in the order in which tables show them. */
export const measurements: readonly Measurement[] = [
  ...[...new Set([1, allThreads])].map(stepMeasurement),
  {
    figures: [{ name: 'encode', title: 'encoding: from the call of fit to the first step', unit: 's' }],
    measure: (comparison, onPair) =>
      alternateFresh(comparison, onPair, async (contestant, training) => ({
        encode: numberAt(await contestant.ask({ ...training, command: 'encode' }), 'milliseconds') / 1000,
      })),
  },
  {
    figures: [
      { name: 'fit', title: `whole fit, ${fitEpochs} epochs, ${threadCount(allThreads)}`, unit: 's' },
      { name: 'memory', title: 'peak memory of that fit', unit: 'MB' },
    ],
    measure: (comparison, onPair) =>
      alternateFresh(comparison, onPair, async (contestant, training) => {
        const options = { ...training.options, epochs: fitEpochs }
        const fit = await contestant.ask({ ...training, options, command: 'fit' })
        const memory = await contestant.ask({ command: 'memory' })
        return { fit: numberAt(fit, 'milliseconds') / 1000, memory: numberAt(memory, 'megabytes') }
      }),
  },
  {
    figures: [{ name: 'sample', title: `sampling ${sampledRows.toLocaleString('en')} rows`, unit: 's' }],
    measure: (comparison, onPair) =>
      alternateKept(comparison, onPair, allThreads, {
        prepare: async (contestant, training) => {
          await contestant.ask({ ...training, options: { ...training.options, epochs: 1 }, command: 'fit' })
        },
        turn: async (contestant) => {
          const reply = await contestant.ask({ command: 'sample', rows: sampledRows, seed: 0 })
          return { sample: numberAt(reply, 'milliseconds') / 1000 }
        },
      }),
  },
]

function stepMeasurement(threads: number): Measurement {
  const name = `step-${threads}`
  const turn: Turn = async (contestant, training) => {
    const reply = await contestant.ask({ ...training, command: 'steps', count: stepsPerTurn })
    return { [name]: numberAt(reply, 'milliseconds') }
  }
  return {
    figures: [{ name, title: `a training step, ${threadCount(threads)}`, unit: 'ms' }],
    measure: (comparison, onPair) =>
      alternateKept(comparison, onPair, threads, {
        prepare: async (contestant, training) => {
          await turn(contestant, training)
        },
        turn,
      }),
  }
}

function threadCount(threads: number): string {
  return threads === 1 ? '1 thread' : `${threads} threads`
}

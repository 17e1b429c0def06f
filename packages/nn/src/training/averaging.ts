import type { Values } from '../runtime/runtime.ts'

/** An average spans at most this share of all updates: in a short training the first weights would weigh in otherwise. */
const averagedShare = 0.1

/**
 * The decay of a moving average of weights, for a training of `updates` steps: `decay`, or less where the training is short.
 * 0 stays 0: the average is then the last weights.
 */
export function averageDecay(decay: number, updates: number): number {
  return decay === 0 ? 0 : Math.max(0, Math.min(decay, 1 - 1 / (averagedShare * updates)))
}

/**
 * The averaged weights in a program's state that holds a `movingAverage` called `average`: its sums divided by their weight, by the
 * names of the variables averaged.
 */
export function averagedWeights(state: Values, average: string): Values {
  const [weight = 1] = state[`${average}.weight`] ?? []
  const prefix = `${average}.`
  return Object.fromEntries(
    Object.entries(state).flatMap(([name, sums]) =>
      name.startsWith(prefix) && name !== `${average}.weight`
        ? [[name.slice(prefix.length), sums.map((sum) => sum / weight)]]
        : [],
    ),
  )
}

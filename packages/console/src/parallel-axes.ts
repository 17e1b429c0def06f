import type { Trial } from '@tabricate/client'

/** One axis of a plot in parallel coordinates. */
export interface Axis {
  readonly name: string
  /** What stands at its ends. */
  readonly low: number | string
  readonly high: number | string
  /** Where a trial lies on it, in [0, 1]. */
  place(trial: Pick<Trial, 'parameters' | 'value'>): number
}

/** An axis for every parameter, on a logarithmic scale where values span more than two orders, and one for the value. */
export function axesOf(
  trials: readonly Pick<Trial, 'parameters' | 'value'>[],
  valueName: string,
): readonly Axis[] {
  const names = [...new Set(trials.flatMap(({ parameters }) => Object.keys(parameters)))]
  const parameters = names.map((name) => axisOf(name, trials, (trial) => trial.parameters[name]))
  return [...parameters, axisOf(valueName, trials, ({ value }) => value)]
}

type Read = (trial: Pick<Trial, 'parameters' | 'value'>) => unknown

function axisOf(name: string, trials: readonly Pick<Trial, 'parameters' | 'value'>[], read: Read): Axis {
  const values = trials.map(read)
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length === values.length) return numberAxis(name, numbers, read)
  const levels = [...new Set(values.map(String))].sort()
  return {
    name,
    low: levels[0] ?? '',
    high: levels.at(-1) ?? '',
    place: (trial) => share(levels.indexOf(String(read(trial))), 0, levels.length - 1),
  }
}

/** From here on the scale is logarithmic. */
const logarithmicRatio = 100

function numberAxis(name: string, numbers: readonly number[], read: Read): Axis {
  const low = Math.min(...numbers)
  const high = Math.max(...numbers)
  const isLogarithmic = low > 0 && high / low >= logarithmicRatio
  const scale = isLogarithmic ? Math.log : (value: number) => value
  return { name, low, high, place: (trial) => share(scale(Number(read(trial))), scale(low), scale(high)) }
}

/** In the middle where there is but one value. */
function share(value: number, low: number, high: number): number {
  return high > low ? (value - low) / (high - low) : 0.5
}

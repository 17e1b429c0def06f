import type { Space } from '../space/space.ts'
import { toLoss } from '../study/metric.ts'
import type { Study } from '../study/study.ts'

/** A point of a plot of a study's progress. */
export interface ConvergencePoint {
  readonly number: number
  readonly value: number
  /** The best value of this and all earlier trials. */
  readonly best: number
}

/** Value and best value so far of every complete trial, by number. `metric`: its place, default 0. */
export function convergence<S extends Space>({ trials, metrics }: Study<S>, metric = 0): ConvergencePoint[] {
  const direction = metrics[metric]?.direction ?? 'minimize'
  const points: ConvergencePoint[] = []
  for (const { number, values } of trials) {
    const value = values?.[metric]
    if (value === undefined) continue
    const before = points.at(-1)?.best ?? value
    const isBetter = toLoss(direction, value) < toLoss(direction, before)
    points.push({ number, value, best: isBetter ? value : before })
  }
  return points
}

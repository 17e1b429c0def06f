import { levelValue, toUnit } from './axis.ts'
import { type Dimension, levelsOf } from './search-space.ts'

/** Values of one parameter that are looked at; of a parameter with more, so many spread evenly. */
const maxValuesScanned = 4096
/** Positions of a continuous parameter that are looked at. */
const continuousPositions = 257

/** Positions of the values of a parameter. */
export function positionsOf(dimension: Dimension, continuous = continuousPositions): number[] {
  const levels = levelsOf(dimension)
  if (dimension.kind === 'categorical') return Array.from({ length: levels }, (_, i) => i)
  if (levels === Infinity) return Array.from({ length: continuous }, (_, i) => i / (continuous - 1))
  const count = Math.min(levels, maxValuesScanned)
  const stride = (levels - 1) / Math.max(1, count - 1)
  return Array.from({ length: count }, (_, i) =>
    toUnit(dimension.axis, levelValue(dimension.axis, Math.round(i * stride))),
  )
}

/** How far apart two positions are: any two choices are as far apart as the ends of an axis. */
export function positionDistance(dimension: Dimension, a: number, b: number): number {
  if (dimension.kind === 'categorical') return a === b ? 0 : 1
  return Math.abs(a - b)
}

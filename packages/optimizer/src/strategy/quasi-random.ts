import { type Rng, TabricateError } from '@tabricate/core'
import { createHalton } from '../sequence/halton.ts'
import { latinHypercube } from '../sequence/latin-hypercube.ts'
import { createSobol, type PointSequence } from '../sequence/sobol.ts'
import { fromUnitCube } from '../space/search-space.ts'
import type { Strategy } from './strategy.ts'

/** Points of a randomly shifted Sobol sequence: they fill the space more evenly than random ones. Up to 64 parameters. */
export function sobol(): Strategy {
  return fromSequence('sobol', createSobol)
}

/** Points of a randomly shifted Halton sequence. */
export function halton(): Strategy {
  return fromSequence('halton', createHalton)
}

export interface LatinHypercubeOptions {
  /** Trials of one design, from 1; then comes another design. Best the number of trials planned. */
  readonly points: number
}

/**
 * Points of Latin hypercube designs: each parameter's range is covered evenly by every `points` trials.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function latin({ points }: LatinHypercubeOptions): Strategy {
  if (!Number.isSafeInteger(points) || points < 1)
    throw new TabricateError('INVALID_OPTIONS', `points must be a whole number from 1, not ${points}.`)
  return {
    id: 'latin',
    suggest({ searchSpace, history, shared }) {
      const round = Math.floor(history.length / points)
      const design = latinHypercube(points, searchSpace.dimensions.length, shared.split(round))
      return { point: fromUnitCube(searchSpace, design[history.length % points] ?? []) }
    },
  }
}

function fromSequence(id: string, create: (dimensions: number, rng: Rng) => PointSequence): Strategy {
  return {
    id,
    suggest({ searchSpace, history, shared }) {
      const target = new Float64Array(searchSpace.dimensions.length)
      create(target.length, shared)(history.length, target)
      return { point: fromUnitCube(searchSpace, target) }
    },
  }
}

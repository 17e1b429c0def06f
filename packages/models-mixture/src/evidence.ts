/**
 * Notation
 *   e_j(v)   share of the rows of state v of column j that satisfy a condition, 0 … 1; a column without a condition has none
 *   piece    a part of a state that satisfies it, from one value to another; its mass is that of the state's knots. A condition that leaves
 *            single values of bins only (x = 3.7 where every value is different) takes their densities in place of masses.
 */
import { cumulate, drawCumulative, type PreparedCondition, type Rng } from '@tabricate/core'
import type { ColumnStates, NumericStates } from './column-states.ts'

/** What conditions say of one column. */
export interface ColumnEvidence {
  readonly column: number
  /** e_j(v) */
  readonly shares: Float64Array
  /** A value of a state that satisfies the condition; undefined for discrete columns. */
  readonly drawValue: ((state: number, rng: Rng) => number) | undefined
}

type ContinuousCondition = Extract<PreparedCondition, { kind: 'continuous' }>

interface Interval {
  readonly min: number
  readonly max: number
}

/** Reads conditions; several on one column hold together. */
export function readEvidence(
  states: readonly ColumnStates[],
  conditions: readonly PreparedCondition[],
): ColumnEvidence[] {
  const evidence: ColumnEvidence[] = []
  states.forEach((each, column) => {
    const own = conditions.filter((condition) => condition.column === column)
    if (own.length === 0) return
    const numeric = own.filter((condition) => condition.kind === 'continuous')
    if (each.kind === 'numeric') evidence.push(numericEvidence(column, each, numeric))
    else evidence.push({ column, shares: allowedShares(each.count, own), drawValue: undefined })
  })
  return evidence
}

function allowedShares(count: number, conditions: readonly PreparedCondition[]): Float64Array {
  return new Float64Array(count).map((_, code) =>
    conditions.every((each) => each.kind !== 'discrete' || each.allowed[code] === 1) ? 1 : 0,
  )
}

/** Probes of a bin by which a condition is weighed that does not say what intervals it means. */
const probes = 64

interface Pieces {
  readonly intervals: readonly Interval[]
  readonly sums: Float64Array
}

function numericEvidence(
  column: number,
  states: NumericStates,
  conditions: readonly ContinuousCondition[],
): ColumnEvidence {
  const matches = (value: number) => conditions.every((each) => each.matches(value))
  const intervals = intersectAll(conditions.map((each) => each.intervals))
  const parts = Array.from({ length: states.starts.length - 1 }, (_, state) =>
    statePieces(states, state, intervals, matches),
  )
  const shares = new Float64Array(states.count)
  parts.forEach(({ sums }, state) => {
    shares[state] = sums.at(-1) ?? 0
  })
  if (states.hasMissing) shares[states.count - 1] = matches(Number.NaN) ? 1 : 0
  if (shares.every((share) => share === 0)) {
    parts.forEach((_, state) => {
      parts[state] = singleValues(states, state, intervals)
      shares[state] = parts[state]?.sums.at(-1) ?? 0
    })
  }
  return {
    column,
    shares,
    drawValue(state, rng) {
      const own = parts[state]
      if (own === undefined || own.intervals.length === 0) return Number.NaN
      const interval = own.intervals[own.intervals.length === 1 ? 0 : drawCumulative(rng, own.sums)]
      return interval === undefined
        ? Number.NaN
        : interval.min + rng.uniform() * (interval.max - interval.min)
    },
  }
}

function intersectAll(lists: readonly (readonly Interval[] | undefined)[]): readonly Interval[] | undefined {
  const known = lists.filter((list) => list !== undefined)
  const [first, ...rest] = known
  if (first === undefined || known.length < lists.length) return undefined
  return rest.reduce<readonly Interval[]>(
    (left, right) =>
      left.flatMap((a) =>
        right.flatMap((b): Interval[] => {
          const [min, max] = [Math.max(a.min, b.min), Math.min(a.max, b.max)]
          return min <= max ? [{ min, max }] : []
        }),
      ),
    first,
  )
}

/** The parts of an atom or bin that satisfy a condition. */
function statePieces(
  states: NumericStates,
  state: number,
  intervals: readonly Interval[] | undefined,
  matches: (value: number) => boolean,
): Pieces {
  const segments = segmentsOf(states, state)
  const [only] = segments
  if (only !== undefined && only.min === only.max) {
    const accepted = matches(only.min)
    return { intervals: accepted ? [only] : [], sums: Float64Array.from(accepted ? [1] : []) }
  }
  const pieces: Interval[] = []
  const masses: number[] = []
  const mass = 1 / segments.length
  for (const segment of segments) {
    const width = segment.max - segment.min
    for (const each of intervals ?? probeIntervals(segment, matches)) {
      const [min, max] = [Math.max(segment.min, each.min), Math.min(segment.max, each.max)]
      if (min >= max) continue
      pieces.push({ min, max })
      masses.push((mass * (max - min)) / width)
    }
  }
  return { intervals: pieces, sums: cumulate(masses) }
}

function probeIntervals({ min, max }: Interval, matches: (value: number) => boolean): Interval[] {
  const step = (max - min) / probes
  return Array.from({ length: probes }, (_, i) => ({
    min: min + i * step,
    max: min + (i + 1) * step,
  })).filter((each) => matches((each.min + each.max) / 2))
}

/** The single values of a bin that satisfy a condition, each with its density. */
function singleValues(
  states: NumericStates,
  state: number,
  intervals: readonly Interval[] | undefined,
): Pieces {
  const segments = segmentsOf(states, state)
  const pieces: Interval[] = []
  const densities: number[] = []
  for (const { min, max } of segments) {
    if (min === max) continue
    for (const each of intervals ?? []) {
      if (each.min !== each.max || each.min < min || each.min > max) continue
      pieces.push(each)
      densities.push(1 / (segments.length * (max - min)))
    }
  }
  return { intervals: pieces, sums: cumulate(densities) }
}

/** Between its knots a bin has the same mass each; an atom is one segment without width. */
function segmentsOf({ starts, knots }: NumericStates, state: number): Interval[] {
  const [from, to] = [starts[state] ?? 0, starts[state + 1] ?? 0]
  if (to - from === 1) return [{ min: knots[from] ?? 0, max: knots[from] ?? 0 }]
  return Array.from({ length: to - from - 1 }, (_, i) => ({
    min: knots[from + i] ?? 0,
    max: knots[from + i + 1] ?? 0,
  }))
}

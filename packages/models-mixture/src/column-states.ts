/**
 * Notation
 *   S       states of a column: what a tree learns in place of its values
 *   atom    a value that is a state of its own
 *   bin     an interval that is a state; inside it a value has the piecewise constant density of the bin's knots, whatever the other columns
 *   knots   q_0 < … < q_m of a bin: between two neighbours lies 1/m of its rows. They are midpoints between real values, not real
 *           values, except the least and the greatest.
 */

import type { PreparedColumn } from '@tabricate/core'

/** The states of a discrete column: its codes. */
export interface DiscreteStates {
  readonly kind: 'discrete'
  readonly name: string
  readonly count: number
}

/** The states of a column of numbers: atoms and bins in ascending order, then missing, where it occurs. */
export interface NumericStates {
  readonly kind: 'numeric'
  readonly name: string
  readonly count: number
  readonly hasMissing: boolean
  readonly spikes: readonly number[]
  /** Where the knots of each state begin [atoms and bins + 1]; an atom has one knot. */
  readonly starts: Int32Array
  readonly knots: Float64Array
}

export type ColumnStates = DiscreteStates | NumericStates

/** How numbers become states. */
export interface BinningOptions {
  /** Bins that a column is cut into, besides atoms. */
  readonly maxBins: number
}

/** Up to so many different values, on so many rows each on average, are all atoms. */
const maxGridAtoms = 128
const minRowsPerGridAtom = 20

/** Otherwise a value is an atom on so many rows, which are a larger share of all than this. */
const minAtomRows = 20
const minAtomShare = 0.004

/** Rows between two knots, at least, and segments of a bin, at most. */
const rowsPerKnot = 10
const maxSegments = 8

/** Rows of the outermost bins, at least. */
const minTailRows = 25

/** Decides on the states of a column by its training rows. */
export function fitStates(column: PreparedColumn, { maxBins }: BinningOptions): ColumnStates {
  if (column.kind === 'discrete') return { kind: 'discrete', name: column.name, count: column.cardinality }
  const sorted = column.values.filter((value) => !Number.isNaN(value)).sort()
  const { values, counts } = runs(sorted)
  const isGrid = values.length <= maxGridAtoms && sorted.length >= minRowsPerGridAtom * values.length
  const spikes = new Set(column.spikes)
  const isAtom = (index: number) => {
    const rows = counts[index] ?? 0
    return (
      isGrid ||
      spikes.has(values[index] ?? Number.NaN) ||
      (rows >= minAtomRows && rows > minAtomShare * sorted.length)
    )
  }
  const atoms: number[][] = []
  const rest: number[] = []
  values.forEach((value, index) => {
    if (isAtom(index)) atoms.push([value])
    else for (let i = 0; i < (counts[index] ?? 0); i++) rest.push(value)
  })
  const share = rest.length / Math.max(1, sorted.length)
  const bins = cutBins(Float64Array.from(rest), Math.max(1, Math.round(maxBins * share)))
  const states = [...atoms, ...bins].sort((a, b) => middle(a) - middle(b))
  const starts = new Int32Array(states.length + 1)
  states.forEach((knots, index) => {
    starts[index + 1] = (starts[index] ?? 0) + knots.length
  })
  return {
    kind: 'numeric',
    name: column.name,
    count: states.length + (column.hasMissing ? 1 : 0),
    hasMissing: column.hasMissing,
    spikes: column.spikes,
    starts,
    knots: Float64Array.from(states.flat()),
  }
}

function middle(knots: readonly number[]): number {
  return ((knots[0] ?? 0) + (knots.at(-1) ?? 0)) / 2
}

function runs(sorted: Float64Array): { values: number[]; counts: number[] } {
  const values: number[] = []
  const counts: number[] = []
  for (const value of sorted) {
    if (values.length > 0 && values.at(-1) === value) counts[counts.length - 1] = (counts.at(-1) ?? 0) + 1
    else {
      values.push(value)
      counts.push(1)
    }
  }
  return { values, counts }
}

/** Bins of about equally many rows, thinner towards both ends, as knots. */
function cutBins(sorted: Float64Array, count: number): number[][] {
  const { length } = sorted
  if (length === 0) return []
  const ranks = new Set<number>()
  for (let b = 1; b < count; b++) ranks.add(Math.round((b * length) / count))
  for (let rows = length / count / 2; rows >= minTailRows; rows /= 2) {
    ranks.add(Math.round(rows))
    ranks.add(length - Math.round(rows))
  }
  const cuts = [0, ...[...ranks].sort((a, b) => a - b).map((rank) => toGap(sorted, rank)), length]
  const bins: number[][] = []
  for (let i = 1, from = 0; i < cuts.length; i++) {
    const to = cuts[i] ?? length
    if (to <= from) continue
    bins.push(binKnots(sorted, from, to))
    from = to
  }
  return bins
}

/** The first rank from `rank` at which the value changes, so that equal values stay together. */
function toGap(sorted: Float64Array, rank: number): number {
  let at = rank
  while (at > 0 && at < sorted.length && sorted[at] === sorted[at - 1]) at++
  return at
}

/** Knots of the rows `from` up to `to`. */
function binKnots(sorted: Float64Array, from: number, to: number): number[] {
  const segments = Math.max(1, Math.min(maxSegments, Math.floor((to - from) / rowsPerKnot)))
  const knots: number[] = []
  for (let s = 0; s <= segments; s++) {
    const knot = between(sorted, from + Math.round((s * (to - from)) / segments))
    const last = knots.at(-1)
    if (last === undefined || knot > last) knots.push(knot)
  }
  return knots
}

/** Half-way between the values before and after a rank; beyond the ends the end. */
function between(sorted: Float64Array, rank: number): number {
  const [before, after] = [sorted[rank - 1] ?? sorted[0] ?? 0, sorted[rank] ?? sorted.at(-1) ?? 0]
  return before / 2 + after / 2
}

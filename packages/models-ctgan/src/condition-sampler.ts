import {
  cumulate,
  drawCumulative,
  type PreparedColumn,
  type PreparedCondition,
  type Rng,
} from '@tabricate/core'

/**
 * Notation
 *   M          discrete columns of the prepared table that have at least two categories
 *   C          sum of their cardinalities: width of the condition vector
 *   position   index into the condition vector: a (column, category) pair
 * The conditional vector and training-by-sampling of arXiv 1907.00503, section 4.3.
 */

/** One discrete column's place in the condition vector. */
interface ConditionColumn {
  /** Index among the prepared columns. */
  readonly column: number
  /** First position. */
  readonly start: number
  readonly cardinality: number
}

/** Frequencies of all positions: enough to draw conditions, and part of a model file. */
export interface ConditionCounts {
  readonly columns: readonly ConditionColumn[]
  readonly width: number
  /** Training rows that have the category, by position. */
  readonly counts: Float64Array
}

/** Counts every category of every discrete column. */
export function countConditions(prepared: readonly PreparedColumn[]): ConditionCounts {
  const columns: ConditionColumn[] = []
  let width = 0
  prepared.forEach((column, index) => {
    if (column.kind !== 'discrete' || column.cardinality < 2) return
    columns.push({ column: index, start: width, cardinality: column.cardinality })
    width += column.cardinality
  })
  const counts = new Float64Array(width)
  for (const { column, start } of columns) {
    const source = prepared[column]
    if (source?.kind !== 'discrete') continue
    for (const code of source.codes) counts[start + code] = (counts[start + code] ?? 0) + 1
  }
  return { columns, width, counts }
}

/** Draws the position of a condition: a column evenly, then one of its categories by weight. */
export type DrawPosition = (rng: Rng) => number

/** Conditions for training: by the logarithm of the frequency, or by the frequency. */
export function trainingConditions(conditions: ConditionCounts, logFrequency: boolean): DrawPosition {
  return drawByWeight(conditions, (count) => (logFrequency ? Math.log(count + 1) : count))
}

/**
 * Conditions for generation: a random column's value of a random training row, so that the mix of conditions is that of the
 * real rows. (By log-frequency, rare categories come out too often.)
 */
export function samplingConditions(conditions: ConditionCounts): DrawPosition {
  return drawByWeight(conditions, (count) => count)
}

function drawByWeight({ columns, counts }: ConditionCounts, weigh: (count: number) => number): DrawPosition {
  const cumulative = columns.map(({ start, cardinality }) =>
    cumulate(counts.subarray(start, start + cardinality).map((count) => weigh(count))),
  )
  return (rng) => {
    const index = rng.integer(columns.length)
    const sums = cumulative[index]
    return sums === undefined ? 0 : (columns[index]?.start ?? 0) + drawCumulative(rng, sums)
  }
}

/**
 * Conditions that aim at rows satisfying `where`: of the discrete columns concerned, the one that the fewest training rows
 * satisfy. The generator learned one condition at a time; the others are left to the acceptance of whole rows.
 * `undefined` when no discrete column is concerned, or none of its allowed categories was seen.
 */
export function guidedConditions(
  conditions: ConditionCounts,
  where: readonly PreparedCondition[],
): DrawPosition | undefined {
  let best: { weights: Float64Array; start: number; mass: number } | undefined
  for (const condition of where) {
    const place = conditions.columns.find(({ column }) => column === condition.column)
    if (condition.kind !== 'discrete' || place === undefined) continue
    const own = conditions.counts.subarray(place.start, place.start + place.cardinality)
    const weights = own.map((count, code) => (condition.allowed[code] === 1 ? count : 0))
    const mass = weights.reduce((sum, weight) => sum + weight, 0)
    if (mass > 0 && (best === undefined || mass < best.mass)) best = { weights, start: place.start, mass }
  }
  if (best === undefined) return undefined
  const { weights, start } = best
  const cumulative = cumulate(weights)
  return (rng) => start + drawCumulative(rng, cumulative)
}

/** Training rows by position, for drawing a real row that satisfies a condition. */
export interface RowIndex {
  /** A random training row that has the category of `position`; the position must have been seen. */
  draw(position: number, rng: Rng): number
}

/** Rows of every category in one array, category after category (compressed sparse rows): one number a discrete cell. */
export function indexRows(
  prepared: readonly PreparedColumn[],
  { columns, counts }: ConditionCounts,
): RowIndex {
  const ends = cumulate(counts)
  const rows = new Int32Array(ends[ends.length - 1] ?? 0)
  const next = Int32Array.from(ends, (end, position) => end - (counts[position] ?? 0))
  const starts = next.slice()
  for (const { column, start } of columns) {
    const source = prepared[column]
    if (source?.kind !== 'discrete') continue
    source.codes.forEach((code, row) => {
      const position = start + code
      rows[next[position] ?? 0] = row
      next[position] = (next[position] ?? 0) + 1
    })
  }
  return {
    draw: (position, rng) => rows[(starts[position] ?? 0) + rng.integer(counts[position] ?? 1)] ?? 0,
  }
}

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

/** What the generator is told to aim at: `size` positions for every row, the same number for each. */
export interface ConditionDraw {
  readonly size: number
  /** Fills `size` positions. */
  fill(rng: Rng, positions: Int32Array): void
}

/** One position a row. */
export function oneCondition(drawPosition: DrawPosition): ConditionDraw {
  return {
    size: 1,
    fill(rng, positions) {
      positions[0] = drawPosition(rng)
    },
  }
}

/**
 * Conditions that aim at rows satisfying `where`. A generator trained with several conditions at once (`joint`) is told every column
 * of which one category is allowed: the others then have the shares that they have beside those. Else, or where each of them leaves a
 * choice, it is told the column that the fewest training rows satisfy, with the shares of its categories in training; what is
 * left is up to the acceptance of whole rows. `undefined` when no discrete column is concerned, or nothing allowed was seen.
 */
export function guidedConditions(
  conditions: ConditionCounts,
  where: readonly PreparedCondition[],
  joint: boolean,
): ConditionDraw | undefined {
  const choices = where.flatMap((condition) => {
    const place = conditions.columns.find(({ column }) => column === condition.column)
    if (condition.kind !== 'discrete' || place === undefined) return []
    const own = conditions.counts.subarray(place.start, place.start + place.cardinality)
    const weights = own.map((count, code) => (condition.allowed[code] === 1 ? count : 0))
    const seen = Array.from(weights.keys()).filter((code) => (weights[code] ?? 0) > 0)
    const mass = weights.reduce((sum, weight) => sum + weight, 0)
    return mass > 0
      ? [{ weights, start: place.start, mass, positions: seen.map((code) => place.start + code) }]
      : []
  })
  const fixed = choices.flatMap(({ positions }) => (positions.length === 1 ? positions : []))
  if (joint && fixed.length > 0) return { size: fixed.length, fill: (_, positions) => positions.set(fixed) }
  const [rarest] = choices.toSorted((a, b) => a.mass - b.mass)
  if (rarest === undefined) return undefined
  const cumulative = cumulate(rarest.weights)
  return oneCondition((rng) => rarest.start + drawCumulative(rng, cumulative))
}

/** Training rows by position, for drawing a real row that satisfies a condition. */
export interface RowIndex {
  /** A random training row that has the category of `position`; the position must have been seen. */
  draw(position: number, rng: Rng): number
  /** The position of what `row` has in condition column `index`. */
  positionOf(row: number, index: number): number
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
  const codes: Int32Array[] = []
  for (const { column, start } of columns) {
    const source = prepared[column]
    if (source?.kind !== 'discrete') continue
    codes.push(source.codes)
    source.codes.forEach((code, row) => {
      const position = start + code
      rows[next[position] ?? 0] = row
      next[position] = (next[position] ?? 0) + 1
    })
  }
  return {
    draw: (position, rng) => rows[(starts[position] ?? 0) + rng.integer(counts[position] ?? 1)] ?? 0,
    positionOf: (row, index) => (columns[index]?.start ?? 0) + (codes[index]?.[row] ?? 0),
  }
}

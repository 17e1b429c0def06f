/**
 * Notation
 *   group     the rows that agree in all codes
 *   leading   the column of points that spreads most; within a group, rows are in ascending order of it
 */
import type { EncodedRows } from './encoded-rows.ts'

/** Encoded rows arranged for search: group by group. */
export interface RowIndex {
  readonly groupCount: number
  /** The codes of each group, row-major. */
  readonly groupCodes: Int32Array
  readonly codeWidth: number
  /** Rows of group g stand at `groupStarts[g]` up to `groupStarts[g + 1]`. */
  readonly groupStarts: Int32Array
  /** Points of the arranged rows, row-major, the leading column first. */
  readonly points: Float64Array
  readonly pointWidth: number
  /** The place of each arranged row in the table. */
  readonly rows: Int32Array
}

/** Arranges rows. With `leading`, the column of another table's index is kept. O(n log n). */
export function indexRows(encoded: EncodedRows, leading = leadingColumn(encoded)): RowIndex {
  const { codes, codeWidth, points, pointWidth, rowCount } = encoded
  const groups = new Map<string, number[]>()
  for (let row = 0; row < rowCount; row++) {
    const key = codes.subarray(row * codeWidth, (row + 1) * codeWidth).join()
    const members = groups.get(key)
    if (members === undefined) groups.set(key, [row])
    else members.push(row)
  }
  const pointOf = (row: number) => points[row * pointWidth + leading] ?? 0
  const members = [...groups.values()].map((rows) => rows.sort((a, b) => pointOf(a) - pointOf(b)))
  const rows = Int32Array.from(members.flat())
  const groupCodes = new Int32Array(members.length * codeWidth)
  const groupStarts = new Int32Array(members.length + 1)
  members.forEach((group, g) => {
    const row = group[0] ?? 0
    groupCodes.set(codes.subarray(row * codeWidth, (row + 1) * codeWidth), g * codeWidth)
    groupStarts[g + 1] = (groupStarts[g] ?? 0) + group.length
  })
  const arranged = new Float64Array(points.length)
  rows.forEach((row, place) => {
    const source = points.subarray(row * pointWidth, (row + 1) * pointWidth)
    const target = arranged.subarray(place * pointWidth, (place + 1) * pointWidth)
    target.set(source)
    if (pointWidth === 0) return
    target[0] = source[leading] ?? 0
    target[leading] = source[0] ?? 0
  })
  return {
    groupCount: members.length,
    groupCodes,
    codeWidth,
    groupStarts,
    points: arranged,
    pointWidth,
    rows,
  }
}

/** The column of points with the largest mean absolute deviation. */
export function leadingColumn({ points, pointWidth, rowCount }: EncodedRows): number {
  let best = 0
  let largest = -1
  for (let c = 0; c < pointWidth; c++) {
    let sum = 0
    for (let row = 0; row < rowCount; row++) sum += Math.min(points[row * pointWidth + c] ?? 0, 1)
    const mean = sum / rowCount
    let deviation = 0
    for (let row = 0; row < rowCount; row++) {
      deviation += Math.abs(Math.min(points[row * pointWidth + c] ?? 0, 1) - mean)
    }
    if (deviation > largest) {
      largest = deviation
      best = c
    }
  }
  return best
}

/**
 * Notation
 *   d_c(t, j)   distance of target t and candidate j in column c, see encoded-rows.ts
 *   h, p        sums of d_c over the columns of codes (a whole number) and over those of points; D = h + p
 *   D_s         D without column s: the distance as seen by someone who does not know it; D_s ≥ D − 1
 */
import { createDifferenceCount } from './code-differences.ts'
import type { CellPlace, EncodedRows } from './encoded-rows.ts'
import { indexRows } from './row-index.ts'

/** Finds candidates near to any targets encoded alike. Of candidates equally near, the first. In the worst case O(targets · candidates). */
export interface CandidateSearch {
  /** For every target the `count` nearest candidates, nearest first; −1 where there are fewer. Row-major. */
  nearest(targets: EncodedRows, count: number): Int32Array
  /**
   * For every target and every hidden column the candidate nearest in all other columns, −1 where there is none; what the
   * hidden column holds has no influence. Row-major, one place per hidden column; `null` hides nothing. One pass serves all.
   */
  nearestWithout(targets: EncodedRows, hidden: readonly (CellPlace | null)[]): Int32Array
}

/** Arranges candidates for search. O(n log n). */
export function createCandidateSearch(candidates: EncodedRows): CandidateSearch {
  const visit = createCandidateVisit(candidates)
  return {
    nearest: (targets, count) => nearest(targets, visit, count),
    nearestWithout: (targets, hidden) => nearestWithout(targets, candidates, visit, hidden),
  }
}

function nearest(targets: EncodedRows, visit: Visit, count: number): Int32Array {
  const all = new Int32Array(targets.rowCount * count).fill(-1)
  const distances = new Float64Array(count)
  for (let target = 0; target < targets.rowCount; target++) {
    const found = all.subarray(target * count, (target + 1) * count)
    distances.fill(Number.POSITIVE_INFINITY)
    visit(targets, target, (candidate, h, p) => {
      const distance = h + p
      const isNearer = (place: number) => comesBefore(distance, candidate, distances[place], found[place])
      let place = count
      for (; place > 0 && isNearer(place - 1); place--) {
        if (place === count) continue
        distances[place] = distances[place - 1] ?? 0
        found[place] = found[place - 1] ?? -1
      }
      if (place < count) {
        distances[place] = distance
        found[place] = candidate
      }
      return distances[count - 1] ?? 0
    })
  }
  return all
}

function nearestWithout(
  targets: EncodedRows,
  candidates: EncodedRows,
  visit: Visit,
  hidden: readonly (CellPlace | null)[],
): Int32Array {
  const count = hidden.length
  const all = new Int32Array(targets.rowCount * count).fill(-1)
  const distances = new Float64Array(count)
  for (let target = 0; target < targets.rowCount; target++) {
    const found = all.subarray(target * count, (target + 1) * count)
    distances.fill(Number.POSITIVE_INFINITY)
    visit(targets, target, (candidate, h, p) => {
      let largest = 0
      for (let s = 0; s < count; s++) {
        const place = hidden[s] ?? null
        const seen =
          place === null ? h + p : distanceWithout(targets, target, candidates, candidate, h, p, place)
        if (comesBefore(seen, candidate, distances[s], found[s])) {
          distances[s] = seen
          found[s] = candidate
        }
        largest = Math.max(largest, distances[s] ?? 0)
      }
      // A row farther than this in all columns cannot be as near in all but one.
      return largest + 1
    })
  }
  return all
}

function comesBefore(distance: number, candidate: number, other = 0, otherCandidate = -1): boolean {
  return distance < other || (distance === other && candidate < otherCandidate)
}

/**
 * D_s. Subtracted from a sum of floating point numbers, a distance would leave a trace of itself, and break ties by the very
 * value that must stay hidden: points are summed anew.
 */
function distanceWithout(
  targets: EncodedRows,
  target: number,
  candidates: EncodedRows,
  candidate: number,
  h: number,
  p: number,
  { kind, offset }: CellPlace,
): number {
  const { codeWidth, pointWidth } = candidates
  if (kind === 'code') {
    const isEqual =
      targets.codes[target * codeWidth + offset] === candidates.codes[candidate * codeWidth + offset]
    return (isEqual ? h : h - 1) + p
  }
  let sum = 0
  for (let c = 0, a = target * pointWidth, b = candidate * pointWidth; c < pointWidth; c++, a++, b++) {
    if (c === offset) continue
    sum += Math.min(Math.abs((targets.points[a] ?? 0) - (candidates.points[b] ?? 0)), 1)
  }
  return h + sum
}

/** Looks at a candidate; returns the largest D that is still of interest. */
type Look = (candidate: number, h: number, p: number) => number

/** Shows a target all candidates of interest, in ascending order of h. */
type Visit = (targets: EncodedRows, target: number, look: Look) => void

function createCandidateVisit(candidates: EncodedRows): Visit {
  const index = indexRows(candidates)
  const { groupCount, codeWidth, groupStarts, rows } = index
  const { points, pointWidth } = candidates
  const countDifferences = createDifferenceCount(index)
  return (targets, target, look) => {
    const differences = countDifferences(targets.codes.subarray(target * codeWidth, (target + 1) * codeWidth))
    let limit = Number.POSITIVE_INFINITY
    for (let h = 0; h <= codeWidth && h <= limit; h++) {
      for (let group = 0; group < groupCount; group++) {
        if (differences[group] !== h) continue
        const end = groupStarts[group + 1] ?? 0
        for (let place = groupStarts[group] ?? 0; place < end; place++) {
          const candidate = rows[place] ?? 0
          let p = 0
          let a = target * pointWidth
          let b = candidate * pointWidth
          for (const last = a + pointWidth; a < last && h + p <= limit; a++, b++) {
            p += Math.min(Math.abs((targets.points[a] ?? 0) - (points[b] ?? 0)), 1)
          }
          if (h + p <= limit) limit = look(candidate, h, p)
        }
      }
    }
  }
}

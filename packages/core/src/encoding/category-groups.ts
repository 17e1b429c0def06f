/**
 * Notation
 *   n     categories in use;  n_c  rows of category c
 *   m     codes that a model may have for them (`maxCategories`)
 *   kept      the most frequent categories, each with a code of its own
 *   alike     less frequent ones: cut, in the order of a score (category-scores.ts), into groups of about equally many rows
 *   rare      those on fewer than `minRows` rows: put into groups by a hash of their text
 *
 * A network's cost grows with its encoded columns, and it cannot learn a category from a few rows. So the many rare categories
 * share codes, and within a code each is drawn by its frequency: the column keeps its distribution exactly, and its dependence on
 * other columns as far as categories of a group are alike. What a rare category is grouped with does not depend on its rows,
 * so it tells nothing of them.
 */

import { hashText } from '../random/hash-text.ts'

/** Categories that share codes. Plain JSON. */
export interface CategoryGroups {
  /** Code of each category in use, from 0; every code has at least one. */
  readonly codes: readonly number[]
  /** Rows of each category in use. */
  readonly counts: readonly number[]
  readonly codeCount: number
  readonly keptCount: number
  readonly alikeCount: number
}

/** Codes that the networks of this project have for a column's categories: more cost time and memory, and few more could be learned. */
export const maxNetworkCategories = 500

/** A category on fewer rows is grouped without regard to them. */
export const minRows = 5

/** Share of the codes that is for the most frequent categories. */
const keptShare = 0.8

/**
 * Groups categories.
 * @param scores a number for each category: those of nearly the same number are alike; asked for only where it matters
 * @param maxCategories number of codes, from 2
 */
export function groupCategories(
  counts: Float64Array,
  textOf: (category: number) => string,
  scores: (among: Uint8Array) => Float64Array,
  maxCategories: number,
): CategoryGroups {
  const byCount = Array.from(counts.keys()).sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
  const enough = byCount.filter((category) => (counts[category] ?? 0) >= minRows)
  // Two codes at least are left, for the two ways to share them.
  const kept = enough.slice(0, Math.min(maxCategories - 2, Math.floor(maxCategories * keptShare)))
  const alike = enough.slice(kept.length)
  const rare = byCount.slice(enough.length)
  const codes = new Int32Array(counts.length)
  for (const [code, category] of kept.entries()) codes[category] = code
  let codeCount = kept.length

  const rowsOf = (categories: readonly number[]) =>
    categories.reduce((sum, category) => sum + (counts[category] ?? 0), 0)
  const free = maxCategories - kept.length
  const rareShare = rowsOf(rare) / Math.max(1, rowsOf(rare) + rowsOf(alike))
  const rareGroups = Math.min(
    rare.length,
    alike.length === 0 ? free : Math.max(1, Math.min(free - 1, Math.round(free * rareShare))),
  )
  const alikeGroups = Math.min(alike.length, free - rareGroups)

  if (alikeGroups > 0) {
    const among = new Uint8Array(counts.length)
    for (const category of alike) among[category] = 1
    const score = scores(among)
    const ordered = alike.toSorted((a, b) => (score[a] ?? 0) - (score[b] ?? 0) || a - b)
    codeCount += cutEvenly(ordered, counts, alikeGroups, (category, group) => {
      codes[category] = kept.length + group
    })
  }
  // Several hash values may fall on no group at all: codes are given in order of first use.
  const codeOfHash = new Map<number, number>()
  for (const category of rare) {
    const hash = hashText(textOf(category), 0) % Math.max(1, rareGroups)
    const code = codeOfHash.get(hash) ?? codeCount++
    codeOfHash.set(hash, code)
    codes[category] = code
  }
  return {
    codes: Array.from(codes),
    counts: Array.from(counts),
    codeCount,
    keptCount: kept.length,
    alikeCount: alike.length,
  }
}

/** Cuts an order of categories into at most `groups` runs of about equally many rows; gives the number of runs. */
function cutEvenly(
  ordered: readonly number[],
  counts: Float64Array,
  groups: number,
  put: (category: number, group: number) => void,
): number {
  const total = ordered.reduce((sum, category) => sum + (counts[category] ?? 0), 0)
  let before = 0
  let group = -1
  let last = -1
  for (const category of ordered) {
    const middle = before + (counts[category] ?? 0) / 2
    const wanted = Math.min(groups - 1, Math.floor((middle / total) * groups))
    if (wanted !== last) {
      last = wanted
      group++
    }
    put(category, group)
    before += counts[category] ?? 0
  }
  return group + 1
}

/** What grouping costs and saves, for people to read. */
export function describeGroups({ codes, counts, codeCount, keptCount, alikeCount }: CategoryGroups): string {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const keptRows = counts.reduce(
    (sum, count, category) => ((codes[category] ?? 0) < keptCount ? sum + count : sum),
    0,
  )
  const rareCount = codes.length - keptCount - alikeCount
  const number = (count: number) => count.toLocaleString('en')
  const parts = [
    `the ${number(keptCount)} most frequent by themselves (${((100 * keptRows) / Math.max(1, total)).toFixed(1)} % of the rows)`,
    ...(alikeCount > 0 ? [`${number(alikeCount)} in groups of like ones`] : []),
    ...(rareCount > 0 ? [`${number(rareCount)} on fewer than ${minRows} rows in groups by chance`] : []),
  ]
  return `${number(codes.length)} categories are learned as ${number(codeCount)} codes: ${parts.join(', ')}; within a group they are drawn by their frequency`
}

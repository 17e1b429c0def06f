import type { GroupedColumn } from './describe-columns.ts'

/** Tables of the alias method (emit-columns.ts): by code, then by place among the categories in order of their codes. */
export interface AliasTables {
  /** Categories of each code. */
  readonly sizes: Float64Array
  /** Place of its first. */
  readonly starts: Float64Array
  /** p of each place. */
  readonly kept: Float64Array
  /** Category of each place. */
  readonly members: Float64Array
  /** Category that stands in for it. */
  readonly aliases: Float64Array
}

/** Tables that draw the categories of each code by their rows. Missing, where there is some, is one more code of one category. */
export function aliasTables({ groups, hasMissing }: GroupedColumn): AliasTables {
  const { codes, counts, codeCount } = groups
  const groupsOf: number[][] = Array.from({ length: codeCount + (hasMissing ? 1 : 0) }, () => [])
  codes.forEach((code, category) => {
    groupsOf[code]?.push(category)
  })
  if (hasMissing) groupsOf[codeCount]?.push(codes.length)
  const places = codes.length + (hasMissing ? 1 : 0)
  const kept = new Float64Array(places)
  const aliases = new Float64Array(places)
  const starts = new Float64Array(groupsOf.length)
  let start = 0
  groupsOf.forEach((members, code) => {
    starts[code] = start
    fillAliases(members, (category) => counts[category] ?? 1, kept.subarray(start), aliases.subarray(start))
    start += members.length
  })
  return {
    sizes: Float64Array.from(groupsOf, (members) => members.length),
    starts,
    kept,
    members: Float64Array.from(groupsOf.flat()),
    aliases,
  }
}

/** Walker's tables of one code: places with less than an even share are filled up by those with more. */
function fillAliases(
  members: readonly number[],
  weightOf: (category: number) => number,
  kept: Float64Array,
  aliases: Float64Array,
): void {
  const total = members.reduce((sum, category) => sum + weightOf(category), 0)
  const shares = members.map((category) => (weightOf(category) * members.length) / total)
  const small: number[] = []
  const large: number[] = []
  for (const [at, share] of shares.entries()) (share < 1 ? small : large).push(at)
  members.forEach((category, at) => {
    kept[at] = 1
    aliases[at] = category
  })
  while (small.length > 0 && large.length > 0) {
    const [less = 0, more = 0] = [small.pop(), large.at(-1)]
    kept[less] = shares[less] ?? 1
    aliases[less] = members[more] ?? 0
    const left = (shares[more] ?? 0) + (shares[less] ?? 0) - 1
    shares[more] = left
    if (left < 1) {
      large.pop()
      small.push(more)
    }
  }
}

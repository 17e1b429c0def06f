/**
 * Notation
 *   p_c|g   share of category c among the rows of its code g
 *   a_g     Σ p_c|g over the categories of g that conditions allow;  a  the largest a_g
 *   A row of code g becomes an allowed category with probability a_g / a in place of a_g: rows that satisfy the conditions keep their
 *   distribution, and 1 / a times as many of the rows drawn satisfy them.
 */

import { cumulate, drawCumulative } from '../random/distributions.ts'
import type { Rng } from '../random/rng.ts'
import type { CategoryGroups } from './category-groups.ts'
import type { PreparedCondition } from './condition-on-prepared.ts'
import type { CategoriesPlan, PreparationPlan } from './preparation-plan.ts'
import type { PreparedColumn, PreparedTable } from './prepared.ts'

/** Gives rows that a model drew, in which rare categories share codes, each a category. */
export type MemberDraw = (drawn: PreparedTable, rng: Rng) => PreparedTable

/** The draw of categories for a plan, so that `conditions` (on categories) are satisfied as often as they can be. */
export function openMemberDraw(plan: PreparationPlan, conditions: readonly PreparedCondition[]): MemberDraw {
  const draws = groupedPlans(plan).map(({ preparedIndex, groups, hasMissing }) => {
    const allowed = conditions.filter((each) => each.kind === 'discrete' && each.column === preparedIndex)
    const isAllowed = (category: number) =>
      allowed.every((each) => each.kind === 'discrete' && each.allowed[category] === 1)
    return { preparedIndex, draw: columnDraw(groups, hasMissing, isAllowed) }
  })
  if (draws.length === 0) return (drawn) => drawn
  return (drawn, rng) => {
    const columns = [...drawn.columns]
    for (const { preparedIndex, draw } of draws) {
      const column = columns[preparedIndex]
      if (column !== undefined) columns[preparedIndex] = draw(column, rng.split(preparedIndex))
    }
    return { rowCount: drawn.rowCount, columns }
  }
}

/** What conditions on categories mean for a model that learned codes: a code is allowed if one of its categories is. */
export function conditionsOnCodes(
  plan: PreparationPlan,
  conditions: readonly PreparedCondition[],
): PreparedCondition[] {
  const grouped = new Map(groupedPlans(plan).map((each) => [each.preparedIndex, each]))
  return conditions.map((condition) => {
    const found = grouped.get(condition.column)
    if (found === undefined || condition.kind !== 'discrete') return condition
    const { codes, codeCount } = found.groups
    const allowed = new Uint8Array(codeCount + (found.hasMissing ? 1 : 0))
    for (const [category, code] of codes.entries()) if (condition.allowed[category] === 1) allowed[code] = 1
    if (found.hasMissing) allowed[codeCount] = condition.allowed[codes.length] ?? 0
    return { ...condition, allowed }
  })
}

type GroupedPlan = CategoriesPlan & { readonly groups: CategoryGroups; readonly preparedIndex: number }

function groupedPlans({ columns }: PreparationPlan): GroupedPlan[] {
  return columns.flatMap((column) =>
    column.kind === 'categories' && column.groups !== undefined && column.preparedIndex !== null
      ? [{ ...column, groups: column.groups, preparedIndex: column.preparedIndex }]
      : [],
  )
}

/** The categories of one code, with running sums of their rows. */
interface Members {
  readonly categories: Int32Array
  readonly sums: Float64Array
}

function columnDraw(
  { codes, counts, codeCount }: CategoryGroups,
  hasMissing: boolean,
  isAllowed: (category: number) => boolean,
): (column: PreparedColumn, rng: Rng) => PreparedColumn {
  const [inside, outside] = [[] as number[][], [] as number[][]]
  for (let code = 0; code < codeCount; code++) {
    inside.push([])
    outside.push([])
  }
  for (const [category, code] of codes.entries()) {
    const side = isAllowed(category) ? inside : outside
    side[code]?.push(category)
  }
  const toMembers = (categories: readonly number[]): Members => ({
    categories: Int32Array.from(categories),
    sums: cumulate(categories.map((category) => counts[category] ?? 0)),
  })
  const allowed = inside.map(toMembers)
  const others = outside.map(toMembers)
  const shares = allowed.map((members, code) => {
    const own = members.sums.at(-1) ?? 0
    return own / (own + (others[code]?.sums.at(-1) ?? 0))
  })
  const missingAllowed = hasMissing && isAllowed(codes.length)
  const largest = Math.max(missingAllowed ? 1 : 0, ...shares)
  const cardinality = codes.length + (hasMissing ? 1 : 0)
  return (column, rng) => {
    if (column.kind !== 'discrete') return column
    const drawn = column.codes.map((code) => {
      // Missing is the last code, and the last category.
      if (code >= codeCount) return codes.length
      const isInside = rng.uniform() * largest < (shares[code] ?? 0)
      const members = (isInside ? allowed : others)[code]
      if (members === undefined || members.sums.length === 0) return 0
      return members.categories[drawCumulative(rng, members.sums)] ?? 0
    })
    return { ...column, codes: drawn, cardinality }
  }
}

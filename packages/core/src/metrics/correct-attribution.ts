/**
 * Notation
 *   K, S         columns an attacker knows of a real row, and those he wants to know
 *   neighbours   synthetic rows with the same values in K
 *   CAP          correct attribution probability of a real row: share of its neighbours with the real row's values in S
 *                M. Elliot, "Final Report on the Disclosure Risk Associated with the Synthetic Data Produced by the SYLLS Team",
 *                2014; J. Taub et al., "Differential Correct Attribution Probability for Synthetic Data", PSD 2018
 *   protection   1 − mean CAP over real rows, in [0, 1]
 */
import type { AttributionKeys } from './attribution-keys.ts'
import { type MetricResult, meanOf, undefinedBecause } from './metric.ts'

/**
 * What a real row without neighbours counts: `cap` = it is skipped; `zeroCap` = CAP 0; `generalizedCap` = its neighbours are the
 * synthetic rows that differ in the fewest columns of K.
 */
export type AttributionMethod = 'cap' | 'zeroCap' | 'generalizedCap'

/**
 * `category`: missing equals missing. `unequal`, as in SDMetrics' deprecated metrics that take no baseline: it equals nothing,
 * but for sensitive values among the neighbours that {@link AttributionMethod} `generalizedCap` falls back on.
 */
export type MissingMatch = 'category' | 'unequal'

/**
 * 1 − the mean correct attribution probability. `null` when no row can be judged.
 * O(rows), generalized O(different keys of real · of synthetic).
 */
export function attributionProtection(
  known: readonly AttributionKeys[],
  sensitive: readonly AttributionKeys[],
  { method, missing = 'category' }: { readonly method: AttributionMethod; readonly missing?: MissingMatch },
): MetricResult {
  const reals = rowTuples(known, sensitive, 'real')
  const groups = groupByKey(rowTuples(known, sensitive, 'synthetic'))
  if (reals.length === 0) return undefinedBecause('The real table has no rows.')
  if (groups.size === 0) return undefinedBecause('The synthetic table has no rows.')

  const mayMatch = (codes: readonly number[]) => missing === 'category' || !codes.includes(0)
  const nearestGroups = createGroupSearch([...groups.values()], missing)
  const probabilities = reals.map(({ key, secret }): number | null => {
    const same = mayMatch(key) ? groups.get(key.join()) : undefined
    if (same !== undefined) return mayMatch(secret) ? shareOf(secret, [same]) : 0
    switch (method) {
      case 'cap':
        return null
      case 'zeroCap':
        return 0
      case 'generalizedCap':
        return shareOf(secret, nearestGroups(key))
      default:
        return method satisfies never
    }
  })
  const probability = meanOf(probabilities, 'No real row has the known values of a synthetic one.')
  return probability.value === null ? probability : { value: 1 - probability.value }
}

/** Protection against guessing evenly: 1 − 1 / number of combinations of the real values of S; 0 without any. */
export function guessingProtection(sensitive: readonly AttributionKeys[]): number {
  return 1 - 1 / sensitive.reduce((product, { real }) => product * Math.max(1, new Set(real).size), 1)
}

interface RowTuple {
  readonly key: readonly number[]
  readonly secret: readonly number[]
}

function rowTuples(
  known: readonly AttributionKeys[],
  sensitive: readonly AttributionKeys[],
  side: 'real' | 'synthetic',
): RowTuple[] {
  const length = (known[0] ?? sensitive[0])?.[side].length ?? 0
  return Array.from({ length }, (_, row) => ({
    key: known.map((column) => column[side][row] ?? 0),
    secret: sensitive.map((column) => column[side][row] ?? 0),
  }))
}

/** Synthetic rows that agree in K. */
interface Group {
  readonly key: readonly number[]
  count: number
  /** How often each combination of S occurs. */
  readonly secrets: Map<string, number>
}

function groupByKey(rows: readonly RowTuple[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  for (const { key, secret } of rows) {
    const id = key.join()
    const group = groups.get(id) ?? { key, count: 0, secrets: new Map<string, number>() }
    groups.set(id, group)
    group.count++
    group.secrets.set(secret.join(), (group.secrets.get(secret.join()) ?? 0) + 1)
  }
  return groups
}

/** Share of the groups' rows that have these values of S. */
function shareOf(secret: readonly number[], groups: readonly Group[]): number {
  const id = secret.join()
  let hits = 0
  let rows = 0
  for (const group of groups) {
    hits += group.secrets.get(id) ?? 0
    rows += group.count
  }
  return hits / rows
}

/** Finds the groups whose keys differ in the fewest columns; remembers what it was asked. */
function createGroupSearch(
  groups: readonly Group[],
  missing: MissingMatch,
): (key: readonly number[]) => readonly Group[] {
  const known = new Map<string, readonly Group[]>()
  const differs = (a: number, b: number | undefined) => a !== b || (missing === 'unequal' && a === 0)
  return (key) => {
    const id = key.join()
    const found = known.get(id)
    if (found !== undefined) return found
    const distances = groups.map((group): number =>
      key.reduce<number>((sum, code, c) => sum + (differs(code, group.key[c]) ? 1 : 0), 0),
    )
    const smallest = distances.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY)
    const nearest = groups.filter((_, i) => distances[i] === smallest)
    known.set(id, nearest)
    return nearest
  }
}

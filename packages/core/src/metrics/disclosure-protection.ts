/**
 * Notation
 *   protection   1 − mean correct attribution probability, see correct-attribution.ts
 *   baseline     the same for an attacker who guesses evenly
 *   score        min(1, protection / baseline), in [0, 1]
 */
import { type Issue, throwIssues } from '../errors.ts'
import type { Rng } from '../random/rng.ts'
import type { ColumnType } from '../table/column.ts'
import type { Table } from '../table/table.ts'
import { type AttributionKeys, attributionKeys } from './attribution-keys.ts'
import { type AttributionMethod, attributionProtection, guessingProtection } from './correct-attribution.ts'
import { columnKind, type MetricDescription, type MetricResult, meanOf, undefinedBecause } from './metric.ts'
import { sampleRows } from './sample-rows.ts'

/** What is to be judged. */
export interface DisclosureArguments {
  readonly real: Table
  readonly synthetic: Table
  /** Columns the attacker knows of a person. At least one. */
  readonly known: readonly string[]
  /** Columns he wants to learn. At least one. */
  readonly sensitive: readonly string[]
  /** Columns to be cut into ten bins. Default: all numerical and datetime ones named. */
  readonly continuous?: readonly string[]
  /** Default `cap`. */
  readonly method?: AttributionMethod
}

/** The score with what it is made of. */
export type DisclosureResult = MetricResult & {
  readonly protection: number | null
  readonly baselineProtection: number
}

/**
 * How little of people's sensitive values an attacker learns from the synthetic table who knows others: 1 = no more than by
 * guessing. `null` when no real row can be judged, or guessing is always right.
 */
export const disclosureProtection: MetricDescription & {
  /** @throws TabricateError `INVALID_OPTIONS` for columns that do not exist, or are both known and sensitive */
  readonly compute: (disclosureArguments: DisclosureArguments) => DisclosureResult
} = {
  name: 'DisclosureProtection',
  goal: 'maximize',
  range: [0, 1],
  compute(disclosure) {
    const { known, sensitive, baseline } = encodeColumns(disclosure)
    return scoreOf(attributionProtection(known, sensitive, { method: disclosure.method ?? 'cap' }), baseline)
  },
}

/** What is to be judged, from random rows. */
export interface DisclosureEstimateArguments extends DisclosureArguments {
  readonly rng: Rng
  /** Random rows of each table per iteration. Default 1,000. */
  readonly rows?: number
  /** Default 10. */
  readonly iterations?: number
}

/**
 * {@link disclosureProtection} for large tables: the mean over random choices of rows from both. Bins and baseline are those of
 * the whole real table; an iteration in which no row can be judged is left out.
 */
export const disclosureProtectionEstimate: MetricDescription & {
  /** @throws TabricateError `INVALID_OPTIONS` for columns that do not exist, or are both known and sensitive */
  readonly compute: (estimateArguments: DisclosureEstimateArguments) => DisclosureResult
} = {
  name: 'DisclosureProtectionEstimate',
  goal: 'maximize',
  range: [0, 1],
  compute({ rng, rows = 1000, iterations = 10, ...disclosure }) {
    const { known, sensitive, baseline } = encodeColumns(disclosure)
    const protections = Array.from({ length: iterations }, (_, i) => {
      const run = rng.split(i)
      const realRows = sampleRows(run.split('real'), disclosure.real.rowCount, rows)
      const syntheticRows = sampleRows(run.split('synthetic'), disclosure.synthetic.rowCount, rows)
      const sampled = (keys: AttributionKeys) => takeKeys(keys, realRows, syntheticRows)
      return attributionProtection(known.map(sampled), sensitive.map(sampled), {
        method: disclosure.method ?? 'cap',
      })
    })
    const reason = protections.find((protection) => protection.value === null)
    return scoreOf(
      meanOf(
        protections.map((protection) => protection.value),
        reason?.value === null ? reason.reason : 'There were no iterations.',
      ),
      baseline,
    )
  },
}

function encodeColumns({ real, synthetic, known, sensitive, continuous }: DisclosureArguments) {
  checkColumns(real, synthetic, known, sensitive)
  const binned = continuous ?? continuousNames(real)
  const keysOf = (name: string) => attributionKeys(real, synthetic, name, binned.includes(name))
  const sensitiveKeys = sensitive.map(keysOf)
  return { known: known.map(keysOf), sensitive: sensitiveKeys, baseline: guessingProtection(sensitiveKeys) }
}

function scoreOf(protection: MetricResult, baselineProtection: number): DisclosureResult {
  const parts = { protection: protection.value, baselineProtection }
  if (protection.value === null) return { ...protection, ...parts }
  if (baselineProtection === 0) {
    return {
      ...undefinedBecause('The sensitive columns have one value only: there is nothing to learn.'),
      ...parts,
    }
  }
  return { value: Math.min(1, protection.value / baselineProtection), ...parts }
}

function continuousNames(table: Table): string[] {
  return table.schema.columns.filter(({ type }) => columnKind(type) === 'continuous').map(({ name }) => name)
}

function takeKeys(
  { real, synthetic }: AttributionKeys,
  realRows: Int32Array,
  syntheticRows: Int32Array,
): AttributionKeys {
  return {
    real: realRows.map((row) => real[row] ?? 0),
    synthetic: syntheticRows.map((row) => synthetic[row] ?? 0),
  }
}

function checkColumns(
  real: Table,
  synthetic: Table,
  known: readonly string[],
  sensitive: readonly string[],
): void {
  const issues: Issue[] = []
  const check = (option: 'known' | 'sensitive', names: readonly string[]) => {
    if (names.length === 0) issues.push({ path: [option], message: 'names no column' })
    names.forEach((name, i) => {
      const [type, syntheticType] = [typeOf(real, name), typeOf(synthetic, name)]
      const path = [option, i]
      if (type === undefined) issues.push({ path, message: `there is no column "${name}" in the real table` })
      else if (syntheticType !== type) {
        issues.push({
          path,
          message: `"${name}" is ${type} in the real table, but ${syntheticType ?? 'missing'} in the synthetic one`,
        })
      }
      if (option === 'sensitive' && known.includes(name))
        issues.push({ path, message: `"${name}" is known already` })
    })
  }
  check('known', known)
  check('sensitive', sensitive)
  throwIssues('INVALID_OPTIONS', 'Disclosure cannot be measured', issues)
}

function typeOf(table: Table, name: string): ColumnType | undefined {
  return table.schema.columns.find((column) => column.name === name)?.type
}

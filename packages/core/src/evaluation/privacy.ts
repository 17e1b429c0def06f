/**
 * Notation
 *   protection   of an attack: 1 − risk; of membership inference: 1 − advantage; DCR overfitting protection as it is
 *   score        the smallest protection: a table is as private as its weakest side
 */
import type { z } from 'zod'
import { type Issue, throwIssues } from '../errors.ts'
import { disclosureProtection } from '../metrics/disclosure-protection.ts'
import { identicalMatches } from '../metrics/identical-matches.ts'
import { type MetricResult, undefinedBecause } from '../metrics/metric.ts'
import { newRowSynthesis } from '../metrics/new-row-synthesis.ts'
import type { Rng } from '../random/rng.ts'
import type { Table } from '../table/table.ts'
import { nextTurn } from '../turns/next-turn.ts'
import { atMostRows } from './at-most-rows.ts'
import { attackPrivacy, type ColumnSets, type PrivacyAttacks } from './privacy-attacks.ts'
import { measurePrivacyDistances, type PrivacyDistances } from './privacy-distances.ts'
import type { privacySchema } from './privacy-schema.ts'

/** What may be set of the privacy family. */
export interface PrivacyOptions {
  /** Attacks of each kind on either table, or as many as the smaller one has rows. Default 1,000. */
  readonly attacks?: number
  /** Most synthetic, and holdout, rows whose distances are measured. Default 10,000. */
  readonly distanceRows?: number
  /** Most rows used of any table, but for identical and new rows. Default 50,000. */
  readonly maxRows?: number
  /** Columns to be guessed. Default: all but ids. */
  readonly secrets?: readonly string[]
  /** Two sets of columns to be linked. Default: every other column. */
  readonly links?: ColumnSets
  /** Columns an attacker knows, and those he wants to know: without them disclosure is not measured. */
  readonly disclosure?: { readonly known: readonly string[]; readonly sensitive: readonly string[] }
}

/** What is to be judged. */
export interface PrivacyArguments {
  /** The table the synthesizer learned. */
  readonly train: Table
  readonly synthetic: Table
  /** Real rows the synthesizer has never seen. Without them, most cannot be said. */
  readonly holdout?: Table | undefined
  readonly options?: PrivacyOptions | undefined
  readonly rng: Rng
  readonly signal?: AbortSignal | undefined
}

export type PrivacyFamily = z.infer<typeof privacySchema>
type DisclosureReport = NonNullable<PrivacyFamily['disclosureProtection']>

const defaults = { attacks: 1000, distanceRows: 10_000, maxRows: 50_000 } as const

/** Below this many holdout rows, intervals say little. */
const smallHoldout = 500

/**
 * Measures everything the privacy family holds. All tables must have the same columns.
 * @throws TabricateError `INVALID_OPTIONS` for numbers out of range and columns that do not exist, `ABORTED`
 */
export async function evaluatePrivacy(privacyArguments: PrivacyArguments): Promise<PrivacyFamily> {
  const { train, synthetic, rng, signal, options = {} } = privacyArguments
  const holdout = privacyArguments.holdout?.rowCount === 0 ? undefined : privacyArguments.holdout
  checkPrivacyOptions(train, options)
  const {
    attacks = defaults.attacks,
    distanceRows = defaults.distanceRows,
    maxRows = defaults.maxRows,
  } = options
  const used = {
    train: atMostRows(train, maxRows, rng.split('train')),
    synthetic: atMostRows(synthetic, maxRows, rng.split('synthetic')),
    holdout: holdout && atMostRows(holdout, maxRows, rng.split('holdout')),
  }
  await nextTurn(signal)
  const matches = {
    synthetic: identicalMatches.compute(synthetic, train),
    holdout: holdout === undefined ? null : identicalMatches.compute(holdout, train),
  }
  await nextTurn(signal)
  const newRows = newRowSynthesis.compute({ real: train, synthetic: used.synthetic })
  const distances = await measurePrivacyDistances({
    ...used,
    rows: distanceRows,
    rng: rng.split('distances'),
    signal,
  })
  const { secrets, links } = options
  const attacked = await attackPrivacy({
    ...used,
    attacks,
    secrets,
    links,
    rng: rng.split('attacks'),
    signal,
  })
  const disclosure = options.disclosure && discloseColumns(used.train, used.synthetic, options.disclosure)
  return {
    ...weakestProtection(distances, attacked),
    remarks: [
      ...(holdout === undefined ? [withoutHoldout] : holdoutRemarks(holdout)),
      ...capRemarks({ train, synthetic, holdout }, { distanceRows, maxRows }),
    ],
    distances,
    identicalMatches: matches,
    newRowSynthesis: newRows,
    attacks: attacked,
    disclosureProtection: disclosure ?? null,
  }
}

function discloseColumns(
  real: Table,
  synthetic: Table,
  columns: { readonly known: readonly string[]; readonly sensitive: readonly string[] },
): DisclosureReport {
  return {
    ...disclosureProtection.compute({ real, synthetic, ...columns }),
    ...columns,
    realRows: real.rowCount,
    syntheticRows: synthetic.rowCount,
  }
}

/** @throws TabricateError `INVALID_OPTIONS` with all numbers out of range and columns that cannot be used */
export function checkPrivacyOptions(train: Table, options: PrivacyOptions): void {
  const issues: Issue[] = []
  for (const option of ['attacks', 'distanceRows', 'maxRows'] as const) {
    const value = options[option]
    if (value !== undefined && !(Number.isSafeInteger(value) && value >= 1)) {
      issues.push({ path: ['privacy', option], message: `must be a whole number from 1 on; it is ${value}` })
    }
  }
  const types = new Map(train.schema.columns.map(({ name, type }) => [name, type]))
  const check = (path: readonly (string | number)[], names: readonly string[] = []) => {
    names.forEach((name, i) => {
      const type = types.get(name)
      if (type === undefined) issues.push({ path: [...path, i], message: `there is no column "${name}"` })
      else if (type === 'id')
        issues.push({ path: [...path, i], message: `"${name}" is an id, which is made up` })
    })
  }
  const { secrets, links, disclosure } = options
  check(['privacy', 'secrets'], secrets)
  check(['privacy', 'links', 0], links?.[0])
  check(['privacy', 'links', 1], links?.[1])
  check(['privacy', 'disclosure', 'known'], disclosure?.known)
  check(['privacy', 'disclosure', 'sensitive'], disclosure?.sensitive)
  for (const name of links?.[0].filter((each) => links[1].includes(each)) ?? []) {
    issues.push({ path: ['privacy', 'links'], message: `"${name}" is in both sets` })
  }
  throwIssues('INVALID_OPTIONS', 'Privacy cannot be measured', issues)
}

function weakestProtection(
  distances: PrivacyDistances,
  attacks: PrivacyAttacks,
): { readonly score: MetricResult; readonly weakest: string | null } {
  const risks: readonly (readonly [string, number | null])[] = [
    ['SinglingOutRisk (univariate)', attacks.singlingOut.univariate.value],
    ['SinglingOutRisk (multivariate)', attacks.singlingOut.multivariate.value],
    ['LinkabilityRisk', attacks.linkability.value],
    ['InferenceRisk (mean)', attacks.inference.value],
    ['MembershipInferenceAUC', attacks.membershipInference?.advantage ?? null],
    ['DCROverfittingProtection', complement(distances.overfittingProtection?.value ?? null)],
  ]
  let largest: readonly [string, number] | undefined
  for (const [name, risk] of risks) {
    if (risk !== null && (largest === undefined || risk > largest[1])) largest = [name, risk]
  }
  if (largest === undefined) {
    const reason =
      distances.dcrShare === null
        ? 'Without a holdout, privacy cannot be judged.'
        : 'There is nothing to be attacked.'
    return { score: undefinedBecause(reason), weakest: null }
  }
  return { score: { value: 1 - largest[1] }, weakest: largest[0] }
}

function complement(value: number | null): number | null {
  return value === null ? null : 1 - value
}

const withoutHoldout =
  'There is no holdout. How near synthetic rows come to the rows learned, and how often attacks succeed, is told; whether that ' +
  'is nearer and oftener than for people the synthesizer has never seen, cannot be told. Cut a holdout off before training.'

function holdoutRemarks(holdout: Table): string[] {
  return holdout.rowCount >= smallHoldout
    ? []
    : [
        holdout.rowCount === 1
          ? 'The holdout has only 1 row: the intervals are wide.'
          : `The holdout has only ${holdout.rowCount} rows: the intervals are wide.`,
      ]
}

function capRemarks(
  tables: { readonly train: Table; readonly synthetic: Table; readonly holdout: Table | undefined },
  { distanceRows, maxRows }: { readonly distanceRows: number; readonly maxRows: number },
): string[] {
  const capped = Object.entries(tables).filter(([, table]) => (table?.rowCount ?? 0) > maxRows)
  const { synthetic, holdout, train } = tables
  return [
    ...capped.map(
      ([name, table]) =>
        `Of the ${count(table?.rowCount ?? 0)} ${name} rows, ${count(maxRows)} chosen at random were used, but for identical rows: leaks of few rows look smaller.`,
    ),
    ...(synthetic.rowCount > distanceRows
      ? [`Distances were measured of ${count(distanceRows)} synthetic rows chosen at random.`]
      : []),
    ...(holdout !== undefined && holdout.rowCount !== train.rowCount
      ? [
          `Distances to training rows and to the holdout are to equally many: ${count(Math.min(train.rowCount, holdout.rowCount, maxRows))} of each.`,
        ]
      : []),
  ]
}

function count(value: number): string {
  return value.toLocaleString('en')
}

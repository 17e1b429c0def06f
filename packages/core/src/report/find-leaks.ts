import type { Report } from '../evaluation/report.ts'
import { displayName } from './text/display-name.ts'
import { formatCount, formatResult } from './text/format-number.ts'

/** A measurement by which learned rows stand out from rows that were not learned, beyond chance. */
export interface Leak {
  readonly name: string
  /** How large it is, with its unit. */
  readonly size: string
}

type Privacy = Report['families']['privacy']
type Risk = Privacy['attacks']['linkability'] | Privacy['attacks']['singlingOut']['univariate']

/** Attacks whose risk is less help nobody. */
const leastRisk = 0.02

/** Measurements whose 95 % interval lies on the side of a leak. */
export function findLeaks({ attacks, distances, identicalMatches }: Privacy): readonly Leak[] {
  const leaks: Leak[] = []
  const add = (name: string, size: string, isLeak: boolean) => {
    if (isLeak) leaks.push({ name, size })
  }
  const addRisk = (name: string, { interval, ...result }: Risk) =>
    add(name, `risk ${formatResult(result)}`, (interval?.[0] ?? 0) > leastRisk)
  const nearer = (interval: readonly [number, number] | null | undefined) => (interval?.[0] ?? 0) > 0.5
  addRisk('singling out by one column', attacks.singlingOut.univariate)
  addRisk('singling out by several columns', attacks.singlingOut.multivariate)
  addRisk('linking', attacks.linkability)
  for (const secret of attacks.inference.secrets) addRisk(`guessing ${displayName(secret.secret)}`, secret)
  const { membershipInference } = attacks
  add(
    'membership',
    `AUC ${formatResult(membershipInference)}, 0.5 is best`,
    nearer(membershipInference?.interval),
  )
  add(
    'distances to learned rows',
    `${formatResult(distances.dcrShare)} nearer to them, 0.5 is best`,
    nearer(distances.dcrShare?.interval),
  )
  const { synthetic, holdout } = identicalMatches
  add(
    'copied rows',
    `${formatCount(synthetic.matches)} of ${formatCount(synthetic.rows)}`,
    holdout !== null && (synthetic.interval?.[0] ?? 0) > (holdout.interval?.[1] ?? Number.POSITIVE_INFINITY),
  )
  return leaks
}

/** All leaks in words; at most so many that a sentence can be read. */
export function describeLeaks(leaks: readonly Leak[]): string {
  const told = leaks.slice(0, maxTold).map(({ name, size }) => `${name} (${size})`)
  const rest = leaks.length - told.length
  return rest === 0 ? told.join('; ') : `${told.join('; ')}; and ${rest} more`
}

const maxTold = 4

import type { Report } from '../evaluation/report.ts'
import type { ReportTexts } from './texts/report-texts.ts'

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
export function findLeaks(
  { attacks, distances, identicalMatches }: Privacy,
  { t, figures, name: nameOf }: ReportTexts,
): readonly Leak[] {
  const leaks: Leak[] = []
  const add = (name: string, size: string, isLeak: boolean) => {
    if (isLeak) leaks.push({ name, size })
  }
  const addRisk = (name: string, { interval, ...result }: Risk) =>
    add(name, t('risk {risk}', { risk: figures.result(result) }), (interval?.[0] ?? 0) > leastRisk)
  const nearer = (interval: readonly [number, number] | null | undefined) => (interval?.[0] ?? 0) > 0.5
  addRisk(t('singling out by one column'), attacks.singlingOut.univariate)
  addRisk(t('singling out by several columns'), attacks.singlingOut.multivariate)
  addRisk(t('linking'), attacks.linkability)
  for (const secret of attacks.inference.secrets)
    addRisk(t('guessing {column}', { column: nameOf(secret.secret) }), secret)
  const { membershipInference } = attacks
  add(
    t('membership'),
    t('AUC {auc}, 0.5 is best', { auc: figures.result(membershipInference) }),
    nearer(membershipInference?.interval),
  )
  add(
    t('distances to learned rows'),
    t('{share} nearer to them, 0.5 is best', { share: figures.result(distances.dcrShare) }),
    nearer(distances.dcrShare?.interval),
  )
  const { synthetic, holdout } = identicalMatches
  add(
    t('copied rows'),
    t('{part} of {whole}', { part: figures.count(synthetic.matches), whole: figures.count(synthetic.rows) }),
    holdout !== null && (synthetic.interval?.[0] ?? 0) > (holdout.interval?.[1] ?? Number.POSITIVE_INFINITY),
  )
  return leaks
}

/** All leaks in words; at most so many that a sentence can be read. */
export function describeLeaks(leaks: readonly Leak[], { t, counted }: ReportTexts): string {
  const told = leaks
    .slice(0, maxTold)
    .map(({ name, size }) => `${name} (${size})`)
    .join(t('; '))
  const rest = leaks.length - maxTold
  return rest <= 0 ? told : t('{leaks}; and {more}', { leaks: told, more: counted(rest, 'more leak') })
}

const maxTold = 4

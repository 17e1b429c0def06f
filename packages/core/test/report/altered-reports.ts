import type { Report } from '../../src/evaluation/report.ts'

type NamedReport = [name: string, report: Report]
type Interval = [number, number]

/** A report with figures as only large tables, bad models or copies give them. */
export function alteredReports(report: Report): NamedReport[] {
  const { quality } = report
  return [
    ...[0.48, 0.55, 0.7, 0.85, 0.99].map(
      (score): NamedReport => [`between floor and ceiling at ${score}`, placed(report, score, 1)],
    ),
    ['where floor and ceiling hardly differ', placed(report, 0.5, 0.51)],
    ['below both', placed(report, 0.3, 0.51)],
    ['above both', placed(report, 0.9, 0.51)],
    ...[0.1, 0, -0.1].map(
      (difference): NamedReport => [
        `beside a model that differs by ${difference}`,
        withAlternative(report, (quality.score.value ?? 0) + difference),
      ],
    ),
    ...[0.7, 0.3].map(
      (value): NamedReport => [
        `useful by ${value}`,
        withFamilies(report, { mlEfficacy: { ...report.families.mlEfficacy, score: { value } } }),
      ],
    ),
    ['with small leaks', withFamilies(report, { privacy: smallLeaks(report) })],
    ['with many leaks', withFamilies(report, { privacy: manyLeaks(report) })],
    [
      'of many rows',
      {
        ...report,
        quality: { ...quality, interval: { ...quality.interval, rows: { real: 100, synthetic: 100 } } },
      },
    ],
    ['of many columns', widened(report)],
    ['of a model without a name', { ...report, origin: { ...report.origin, model: '' } }],
  ]
}

function placed(report: Report, score: number, ceiling: number): Report {
  const at = (value: number) => ({
    ...report.floor,
    quality: { ...report.floor.quality, score: { value } },
  })
  const interval = { ...report.quality.interval, score: [score, score] as Interval }
  return {
    ...report,
    quality: { ...report.quality, score: { value: score }, interval },
    floor: at(0.5),
    ceiling: at(ceiling),
  }
}

function withAlternative(report: Report, quality: number): Report {
  const alternatives = [{ model: 'mixture', quality, fitMs: 1234 }]
  return { ...report, origin: { ...report.origin, alternatives } }
}

function withFamilies(report: Report, parts: Partial<Report['families']>): Report {
  return { ...report, families: { ...report.families, ...parts } }
}

function smallLeaks({ families: { privacy } }: Report): Report['families']['privacy'] {
  const { distances, identicalMatches } = privacy
  const { dcrShare } = distances
  const found = { value: 0.6, interval: [0.55, 0.65] as Interval }
  return {
    ...privacy,
    score: { value: 0.95 },
    distances: { ...distances, dcrShare: dcrShare === null ? null : { ...dcrShare, ...found } },
    identicalMatches: {
      ...identicalMatches,
      synthetic: { ...identicalMatches.synthetic, ...found },
    },
  }
}

function manyLeaks({ families: { privacy } }: Report): Report['families']['privacy'] {
  const found = { value: 0.4, interval: [0.3, 0.5] as Interval }
  const { singlingOut, linkability, inference, membershipInference } = privacy.attacks
  return {
    ...privacy,
    score: { value: 0.5 },
    attacks: {
      singlingOut: {
        univariate: { ...singlingOut.univariate, ...found },
        multivariate: { ...singlingOut.multivariate, ...found },
      },
      linkability: { ...linkability, ...found },
      inference: {
        ...inference,
        ...found,
        secrets: inference.secrets.slice(0, 1).map((secret) => ({ ...secret, ...found })),
      },
      membershipInference:
        membershipInference === null
          ? null
          : { ...membershipInference, value: 0.7, interval: [0.6, 0.8] as Interval },
    },
  }
}

/** More columns than are drawn or listed, all of them out of bounds. */
function widened(report: Report): Report {
  const { families, quality, diagnostic } = report
  const { statisticalSimilarity, privacy } = families
  const { columns } = statisticalSimilarity
  const { inference } = privacy.attacks
  const numbers = columns.filter(({ type }) => type === 'numerical')
  const names = Array.from({ length: 70 }, (_, i) => `n${i}`)
  const named = <Item extends object>(items: readonly Item[]) =>
    names.flatMap((column) => items.slice(0, 1).map((item) => ({ ...item, column })))
  return {
    ...report,
    quality: {
      ...quality,
      columns: named(quality.columns),
      pairs: names
        .slice(1)
        .flatMap((name, i) =>
          quality.pairs
            .slice(0, 1)
            .map((pair) => ({ ...pair, columns: [names[i] ?? '', name] as [string, string] })),
        ),
    },
    diagnostic: {
      ...diagnostic,
      columns: named(diagnostic.columns).map((column) => ({ ...column, value: 0.5 })),
    },
    families: {
      ...families,
      statisticalSimilarity: { ...statisticalSimilarity, columns: named(numbers) },
      privacy: {
        ...privacy,
        attacks: {
          ...privacy.attacks,
          inference: {
            ...inference,
            secrets: named(inference.secrets).map((attack) => ({ ...attack, secret: attack.column })),
          },
        },
      },
    },
  }
}

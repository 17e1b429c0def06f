import type { Report } from '../../evaluation/report.ts'
import type { MetricResult } from '../../metrics/metric.ts'
import type { Block, Section, TableCell } from '../document.ts'
import { describeLeaks, findLeaks } from '../find-leaks.ts'
import type { QuantileGroup } from '../plot.ts'
import { noFigure } from '../text/figure-format.ts'
import type { ReportTexts } from '../texts/report-texts.ts'

type Privacy = Report['families']['privacy']
type Attack = Privacy['attacks']['singlingOut']['univariate']

const listedSecrets = 8

/** What an attacker learns, how near rows come to real ones, and what cannot be said. */
export function privacySection({ families: { privacy } }: Report, texts: ReportTexts): Section {
  const { t, told } = texts
  const leaks = findLeaks(privacy, texts)
  const found =
    privacy.score.value === null
      ? t('Whether anything leaks cannot be said.')
      : leaks.length === 0
        ? t('No measurement tells rows that were learned from rows that were not, beyond chance.')
        : t('Learned rows stand out by: {leaks}.', { leaks: describeLeaks(leaks, texts) })
  const rule = t(
    'The score is 1 − the largest of the risks below: a table is as private as its weakest side.',
  )
  return {
    id: 'privacy',
    title: t('Privacy'),
    blocks: [
      { kind: 'paragraph', text: `${found} ${rule}` },
      { kind: 'remarks', remarks: [...privacy.remarks.map(told), ...attackRemarks(privacy, texts)] },
      attacksTable(privacy, texts),
      distancesFigure(privacy, texts),
      distancesTable(privacy, texts),
      ...disclosureBlocks(privacy, texts),
    ],
  }
}

function attacksTable({ attacks }: Privacy, texts: ReportTexts): Block {
  const { t, figures, name } = texts
  const { secrets } = attacks.inference
  const worst = secrets.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1)).slice(0, listedSecrets)
  const rows = [
    attackRow(t('Singling out by one column'), attacks.singlingOut.univariate, texts),
    attackRow(t('Singling out by several columns'), attacks.singlingOut.multivariate, texts),
    attackRow(t('Linking two halves of the columns'), attacks.linkability, texts),
    [t('Guessing a value, mean over columns'), figures.result(attacks.inference), ...emptyCells(5)],
    ...worst.map((secret) =>
      attackRow(t('Guessing {column}', { column: name(secret.secret) }), secret, texts),
    ),
  ]
  const caption = t(
    'Attacks: the risk is what succeeds oftener on rows that were learned than on rows that were not',
  )
  return {
    kind: 'table',
    table: {
      caption:
        secrets.length > worst.length
          ? t('{caption}; of {all} columns guessed, the worst {listed}', {
              caption,
              all: figures.count(secrets.length),
              listed: figures.count(worst.length),
            })
          : caption,
      columns: [
        { title: t('Attack'), kind: 'text' },
        { title: t('Risk'), kind: 'number' },
        { title: t('95 % interval'), kind: 'number' },
        { title: t('Succeeds on learned rows'), kind: 'number' },
        { title: t('On other rows'), kind: 'number' },
        { title: t('By guessing'), kind: 'number' },
        { title: t('Attacks'), kind: 'number' },
      ],
      rows,
    },
  }
}

function attackRow(name: string, attack: Attack, { figures }: ReportTexts): TableCell[] {
  const { train, control, baseline } = attack
  return [
    name,
    figures.result(attack),
    figures.interval(attack.interval),
    ...[train, control, baseline].map((rate) => (rate === null ? noFigure : figures.percent(rate.rate))),
    train === null ? noFigure : figures.count(train.attacks),
  ]
}

function emptyCells(count: number): string[] {
  return Array.from({ length: count }, () => noFigure)
}

/** Remarks of attacks, and why those are missing that are; the same one told once. */
function attackRemarks({ attacks }: Privacy, { t, told, name: nameOf }: ReportTexts): string[] {
  const named: readonly (readonly [string, Attack])[] = [
    [t('Singling out by one column'), attacks.singlingOut.univariate],
    [t('Singling out by several columns'), attacks.singlingOut.multivariate],
    [t('Linking'), attacks.linkability],
    ...attacks.inference.secrets.map(
      (secret) => [t('Guessing {column}', { column: nameOf(secret.secret) }), secret] as const,
    ),
  ]
  const byRemark = new Map<string, string[]>()
  for (const [name, attack] of named) {
    for (const remark of [attack.remark, attack.value === null ? attack.reason : null]) {
      if (remark !== null) byRemark.set(remark, [...(byRemark.get(remark) ?? []), name])
    }
  }
  return [...byRemark].map(([remark, names]) =>
    t('{name}: {text}', { name: names.join(', '), text: told(remark) }),
  )
}

const quantileTitles = { p05: '5 %', p25: '25 %', p50: 'median', p75: '75 %', p95: '95 %' } as const
const quantileKeys = ['p05', 'p25', 'p50', 'p75', 'p95'] as const

function distanceGroups({ distances }: Privacy, { t }: ReportTexts): QuantileGroup[] {
  const groups = [
    [t('synthetic to learned rows'), distances.syntheticToTrain],
    [t('synthetic to other real rows'), distances.syntheticToHoldout],
    [t('other real rows to learned rows'), distances.holdoutToTrain],
  ] as const
  return groups.flatMap(([name, measured]) =>
    measured === null || measured.quantiles === null ? [] : [{ name, quantiles: measured.quantiles }],
  )
}

function distancesFigure(privacy: Privacy, texts: ReportTexts): Block {
  const { t, figures } = texts
  const groups = distanceGroups(privacy, texts)
  if (groups.length === 0)
    return {
      kind: 'remarks',
      remarks: [t('Distances cannot be measured: there are no rows to measure, or none to measure from.')],
    }
  const distances = groups
    .map(({ name, quantiles }) =>
      t('{name}: {text}', {
        name,
        text: quantileKeys
          .map((key) => `${t(quantileTitles[key])} ${figures.share(quantiles[key])}`)
          .join(', '),
      }),
    )
    .join(t('; '))
  return {
    kind: 'figure',
    figure: {
      title: t('Distance to the closest record'),
      plot: {
        kind: 'quantiles',
        unit: t('distance: 0 = equal, 1 = different in every column'),
        groups,
      },
      text: t(
        'Lines reach from the 5 to the 95 % quantile, boxes from 25 to 75 %, strokes are medians. {distances}.',
        { distances },
      ),
    },
  }
}

function distancesTable(
  { distances, identicalMatches, newRowSynthesis, attacks }: Privacy,
  { t, counted, figures }: ReportTexts,
): Block {
  const rowsOf = ({ rows, referenceRows }: { readonly rows: number; readonly referenceRows: number }) =>
    t('{rows} to {others}', { rows: counted(rows, 'row'), others: figures.count(referenceRows) })
  const { dcrShare, overfittingProtection, overfittingProtectionSdmetrics, baselineProtection } = distances
  const { train, holdout } = distances.nearestNeighbourRatio
  const line = (
    name: string,
    result: MetricResult | null,
    best: string,
    interval: readonly [number, number] | null,
    basis: string,
  ): TableCell[] => [name, figures.result(result), figures.interval(interval), best, basis]
  const needsHoldout = t('needs a holdout')
  const half = figures.number(0.5)
  const basisOf = (measured: Parameters<typeof rowsOf>[0] | null) =>
    measured === null ? needsHoldout : rowsOf(measured)
  const matchesOf = ({ matches, rows }: { readonly matches: number; readonly rows: number }) =>
    t('{part} of {whole}', { part: figures.count(matches), whole: counted(rows, 'row') })
  const { synthetic, holdout: holdoutMatches } = identicalMatches
  const membership = attacks.membershipInference
  return {
    kind: 'table',
    table: {
      caption: t('Nearness to real rows'),
      columns: [
        { title: t('Measurement'), kind: 'text' },
        { title: t('Value'), kind: 'number' },
        { title: t('95 % interval'), kind: 'number' },
        { title: t('Best'), kind: 'text' },
        { title: t('Rests on'), kind: 'text' },
      ],
      rows: [
        line(
          t('Share nearer to learned rows than to others'),
          dcrShare,
          half,
          dcrShare?.interval ?? null,
          basisOf(dcrShare),
        ),
        line(
          t('Membership told by distance (AUC)'),
          membership,
          half,
          membership?.interval ?? null,
          membership === null
            ? needsHoldout
            : t('{learned} and {others} rows', {
                learned: figures.count(membership.trainRows),
                others: figures.count(membership.holdoutRows),
              }),
        ),
        line(t('Overfitting protection'), overfittingProtection, '1', null, basisOf(overfittingProtection)),
        line(
          t('Overfitting protection as SDMetrics scales it'),
          overfittingProtectionSdmetrics,
          '1',
          null,
          basisOf(overfittingProtectionSdmetrics),
        ),
        line(
          t('Baseline protection'),
          baselineProtection,
          t('1 = as far as random values'),
          null,
          rowsOf(baselineProtection),
        ),
        line(
          t('Nearest-neighbour distance ratio to learned rows'),
          train,
          t('as to other real rows'),
          null,
          rowsOf(train),
        ),
        line(t('Nearest-neighbour distance ratio to other real rows'), holdout, '', null, basisOf(holdout)),
        line(
          t('Copies of learned rows among synthetic ones'),
          synthetic,
          t('as among real rows'),
          synthetic.interval,
          matchesOf(synthetic),
        ),
        line(
          t('The same among other real rows'),
          holdoutMatches,
          '',
          holdoutMatches?.interval ?? null,
          holdoutMatches === null ? needsHoldout : matchesOf(holdoutMatches),
        ),
        line(
          t('New rows (not within 1 % of a learned one)'),
          newRowSynthesis,
          '1',
          null,
          counted(newRowSynthesis.newRows + newRowSynthesis.matchedRows, 'row'),
        ),
      ],
    },
  }
}

function disclosureBlocks(
  { disclosureProtection }: Privacy,
  { t, told, counted, figures, name }: ReportTexts,
): Block[] {
  if (disclosureProtection === null) return []
  const { known, sensitive, realRows, syntheticRows } = disclosureProtection
  const names = (list: readonly string[]) => list.map(name).join(', ')
  const figure =
    disclosureProtection.value === null
      ? told(disclosureProtection.reason)
      : figures.result(disclosureProtection)
  return [
    {
      kind: 'paragraph',
      text: t(
        'Disclosure protection of {sensitive} from those who know {known}: {figure} (1 = they learn no more than by guessing; {real}, {synthetic}).',
        {
          sensitive: names(sensitive),
          known: names(known),
          figure,
          real: counted(realRows, 'real row'),
          synthetic: counted(syntheticRows, 'synthetic row'),
        },
      ),
    },
  ]
}

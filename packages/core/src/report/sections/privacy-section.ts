import type { Report } from '../../evaluation/report.ts'
import type { MetricResult } from '../../metrics/metric.ts'
import type { Block, Section, TableCell } from '../document.ts'
import { describeLeaks, findLeaks } from '../find-leaks.ts'
import type { QuantileGroup } from '../plot.ts'
import { displayName } from '../text/display-name.ts'
import {
  formatCount,
  formatCounted,
  formatInterval,
  formatPercent,
  formatResult,
  formatShare,
  noFigure,
} from '../text/format-number.ts'

type Privacy = Report['families']['privacy']
type Attack = Privacy['attacks']['singlingOut']['univariate']

const listedSecrets = 8

/** What an attacker learns, how near rows come to real ones, and what cannot be said. */
export function privacySection({ families: { privacy } }: Report): Section {
  const leaks = findLeaks(privacy)
  const found =
    privacy.score.value === null
      ? 'Whether anything leaks cannot be said.'
      : leaks.length === 0
        ? 'No measurement tells rows that were learned from rows that were not, beyond chance.'
        : `Learned rows stand out by: ${describeLeaks(leaks)}.`
  return {
    id: 'privacy',
    title: 'Privacy',
    blocks: [
      {
        kind: 'paragraph',
        text: `${found} The score is 1 − the largest of the risks below: a table is as private as its weakest side.`,
      },
      { kind: 'remarks', remarks: [...privacy.remarks, ...attackRemarks(privacy)] },
      attacksTable(privacy),
      distancesFigure(privacy),
      distancesTable(privacy),
      ...disclosureBlocks(privacy),
    ],
  }
}

function attacksTable({ attacks }: Privacy): Block {
  const { secrets } = attacks.inference
  const worst = secrets.toSorted((a, b) => (b.value ?? -1) - (a.value ?? -1)).slice(0, listedSecrets)
  const rows = [
    attackRow('Singling out by one column', attacks.singlingOut.univariate),
    attackRow('Singling out by several columns', attacks.singlingOut.multivariate),
    attackRow('Linking two halves of the columns', attacks.linkability),
    ['Guessing a value, mean over columns', formatResult(attacks.inference), ...emptyCells(5)],
    ...worst.map((secret) => attackRow(`Guessing ${displayName(secret.secret)}`, secret)),
  ]
  return {
    kind: 'table',
    table: {
      caption:
        'Attacks: the risk is what succeeds oftener on rows that were learned than on rows that were not' +
        (secrets.length > worst.length
          ? `; of ${secrets.length} columns guessed, the worst ${worst.length}`
          : ''),
      columns: [
        { title: 'Attack', kind: 'text' },
        { title: 'Risk', kind: 'number' },
        { title: '95 % interval', kind: 'number' },
        { title: 'Succeeds on learned rows', kind: 'number' },
        { title: 'On other rows', kind: 'number' },
        { title: 'By guessing', kind: 'number' },
        { title: 'Attacks', kind: 'number' },
      ],
      rows,
    },
  }
}

function attackRow(name: string, attack: Attack): TableCell[] {
  const { train, control, baseline } = attack
  return [
    name,
    formatResult(attack),
    formatInterval(attack.interval),
    ...[train, control, baseline].map((rate) => (rate === null ? noFigure : formatPercent(rate.rate))),
    train === null ? noFigure : formatCount(train.attacks),
  ]
}

function emptyCells(count: number): string[] {
  return Array.from({ length: count }, () => noFigure)
}

/** Remarks of attacks, and why those are missing that are; the same one told once. */
function attackRemarks({ attacks }: Privacy): string[] {
  const named: readonly (readonly [string, Attack])[] = [
    ['Singling out by one column', attacks.singlingOut.univariate],
    ['Singling out by several columns', attacks.singlingOut.multivariate],
    ['Linking', attacks.linkability],
    ...attacks.inference.secrets.map((secret) => [`Guessing ${displayName(secret.secret)}`, secret] as const),
  ]
  const byRemark = new Map<string, string[]>()
  for (const [name, attack] of named) {
    for (const remark of [attack.remark, attack.value === null ? attack.reason : null]) {
      if (remark !== null) byRemark.set(remark, [...(byRemark.get(remark) ?? []), name])
    }
  }
  return [...byRemark].map(([remark, names]) => `${names.join(', ')}: ${remark}`)
}

const quantileTitles = { p05: '5 %', p25: '25 %', p50: 'median', p75: '75 %', p95: '95 %' } as const
const quantileKeys = ['p05', 'p25', 'p50', 'p75', 'p95'] as const

function distanceGroups({ distances }: Privacy): QuantileGroup[] {
  const groups = [
    ['synthetic to learned rows', distances.syntheticToTrain],
    ['synthetic to other real rows', distances.syntheticToHoldout],
    ['other real rows to learned rows', distances.holdoutToTrain],
  ] as const
  return groups.flatMap(([name, measured]) =>
    measured === null || measured.quantiles === null ? [] : [{ name, quantiles: measured.quantiles }],
  )
}

function distancesFigure(privacy: Privacy): Block {
  const groups = distanceGroups(privacy)
  if (groups.length === 0)
    return {
      kind: 'remarks',
      remarks: ['Distances cannot be measured: there are no rows to measure, or none to measure from.'],
    }
  const text = groups
    .map(
      ({ name, quantiles }) =>
        `${name}: ${quantileKeys.map((key) => `${quantileTitles[key]} ${formatShare(quantiles[key])}`).join(', ')}`,
    )
    .join('; ')
  return {
    kind: 'figure',
    figure: {
      title: 'Distance to the closest record',
      plot: { kind: 'quantiles', unit: 'distance: 0 = equal, 1 = different in every column', groups },
      text: `Lines reach from the 5 to the 95 % quantile, boxes from 25 to 75 %, strokes are medians. ${text}.`,
    },
  }
}

function distancesTable({ distances, identicalMatches, newRowSynthesis, attacks }: Privacy): Block {
  const rowsOf = ({ rows, referenceRows }: { readonly rows: number; readonly referenceRows: number }) =>
    `${formatCounted(rows, 'row')} to ${formatCount(referenceRows)}`
  const { dcrShare, overfittingProtection, overfittingProtectionSdmetrics, baselineProtection } = distances
  const { train, holdout } = distances.nearestNeighbourRatio
  const line = (
    name: string,
    result: MetricResult | null,
    best: string,
    interval: readonly [number, number] | null,
    basis: string,
  ): TableCell[] => [name, formatResult(result), formatInterval(interval), best, basis]
  const basisOf = (measured: Parameters<typeof rowsOf>[0] | null) =>
    measured === null ? 'needs a holdout' : rowsOf(measured)
  const { synthetic, holdout: holdoutMatches } = identicalMatches
  const membership = attacks.membershipInference
  return {
    kind: 'table',
    table: {
      caption: 'Nearness to real rows',
      columns: [
        { title: 'Measurement', kind: 'text' },
        { title: 'Value', kind: 'number' },
        { title: '95 % interval', kind: 'number' },
        { title: 'Best', kind: 'text' },
        { title: 'Rests on', kind: 'text' },
      ],
      rows: [
        line(
          'Share nearer to learned rows than to others',
          dcrShare,
          '0.5',
          dcrShare?.interval ?? null,
          basisOf(dcrShare),
        ),
        line(
          'Membership told by distance (AUC)',
          membership,
          '0.5',
          membership?.interval ?? null,
          membership === null
            ? 'needs a holdout'
            : `${formatCount(membership.trainRows)} and ${formatCount(membership.holdoutRows)} rows`,
        ),
        line('Overfitting protection', overfittingProtection, '1', null, basisOf(overfittingProtection)),
        line(
          'Overfitting protection as SDMetrics scales it',
          overfittingProtectionSdmetrics,
          '1',
          null,
          basisOf(overfittingProtectionSdmetrics),
        ),
        line(
          'Baseline protection',
          baselineProtection,
          '1 = as far as random values',
          null,
          rowsOf(baselineProtection),
        ),
        line(
          'Nearest-neighbour distance ratio to learned rows',
          train,
          'as to other real rows',
          null,
          rowsOf(train),
        ),
        line('Nearest-neighbour distance ratio to other real rows', holdout, '', null, basisOf(holdout)),
        line(
          'Copies of learned rows among synthetic ones',
          synthetic,
          'as among real rows',
          synthetic.interval,
          `${formatCount(synthetic.matches)} of ${formatCounted(synthetic.rows, 'row')}`,
        ),
        line(
          'The same among other real rows',
          holdoutMatches,
          '',
          holdoutMatches?.interval ?? null,
          holdoutMatches === null
            ? 'needs a holdout'
            : `${formatCount(holdoutMatches.matches)} of ${formatCounted(holdoutMatches.rows, 'row')}`,
        ),
        line(
          'New rows (not within 1 % of a learned one)',
          newRowSynthesis,
          '1',
          null,
          formatCounted(newRowSynthesis.newRows + newRowSynthesis.matchedRows, 'row'),
        ),
      ],
    },
  }
}

function disclosureBlocks({ disclosureProtection }: Privacy): Block[] {
  if (disclosureProtection === null) return []
  const { known, sensitive, realRows, syntheticRows } = disclosureProtection
  const names = (list: readonly string[]) => list.map(displayName).join(', ')
  const figure =
    disclosureProtection.value === null ? disclosureProtection.reason : formatResult(disclosureProtection)
  return [
    {
      kind: 'paragraph',
      text: `Disclosure protection of ${names(sensitive)} from those who know ${names(known)}: ${figure} (1 = they learn no more than by guessing; ${formatCount(realRows)} real, ${formatCount(syntheticRows)} synthetic rows).`,
    },
  ]
}

import type { JudgedScores, Report } from '../../evaluation/report.ts'
import type { MetricResult } from '../../metrics/metric.ts'
import { describeAlternatives } from '../alternatives.ts'
import type { Section, TableCell } from '../document.ts'
import type { ReportTexts } from '../texts/report-texts.ts'

/** Every score between its floor and its ceiling, and what it rests on. */
export function scoresSection(report: Report, texts: ReportTexts): Section {
  const { t, told, counted } = texts
  const { families, diagnostic } = report
  const { detection, mlEfficacy, privacy, correlationPreservation } = families
  const rows = [
    ...qualityRows(report, texts),
    scoreRow(texts, t('Not told apart by boosted trees'), detection.score, {
      floor: detection.floor,
      ceiling: detection.ceiling,
      basis: `${counted(detection.boosted.rows.synthetic, 'synthetic row')}, ${counted(detection.boosted.rows.real, 'real row')}`,
    }),
    scoreRow(texts, t('Privacy'), privacy.score, {
      basis: privacy.weakest === null ? '' : t('weakest: {weakest}', { weakest: told(privacy.weakest) }),
    }),
    scoreRow(texts, t('Usefulness'), mlEfficacy.score, {
      basis: mlEfficacy.task === null ? '' : counted(mlEfficacy.rows.holdout, 'holdout row'),
    }),
    scoreRow(texts, t('Validity'), diagnostic.score, {
      basis: counted(diagnostic.columns.length, 'column'),
    }),
  ]
  return {
    id: 'scores',
    title: t('All scores'),
    blocks: [
      {
        kind: 'paragraph',
        text: [
          t(
            'All scores lie between 0 and 1; 1 is best. The floor is what the real table reaches with every column shuffled on its own, that is without learning any dependence (shuffling keeps column shapes, so that their floor is 1); the ceiling is what real rows reach that were not learned.',
          ),
          t(
            'Privacy (1 = nothing found), usefulness (0 = no better than guessing, 1 = as good as real rows) and validity are their own measure.',
          ),
        ].join(' '),
      },
      {
        kind: 'table',
        table: {
          caption: t('Scores between floor and ceiling'),
          columns: [
            { title: t('Score'), kind: 'text' },
            { title: t('Synthetic'), kind: 'number' },
            { title: t('95 % interval'), kind: 'number' },
            { title: t('Floor'), kind: 'number' },
            { title: t('Ceiling'), kind: 'number' },
            { title: t('Floor · value · ceiling'), kind: 'plot' },
            { title: t('Rests on'), kind: 'text' },
          ],
          rows,
        },
      },
      {
        kind: 'remarks',
        remarks: [
          ...describeAlternatives(report, texts),
          ...reasons(report, texts),
          ...(correlationPreservation.remark === null ? [] : [told(correlationPreservation.remark)]),
        ],
      },
    ],
  }
}

/** One line for each part of the quality score, under both scorings. */
function qualityRows(
  { quality, qualityAllPairs, floor, ceiling }: Report,
  texts: ReportTexts,
): TableCell[][] {
  const { t, counted, figures } = texts
  const columns = counted(quality.columns.filter(({ value }) => value !== null).length, 'column')
  const allPairs = counted(qualityAllPairs.pairsCounted, 'pair')
  const line = (
    title: string,
    key: 'score' | 'columnShapes' | 'columnPairTrends',
    of: 'quality' | 'qualityAllPairs',
    basis: string,
  ) => {
    const scores: JudgedScores = of === 'quality' ? quality : qualityAllPairs
    return scoreRow(texts, title, scores[key], {
      interval: scores.interval[key],
      floor: floor[of][key],
      ceiling: ceiling?.[of][key] ?? null,
      basis,
    })
  }
  const pairs = t('{part} of {whole}', { part: figures.count(quality.pairsCounted), whole: allPairs })
  return [
    line(t('Quality'), 'score', 'quality', `${columns}, ${pairs}`),
    line(t('Column shapes'), 'columnShapes', 'quality', columns),
    line(
      t('Column pair trends'),
      'columnPairTrends',
      'quality',
      t('{pairs}: those strongly associated', { pairs }),
    ),
    line(t('Quality, all pairs'), 'score', 'qualityAllPairs', `${columns}, ${allPairs}`),
    line(t('Column pair trends, all pairs'), 'columnPairTrends', 'qualityAllPairs', allPairs),
  ]
}

function scoreRow(
  { figures }: ReportTexts,
  title: string,
  score: MetricResult,
  {
    interval = null,
    floor = null,
    ceiling = null,
    basis,
  }: {
    readonly interval?: readonly [number, number] | null
    readonly floor?: MetricResult | null
    readonly ceiling?: MetricResult | null
    readonly basis: string
  },
): TableCell[] {
  const plot: TableCell =
    score.value === null || (floor === null && ceiling === null)
      ? ''
      : {
          kind: 'scale',
          value: score.value,
          interval,
          floor: floor?.value ?? null,
          ceiling: ceiling?.value ?? null,
        }
  return [
    title,
    figures.result(score),
    figures.interval(interval),
    figures.result(floor),
    figures.result(ceiling),
    plot,
    basis,
  ]
}

/** Why scores are missing. */
function reasons({ quality, families, diagnostic, ceiling }: Report, { t, told }: ReportTexts): string[] {
  const scores: readonly (readonly [string, MetricResult])[] = [
    [t('Quality'), quality.score],
    [t('Column pair trends'), quality.columnPairTrends],
    [t('Not told apart by boosted trees'), families.detection.score],
    [t('Privacy'), families.privacy.score],
    [t('Usefulness'), families.mlEfficacy.score],
    [t('Validity'), diagnostic.score],
  ]
  return [
    ...scores.flatMap(([name, score]) =>
      score.value === null ? [t('{name}: {text}', { name, text: told(score.reason) })] : [],
    ),
    ...(ceiling === null
      ? [t('There is no ceiling: it takes a holdout, real rows that were kept from the model.')]
      : []),
  ]
}

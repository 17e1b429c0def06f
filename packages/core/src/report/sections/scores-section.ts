import type { JudgedScores, Report } from '../../evaluation/report.ts'
import type { MetricResult } from '../../metrics/metric.ts'
import { describeAlternatives } from '../alternatives.ts'
import type { Section, TableCell } from '../document.ts'
import { formatCounted, formatInterval, formatResult } from '../text/format-number.ts'

/** Every score between its floor and its ceiling, and what it rests on. */
export function scoresSection(report: Report): Section {
  const { families, diagnostic } = report
  const { detection, mlEfficacy, privacy, correlationPreservation } = families
  const rows = [
    ...qualityRows(report),
    scoreRow('Not told apart by boosted trees', detection.score, {
      floor: detection.floor,
      ceiling: detection.ceiling,
      basis: `${formatCounted(detection.boosted.rows.synthetic, 'synthetic row')}, ${formatCounted(detection.boosted.rows.real, 'real row')}`,
    }),
    scoreRow('Privacy', privacy.score, {
      basis: privacy.weakest === null ? '' : `weakest: ${privacy.weakest}`,
    }),
    scoreRow('Usefulness', mlEfficacy.score, {
      basis: mlEfficacy.task === null ? '' : formatCounted(mlEfficacy.rows.holdout, 'holdout row'),
    }),
    scoreRow('Validity', diagnostic.score, {
      basis: formatCounted(diagnostic.columns.length, 'column'),
    }),
  ]
  return {
    id: 'scores',
    title: 'All scores',
    blocks: [
      {
        kind: 'paragraph',
        text:
          'All scores lie between 0 and 1; 1 is best. The floor is what the real table reaches with every column shuffled on its own, ' +
          'that is without learning any dependence (shuffling keeps column shapes, so that their floor is 1); the ceiling is what real rows reach that were not learned. ' +
          'Privacy (1 = nothing found), usefulness (0 = no better than guessing, 1 = as good as real rows) and validity are their own measure.',
      },
      {
        kind: 'table',
        table: {
          caption: 'Scores between floor and ceiling',
          columns: [
            { title: 'Score', kind: 'text' },
            { title: 'Synthetic', kind: 'number' },
            { title: '95 % interval', kind: 'number' },
            { title: 'Floor', kind: 'number' },
            { title: 'Ceiling', kind: 'number' },
            { title: 'Floor · value · ceiling', kind: 'plot' },
            { title: 'Rests on', kind: 'text' },
          ],
          rows,
        },
      },
      {
        kind: 'remarks',
        remarks: [
          ...describeAlternatives(report),
          ...reasons(report),
          ...remarkList(correlationPreservation.remark),
        ],
      },
    ],
  }
}

/** One line for each part of the quality score, under both scorings. */
function qualityRows({ quality, qualityAllPairs, floor, ceiling }: Report): TableCell[][] {
  const columns = formatCounted(quality.columns.filter(({ value }) => value !== null).length, 'column')
  const total = qualityAllPairs.pairsCounted
  const line = (
    title: string,
    key: 'score' | 'columnShapes' | 'columnPairTrends',
    of: 'quality' | 'qualityAllPairs',
    basis: string,
  ) => {
    const scores: JudgedScores = of === 'quality' ? quality : qualityAllPairs
    return scoreRow(title, scores[key], {
      interval: scores.interval[key],
      floor: floor[of][key],
      ceiling: ceiling?.[of][key] ?? null,
      basis,
    })
  }
  const counted = `${quality.pairsCounted} of ${formatCounted(total, 'pair')}`
  return [
    line('Quality', 'score', 'quality', `${columns}, ${counted}`),
    line('Column shapes', 'columnShapes', 'quality', columns),
    line('Column pair trends', 'columnPairTrends', 'quality', `${counted}: those strongly associated`),
    line('Quality, all pairs', 'score', 'qualityAllPairs', `${columns}, ${formatCounted(total, 'pair')}`),
    line(
      'Column pair trends, all pairs',
      'columnPairTrends',
      'qualityAllPairs',
      formatCounted(total, 'pair'),
    ),
  ]
}

function scoreRow(
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
    formatResult(score),
    formatInterval(interval),
    formatResult(floor),
    formatResult(ceiling),
    plot,
    basis,
  ]
}

/** Why scores are missing. */
function reasons({ quality, families, diagnostic, ceiling }: Report): string[] {
  const scores: readonly (readonly [string, MetricResult])[] = [
    ['Quality', quality.score],
    ['Column pair trends', quality.columnPairTrends],
    ['Not told apart by boosted trees', families.detection.score],
    ['Privacy', families.privacy.score],
    ['Usefulness', families.mlEfficacy.score],
    ['Validity', diagnostic.score],
  ]
  return [
    ...scores.flatMap(([name, score]) => (score.value === null ? [`${name}: ${score.reason}`] : [])),
    ...(ceiling === null
      ? ['There is no ceiling: it takes a holdout, real rows that were kept from the model.']
      : []),
  ]
}

function remarkList(remark: string | null): string[] {
  return remark === null ? [] : [remark]
}

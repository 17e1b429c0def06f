import type { ColumnDistribution, ColumnMeasurements, Report } from '../../evaluation/report.ts'
import { keyUniqueness } from '../../metrics/key-uniqueness.ts'
import type { Block, Card, Section } from '../document.ts'
import type { ReportTexts } from '../texts/report-texts.ts'
import { categoriesTable, continuousBlocks } from './distribution-blocks.ts'

/** With more, the worst are drawn and the others listed. */
const maxDrawn = 60

/** Columns one by one, the least alike first. */
export function columnsSection({ quality, families }: Report, texts: ReportTexts): Section {
  const { t, figures, name } = texts
  const shapes = new Map(quality.columns.map((shape) => [shape.column, shape]))
  const columns = families.statisticalSimilarity.columns
  const scoreOf = (column: ColumnMeasurements) => shapes.get(column.column)?.value ?? null
  const ordered = columns
    .filter(({ distribution }) => distribution !== null)
    .toSorted((a, b) => (scoreOf(a) ?? 2) - (scoreOf(b) ?? 2))
  const ids = columns.filter(({ distribution }) => distribution === null)
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: [
        t(
          'The least alike come first. Filled areas and upper bars are the real table, lines and lower bars the synthetic one.',
        ),
        t(
          'The score is 1 − the largest difference of the cumulative shares for numbers and dates (KSComplement), and 1 − half the sum of differences of shares for categories (TVComplement).',
        ),
      ].join(' '),
    },
    {
      kind: 'cards',
      cards: ordered.slice(0, maxDrawn).map((column) => columnCard(column, scoreOf(column), texts)),
    },
  ]
  if (ordered.length > maxDrawn) {
    blocks.push({
      kind: 'table',
      table: {
        caption: t('Columns that are not drawn'),
        columns: [
          { title: t('Column'), kind: 'text' },
          { title: t('Score'), kind: 'number' },
        ],
        rows: ordered.slice(maxDrawn).map((column) => [name(column.column), figures.share(scoreOf(column))]),
      },
    })
  }
  if (ids.length > 0) {
    blocks.push({
      kind: 'remarks',
      remarks: [
        t('Ids are made up anew, so their values are not compared: {columns}.', {
          columns: ids.map(({ column }) => name(column)).join(', '),
        }),
      ],
    })
  }
  return { id: 'columns', title: t('Columns'), blocks }
}

function columnCard(column: ColumnMeasurements, score: number | null, texts: ReportTexts): Card {
  const { t, figures, name } = texts
  const { distribution } = column
  return {
    title: name(column.column),
    subtitle: `${t(column.type)} · ${score === null ? t('cannot be compared') : t('score {score}', { score: figures.share(score) })}`,
    blocks: [
      ...(distribution === null ? [] : distributionBlocks(column, distribution, texts)),
      ...metricBlocks(column, texts),
    ],
  }
}

function distributionBlocks(
  column: ColumnMeasurements,
  distribution: ColumnDistribution,
  texts: ReportTexts,
): Block[] {
  switch (distribution.kind) {
    case 'continuous':
      return continuousBlocks(column, distribution, texts)
    case 'discrete':
      return [{ kind: 'table', table: categoriesTable(column, distribution, texts) }]
    default:
      return distribution satisfies never
  }
}

function metricBlocks(column: ColumnMeasurements, { t, told, figures }: ReportTexts): Block[] {
  // Whether values repeat matters for keys alone, which have no card.
  const metrics = column.metrics.filter(({ metric }) => metric !== keyUniqueness.name)
  const measured = metrics.filter(({ value }) => value !== null)
  const text = measured.map((each) => `${each.metric} ${figures.result(each)}`).join(' · ')
  const reasons = metrics.flatMap((each) =>
    each.value === null ? [t('{name}: {text}', { name: each.metric, text: told(each.reason) })] : [],
  )
  return [
    ...(measured.length === 0 ? [] : [{ kind: 'paragraph', text } as const]),
    ...(reasons.length === 0 ? [] : [{ kind: 'remarks', remarks: reasons } as const]),
  ]
}

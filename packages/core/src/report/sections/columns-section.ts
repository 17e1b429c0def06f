import type { ColumnDistribution, ColumnMeasurements, Report } from '../../evaluation/report.ts'
import { keyUniqueness } from '../../metrics/key-uniqueness.ts'
import type { Block, Card, Section } from '../document.ts'
import { displayName } from '../text/display-name.ts'
import { formatResult, formatShare } from '../text/format-number.ts'
import { categoriesTable, continuousBlocks } from './distribution-blocks.ts'

/** With more, the worst are drawn and the others listed. */
const maxDrawn = 60

/** Columns one by one, the least alike first. */
export function columnsSection({ quality, families }: Report): Section {
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
      text:
        'The least alike come first. Filled areas and upper bars are the real table, lines and lower bars the synthetic one. ' +
        'The score is 1 − the largest difference of the cumulative shares for numbers and dates (KSComplement), ' +
        'and 1 − half the sum of differences of shares for categories (TVComplement).',
    },
    {
      kind: 'cards',
      cards: ordered.slice(0, maxDrawn).map((column) => columnCard(column, scoreOf(column))),
    },
  ]
  if (ordered.length > maxDrawn) {
    blocks.push({
      kind: 'table',
      table: {
        caption: 'Columns that are not drawn',
        columns: [
          { title: 'Column', kind: 'text' },
          { title: 'Score', kind: 'number' },
        ],
        rows: ordered
          .slice(maxDrawn)
          .map((column) => [displayName(column.column), formatShare(scoreOf(column))]),
      },
    })
  }
  if (ids.length > 0) {
    blocks.push({
      kind: 'remarks',
      remarks: [
        `Ids are made up anew, so their values are not compared: ${ids.map(({ column }) => displayName(column)).join(', ')}.`,
      ],
    })
  }
  return { id: 'columns', title: 'Columns', blocks }
}

function columnCard(column: ColumnMeasurements, score: number | null): Card {
  const { distribution } = column
  return {
    title: displayName(column.column),
    subtitle: `${column.type} · ${score === null ? 'cannot be compared' : `score ${formatShare(score)}`}`,
    blocks: [
      ...(distribution === null ? [] : distributionBlocks(column, distribution)),
      ...metricBlocks(column),
    ],
  }
}

function distributionBlocks(column: ColumnMeasurements, distribution: ColumnDistribution): Block[] {
  switch (distribution.kind) {
    case 'continuous':
      return continuousBlocks(column, distribution)
    case 'discrete':
      return [{ kind: 'table', table: categoriesTable(column, distribution) }]
    default:
      return distribution satisfies never
  }
}

function metricBlocks(column: ColumnMeasurements): Block[] {
  // Whether values repeat matters for keys alone, which have no card.
  const metrics = column.metrics.filter(({ metric }) => metric !== keyUniqueness.name)
  const measured = metrics.filter(({ value }) => value !== null)
  const text = measured.map((each) => `${each.metric} ${formatResult(each)}`).join(' · ')
  const reasons = metrics.flatMap((each) => (each.value === null ? [`${each.metric}: ${each.reason}`] : []))
  return [
    ...(measured.length === 0 ? [] : [{ kind: 'paragraph', text } as const]),
    ...(reasons.length === 0 ? [] : [{ kind: 'remarks', remarks: reasons } as const]),
  ]
}

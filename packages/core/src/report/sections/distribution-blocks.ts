import type { ColumnDistribution, ColumnMeasurements } from '../../evaluation/report.ts'
import type { Block, TextTable } from '../document.ts'
import type { Tick } from '../plot.ts'
import { noFigure } from '../text/figure-format.ts'
import type { ReportTexts } from '../texts/report-texts.ts'

type Continuous = Extract<ColumnDistribution, { kind: 'continuous' }>
type Discrete = Extract<ColumnDistribution, { kind: 'discrete' }>
type Side = 'real' | 'synthetic'

/** The histograms over each other, and the quantiles beside each other. */
export function continuousBlocks(
  column: ColumnMeasurements,
  distribution: Continuous,
  texts: ReportTexts,
): Block[] {
  const { t, figures, name } = texts
  const { edges } = distribution
  const span = (edges.at(-1) ?? 0) - (edges[0] ?? 0)
  const format = (value: number) =>
    column.type === 'datetime' ? figures.date(value, span) : figures.value(value)
  const table: Block = { kind: 'table', table: quantilesTable(column, { distribution, format, texts }) }
  if (edges.length < 2) return [table]
  const openEnds = [isOpen(distribution.below), isOpen(distribution.above)] as const
  return [
    {
      kind: 'figure',
      figure: {
        title: t('Distribution of {column}', { column: name(column.column) }),
        plot: {
          kind: 'histogram',
          real: binShares(distribution, 'real', openEnds),
          synthetic: binShares(distribution, 'synthetic', openEnds),
          openEnds,
          ticks: edgeTicks(edges, format),
        },
        text: beyondText({ distribution, format, texts }, openEnds),
      },
    },
    table,
  ]
}

function isOpen(rows: Continuous['below']): boolean {
  return rows.real > 0 || rows.synthetic > 0
}

function present(distribution: Continuous, side: Side): number {
  const binned = distribution[side].reduce((sum, rows) => sum + rows, 0)
  return binned + distribution.below[side] + distribution.above[side]
}

function binShares(
  distribution: Continuous,
  side: Side,
  [openBelow, openAbove]: readonly [boolean, boolean],
): number[] {
  const total = Math.max(1, present(distribution, side))
  return [
    ...(openBelow ? [distribution.below[side]] : []),
    ...distribution[side],
    ...(openAbove ? [distribution.above[side]] : []),
  ].map((rows) => rows / total)
}

function edgeTicks(edges: readonly number[], format: (value: number) => string): Tick[] {
  const bins = edges.length - 1
  const shown = shownEdges(edges)
  const wanted = bins < 3 ? [0, bins] : [0, Math.round(bins / 2), bins]
  return wanted.map((i) => ({ at: i / bins, label: format(shown[i] ?? Number.NaN) }))
}

/** Bins of whole numbers end halfway between them: the whole numbers inside are what is meant. */
function shownEdges(edges: readonly number[]): readonly number[] {
  const isWhole = edges.every((edge) => Math.abs(edge % 1) === 0.5)
  if (!isWhole) return edges
  return edges.map((edge, i) => (i === edges.length - 1 ? Math.floor(edge) : Math.ceil(edge)) + 0)
}

interface Shown {
  readonly distribution: Continuous
  readonly format: (value: number) => string
  readonly texts: ReportTexts
}

function beyondText(
  { distribution, format, texts }: Shown,
  [openBelow, openAbove]: readonly [boolean, boolean],
): string {
  const { t, counted, figures } = texts
  const { below, above } = distribution
  const edges = shownEdges(distribution.edges)
  const shareOf = (rows: Continuous['below'], side: Side) =>
    figures.percent(rows[side] / Math.max(1, present(distribution, side)))
  const shares = (rows: Continuous['below']) => ({
    real: shareOf(rows, 'real'),
    synthetic: shareOf(rows, 'synthetic'),
  })
  return [
    t('{bins} from {low} to {high}.', {
      bins: counted(edges.length - 1, 'bin'),
      low: format(edges[0] ?? 0),
      high: format(edges.at(-1) ?? 0),
    }),
    ...(openBelow ? [t('Below: {real} of real, {synthetic} of synthetic values.', shares(below))] : []),
    ...(openAbove ? [t('Above: {real} of real, {synthetic} of synthetic values.', shares(above))] : []),
  ].join(' ')
}

/** A row for each figure, so that the table is narrow enough for a card. */
function quantilesTable(column: ColumnMeasurements, { distribution, format, texts }: Shown): TextTable {
  const { t, figures, name } = texts
  const { summary, missing } = distribution
  const quantiles = [
    [t('5 %'), 'p05'],
    [t('25 %'), 'p25'],
    [t('median'), 'p50'],
    [t('75 %'), 'p75'],
    [t('95 %'), 'p95'],
    [t('mean'), 'mean'],
  ] as const
  const show = (side: Side, key: (typeof quantiles)[number][1]) => {
    const each = summary[side]
    return each === null ? noFigure : format(each[key])
  }
  const missingShare = (side: Side) => {
    const rows = present(distribution, side) + missing[side]
    return rows === 0 ? noFigure : figures.percent(missing[side] / rows)
  }
  return {
    caption: t('Values of {column} below which so many rows lie', { column: name(column.column) }),
    columns: [
      { title: t('Rows below'), kind: 'text' },
      { title: t('Real'), kind: 'number' },
      { title: t('Synthetic'), kind: 'number' },
    ],
    rows: [
      ...quantiles.map(([title, key]) => [title, show('real', key), show('synthetic', key)]),
      [t('missing'), missingShare('real'), missingShare('synthetic')],
    ],
  }
}

/** Shares of the categories beside each other, with bars. */
export function categoriesTable(
  column: ColumnMeasurements,
  distribution: Discrete,
  { t, counted, figures, name: nameOf }: ReportTexts,
): TextTable {
  const { categories, others, missing } = distribution
  const rows = [
    ...categories.map((each) => ({ ...each, name: nameOf(each.category) })),
    ...(others.categories === 0 ? [] : [{ ...others, name: counted(others.categories, 'other or rare') }]),
    ...(missing.real + missing.synthetic === 0 ? [] : [{ ...missing, name: t('missing') }]),
  ]
  const total = (side: Side) =>
    Math.max(
      1,
      rows.reduce((sum, each) => sum + each[side], 0),
    )
  const totals = { real: total('real'), synthetic: total('synthetic') }
  const shares = rows.map(({ name, real, synthetic }) => ({
    name,
    real: real / totals.real,
    synthetic: synthetic / totals.synthetic,
  }))
  const largest = shares.reduce((most, { real, synthetic }) => Math.max(most, real, synthetic), 0)
  return {
    caption: t('Shares of the values of {column}', { column: nameOf(column.column) }),
    columns: [
      { title: t('Value'), kind: 'text' },
      { title: t('Real above, synthetic below'), kind: 'plot' },
      { title: t('Real'), kind: 'number' },
      { title: t('Synthetic'), kind: 'number' },
    ],
    rows: shares.map(({ name, real, synthetic }) => [
      name,
      { kind: 'bars', real, synthetic, largest: largest || 1 },
      figures.percent(real),
      figures.percent(synthetic),
    ]),
  }
}

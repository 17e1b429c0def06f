import type { ColumnDistribution, ColumnMeasurements } from '../../evaluation/report.ts'
import type { Block, TextTable } from '../document.ts'
import type { Tick } from '../plot.ts'
import { displayName } from '../text/display-name.ts'
import { formatDate, formatPercent, formatValue, noFigure } from '../text/format-number.ts'

type Continuous = Extract<ColumnDistribution, { kind: 'continuous' }>
type Discrete = Extract<ColumnDistribution, { kind: 'discrete' }>
type Side = 'real' | 'synthetic'

/** The histograms over each other, and the quantiles beside each other. */
export function continuousBlocks(column: ColumnMeasurements, distribution: Continuous): Block[] {
  const { edges } = distribution
  const span = (edges.at(-1) ?? 0) - (edges[0] ?? 0)
  const format = (value: number) =>
    column.type === 'datetime' ? formatDate(value, span) : formatValue(value)
  const table: Block = { kind: 'table', table: quantilesTable(column, distribution, format) }
  if (edges.length < 2) return [table]
  const openEnds = [isOpen(distribution.below), isOpen(distribution.above)] as const
  return [
    {
      kind: 'figure',
      figure: {
        title: `Distribution of ${displayName(column.column)}`,
        plot: {
          kind: 'histogram',
          real: binShares(distribution, 'real', openEnds),
          synthetic: binShares(distribution, 'synthetic', openEnds),
          openEnds,
          ticks: edgeTicks(edges, format),
        },
        text: beyondText(distribution, openEnds, format),
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

function beyondText(
  distribution: Continuous,
  [openBelow, openAbove]: readonly [boolean, boolean],
  format: (value: number) => string,
): string {
  const { below, above } = distribution
  const edges = shownEdges(distribution.edges)
  const shareOf = (rows: Continuous['below'], side: Side) =>
    formatPercent(rows[side] / Math.max(1, present(distribution, side)))
  const told = (rows: Continuous['below'], where: string) =>
    `${where}: ${shareOf(rows, 'real')} of real, ${shareOf(rows, 'synthetic')} of synthetic values.`
  const bins = `${edges.length - 1} bins from ${format(edges[0] ?? 0)} to ${format(edges.at(-1) ?? 0)}.`
  return [
    bins,
    ...(openBelow ? [told(below, 'Below')] : []),
    ...(openAbove ? [told(above, 'Above')] : []),
  ].join(' ')
}

/** A row for each figure, so that the table is narrow enough for a card. */
function quantilesTable(
  column: ColumnMeasurements,
  distribution: Continuous,
  format: (value: number) => string,
): TextTable {
  const { summary, missing } = distribution
  const figures = [
    ['5 %', 'p05'],
    ['25 %', 'p25'],
    ['median', 'p50'],
    ['75 %', 'p75'],
    ['95 %', 'p95'],
    ['mean', 'mean'],
  ] as const
  const show = (side: Side, key: (typeof figures)[number][1]) => {
    const each = summary[side]
    return each === null ? noFigure : format(each[key])
  }
  const missingShare = (side: Side) => {
    const rows = present(distribution, side) + missing[side]
    return rows === 0 ? noFigure : formatPercent(missing[side] / rows)
  }
  return {
    caption: `Values of ${displayName(column.column)} below which so many rows lie`,
    columns: [
      { title: 'Rows below', kind: 'text' },
      { title: 'Real', kind: 'number' },
      { title: 'Synthetic', kind: 'number' },
    ],
    rows: [
      ...figures.map(([name, key]) => [name, show('real', key), show('synthetic', key)]),
      ['missing', missingShare('real'), missingShare('synthetic')],
    ],
  }
}

/** Shares of the categories beside each other, with bars. */
export function categoriesTable(column: ColumnMeasurements, distribution: Discrete): TextTable {
  const { categories, others, missing } = distribution
  const rows = [
    ...categories.map((each) => ({ ...each, name: displayName(each.category) })),
    ...(others.categories === 0 ? [] : [{ ...others, name: `${others.categories} other or rare` }]),
    ...(missing.real + missing.synthetic === 0 ? [] : [{ ...missing, name: 'missing' }]),
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
    caption: `Shares of the values of ${displayName(column.column)}`,
    columns: [
      { title: 'Value', kind: 'text' },
      { title: 'Real above, synthetic below', kind: 'plot' },
      { title: 'Real', kind: 'number' },
      { title: 'Synthetic', kind: 'number' },
    ],
    rows: shares.map(({ name, real, synthetic }) => [
      name,
      { kind: 'bars', real, synthetic, largest: largest || 1 },
      formatPercent(real),
      formatPercent(synthetic),
    ]),
  }
}

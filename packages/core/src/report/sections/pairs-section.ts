import type { Report } from '../../evaluation/report.ts'
import type { Block, Section } from '../document.ts'
import type { Plot } from '../plot.ts'
import { displayName } from '../text/display-name.ts'
import { formatResult, formatShare } from '../text/format-number.ts'

type Pair = Report['quality']['pairs'][number]

const maxMatrixColumns = 40
const maxListed = 20
const told = 3

/** How columns depend on each other: maps of all pairs, and the least alike pairs. */
export function pairsSection({ quality, qualityAllPairs, families }: Report): Section {
  const { remark } = families.correlationPreservation
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text:
        'Association is Pearson’s correlation (−1 to 1) for two columns of numbers or dates, Cramér’s V (0 to 1) for all others. ' +
        `The score counts the ${quality.pairsCounted} of ${qualityAllPairs.pairsCounted} pairs that are strongly associated in the real table ` +
        '(|correlation| above 0.5, V above 0.3): weak ones are alike by themselves.',
    },
    ...(remark === null ? [] : [{ kind: 'remarks', remarks: [remark] } as const]),
  ]
  if (quality.pairs.length > 0) {
    blocks.push(matricesFigure(quality.pairs), leastAlikeTable(quality.pairs))
  }
  return { id: 'pairs', title: 'Pairs of columns', blocks }
}

function matricesFigure(pairs: readonly Pair[]): Block {
  const names = matrixNames(pairs)
  const all = new Set(pairs.flatMap(({ columns }) => columns)).size
  const cut =
    names.length < all
      ? ` Of ${all} columns, the ${names.length} are drawn whose associations differ most.`
      : ''
  return {
    kind: 'figure',
    figure: {
      title: 'Associations of all pairs: real, synthetic, and their difference',
      plot: matricesPlot(pairs, names),
      text: `${largestDifferences(pairs)}${cut}`,
    },
  }
}

/** In the table's order. */
function matrixNames(pairs: readonly Pair[]): string[] {
  const differenceOf = new Map<string, number>()
  for (const pair of pairs) {
    for (const column of pair.columns)
      differenceOf.set(column, (differenceOf.get(column) ?? 0) + Math.abs(difference(pair) ?? 0))
  }
  const kept = new Set(
    [...differenceOf]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, maxMatrixColumns)
      .map(([name]) => name),
  )
  return [...differenceOf.keys()].filter((name) => kept.has(name))
}

function matricesPlot(pairs: readonly Pair[], names: readonly string[]): Plot {
  const index = new Map(names.map((name, i) => [name, i]))
  const matrix = (pick: (pair: Pair) => number | null, diagonal: number) => {
    const values: (number | null)[][] = names.map((_, i) =>
      names.map((_, j): number | null => (i === j ? diagonal : null)),
    )
    for (const pair of pairs) {
      const [i, j] = [index.get(pair.columns[0]), index.get(pair.columns[1])]
      if (i === undefined || j === undefined) continue
      const value = pick(pair)
      for (const [row, column] of [
        [i, j],
        [j, i],
      ] as const) {
        const cells = values[row]
        if (cells !== undefined) cells[column] = value
      }
    }
    return values
  }
  return {
    kind: 'matrices',
    names: names.map(displayName),
    matrices: [
      { title: 'real', values: matrix((pair) => pair.realAssociation, 1) },
      { title: 'synthetic', values: matrix((pair) => pair.syntheticAssociation, 1) },
      { title: 'synthetic − real', values: matrix(difference, 0) },
    ],
  }
}

function difference({ realAssociation, syntheticAssociation }: Pair): number | null {
  return realAssociation === null || syntheticAssociation === null
    ? null
    : Math.max(-1, Math.min(1, syntheticAssociation - realAssociation))
}

function largestDifferences(pairs: readonly Pair[]): string {
  const largest = pairs
    .filter((pair) => difference(pair) !== null)
    .toSorted((a, b) => Math.abs(difference(b) ?? 0) - Math.abs(difference(a) ?? 0))
    .slice(0, told)
    .map(
      (pair) =>
        `${pairName(pair)} ${formatShare(pair.realAssociation)} real, ${formatShare(pair.syntheticAssociation)} synthetic`,
    )
  return largest.length === 0
    ? 'No association is defined on both sides.'
    : `Largest differences: ${largest.join('; ')}.`
}

function pairName({ columns: [a, b] }: Pair): string {
  return `${displayName(a)} × ${displayName(b)}`
}

function leastAlikeTable(pairs: readonly Pair[]): Block {
  const undefinedPairs = pairs.filter(({ value }) => value === null).length
  const listed = pairs
    .filter(({ value }) => value !== null)
    .toSorted(
      (a, b) =>
        // Pairs that count first: they make the score.
        Number(b.counted) - Number(a.counted) || (a.value ?? 0) - (b.value ?? 0),
    )
    .slice(0, maxListed)
  return {
    kind: 'table',
    table: {
      caption:
        `The ${listed.length} least alike of ${pairs.length} pairs, those that count first` +
        (undefinedPairs === 0 ? '' : `; ${undefinedPairs} cannot be compared`),
      columns: [
        { title: 'Pair', kind: 'text' },
        { title: 'Score', kind: 'number' },
        { title: 'Counts', kind: 'text' },
        { title: 'Real association', kind: 'number' },
        { title: 'Synthetic association', kind: 'number' },
        { title: 'Metric', kind: 'text' },
      ],
      rows: listed.map((pair) => [
        pairName(pair),
        formatResult(pair),
        pair.counted ? 'yes' : 'no',
        formatShare(pair.realAssociation),
        formatShare(pair.syntheticAssociation),
        pair.metric,
      ]),
    },
  }
}

import type { Report } from '../../evaluation/report.ts'
import type { Block, Section } from '../document.ts'
import type { Plot } from '../plot.ts'
import type { ReportTexts } from '../texts/report-texts.ts'

type Pair = Report['quality']['pairs'][number]

const maxMatrixColumns = 40
const maxListed = 20
const told = 3

/** How columns depend on each other: maps of all pairs, and the least alike pairs. */
export function pairsSection({ quality, qualityAllPairs, families }: Report, texts: ReportTexts): Section {
  const { t, told, counted, figures } = texts
  const { remark } = families.correlationPreservation
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: [
        t(
          'Association is Pearson’s correlation (−1 to 1) for two columns of numbers or dates, Cramér’s V (0 to 1) for all others.',
        ),
        t(
          'The score counts the {counted} of {pairs} that are strongly associated in the real table (|correlation| above 0.5, V above 0.3): weak ones are alike by themselves.',
          {
            counted: figures.count(quality.pairsCounted),
            pairs: counted(qualityAllPairs.pairsCounted, 'pair'),
          },
        ),
      ].join(' '),
    },
    ...(remark === null ? [] : [{ kind: 'remarks', remarks: [told(remark)] } as const]),
  ]
  if (quality.pairs.length > 0) {
    blocks.push(matricesFigure(quality.pairs, texts), leastAlikeTable(quality.pairs, texts))
  }
  return { id: 'pairs', title: t('Pairs of columns'), blocks }
}

function matricesFigure(pairs: readonly Pair[], texts: ReportTexts): Block {
  const { t, figures } = texts
  const names = matrixNames(pairs)
  const all = new Set(pairs.flatMap(({ columns }) => columns)).size
  const cut =
    names.length < all
      ? [
          t('Of {all} columns, the {drawn} are drawn whose associations differ most.', {
            all: figures.count(all),
            drawn: figures.count(names.length),
          }),
        ]
      : []
  return {
    kind: 'figure',
    figure: {
      title: t('Associations of all pairs: real, synthetic, and their difference'),
      plot: matricesPlot(pairs, names, texts),
      text: [largestDifferences(pairs, texts), ...cut].join(' '),
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

function matricesPlot(pairs: readonly Pair[], names: readonly string[], { t, name }: ReportTexts): Plot {
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
    names: names.map(name),
    matrices: [
      { title: t('real'), values: matrix((pair) => pair.realAssociation, 1) },
      { title: t('synthetic'), values: matrix((pair) => pair.syntheticAssociation, 1) },
      { title: t('synthetic − real'), values: matrix(difference, 0) },
    ],
  }
}

function difference({ realAssociation, syntheticAssociation }: Pair): number | null {
  return realAssociation === null || syntheticAssociation === null
    ? null
    : Math.max(-1, Math.min(1, syntheticAssociation - realAssociation))
}

function largestDifferences(pairs: readonly Pair[], texts: ReportTexts): string {
  const { t, figures } = texts
  const largest = pairs
    .filter((pair) => difference(pair) !== null)
    .toSorted((a, b) => Math.abs(difference(b) ?? 0) - Math.abs(difference(a) ?? 0))
    .slice(0, told)
    .map((pair) =>
      t('{pair} {real} real, {synthetic} synthetic', {
        pair: pairName(pair, texts),
        real: figures.share(pair.realAssociation),
        synthetic: figures.share(pair.syntheticAssociation),
      }),
    )
  return largest.length === 0
    ? t('No association is defined on both sides.')
    : t('Largest differences: {differences}.', { differences: largest.join(t('; ')) })
}

function pairName({ columns: [a, b] }: Pair, { name }: ReportTexts): string {
  return `${name(a)} × ${name(b)}`
}

function leastAlikeTable(pairs: readonly Pair[], texts: ReportTexts): Block {
  const { t, counted, figures } = texts
  const undefinedPairs = pairs.filter(({ value }) => value === null).length
  const listed = pairs
    .filter(({ value }) => value !== null)
    .toSorted(
      (a, b) =>
        // Pairs that count first: they make the score.
        Number(b.counted) - Number(a.counted) || (a.value ?? 0) - (b.value ?? 0),
    )
    .slice(0, maxListed)
  const caption = t('The {listed} least alike of {pairs}, those that count first', {
    listed: figures.count(listed.length),
    pairs: counted(pairs.length, 'pair'),
  })
  return {
    kind: 'table',
    table: {
      caption:
        undefinedPairs === 0
          ? caption
          : t('{caption}; {count} cannot be compared', { caption, count: figures.count(undefinedPairs) }),
      columns: [
        { title: t('Pair'), kind: 'text' },
        { title: t('Score'), kind: 'number' },
        { title: t('Counts'), kind: 'text' },
        { title: t('Real association'), kind: 'number' },
        { title: t('Synthetic association'), kind: 'number' },
        { title: t('Metric'), kind: 'text' },
      ],
      rows: listed.map((pair) => [
        pairName(pair, texts),
        figures.result(pair),
        pair.counted ? t('yes') : t('no'),
        figures.share(pair.realAssociation),
        figures.share(pair.syntheticAssociation),
        pair.metric,
      ]),
    },
  }
}

import type { MetricResult, QualityScores, Report } from '@tabricate/core'
import { formatTextTable } from './text-table.ts'

const worstShown = 3

/** A report for a terminal: the scores between floor and ceiling, and where they are lost. */
export function formatReport({
  rows,
  quality,
  qualityAllPairs,
  floor,
  ceiling,
  diagnostic,
  families,
}: Report): string {
  const line = (title: string, pick: (scores: QualityScores) => MetricResult) => [
    title,
    formatScore(pick(quality)),
    formatScore(pick(floor.quality)),
    ceiling === null ? '–' : formatScore(pick(ceiling.quality)),
  ]
  const { detection, privacy, mlEfficacy } = families
  const indistinct = [
    'not told apart by trees',
    formatScore(detection.score),
    formatScore(detection.floor),
    detection.ceiling === null ? '–' : formatScore(detection.ceiling),
  ]
  const scores = formatTextTable(
    [
      { title: 'score (0 to 1)' },
      { title: 'synthetic', align: 'right' },
      { title: 'floor', align: 'right' },
      { title: 'ceiling', align: 'right' },
    ],
    [
      line('quality', (each) => each.score),
      line('  column shapes', (each) => each.columnShapes),
      line('  column pair trends', (each) => each.columnPairTrends),
      indistinct,
    ],
  )
  const ceilingNote =
    rows.holdout === null
      ? 'needs real rows that were not learned (--holdout)'
      : `${count(rows.holdout)} real rows that were not learned`
  const privacyNote = privacy.weakest === null ? '' : ` (weakest: ${privacy.weakest})`
  const usefulNote = mlEfficacy.target === null ? '' : ` (predicting ${mlEfficacy.target})`
  return [
    scores,
    '',
    'floor:       the real rows with every column shuffled by itself',
    `ceiling:     ${ceilingNote}`,
    `quality:     95 % interval ${formatInterval(quality.interval.score)}; ${quality.pairsCounted} of ${qualityAllPairs.pairsCounted} pairs count`,
    `privacy:     ${formatScore(privacy.score)}${privacyNote}`,
    `usefulness:  ${formatScore(mlEfficacy.score)}${usefulNote}`,
    `valid:       ${formatScore(diagnostic.score)} (bounds, categories, keys and columns as in the real table)`,
    ...worst(
      'least alike columns',
      quality.columns.map(({ column, value }) => [column, value]),
    ),
    ...worst(
      'least alike pairs',
      quality.pairs.map(({ columns, value }) => [columns.join(' × '), value]),
    ),
  ].join('\n')
}

/** Three decimals; a score that cannot be computed says why. */
export function formatScore(result: MetricResult): string {
  return result.value === null ? `none (${result.reason})` : result.value.toFixed(3)
}

function formatInterval(interval: readonly [number, number] | null): string {
  return interval === null ? 'none' : interval.map((end) => end.toFixed(3)).join(' to ')
}

function worst(title: string, named: readonly (readonly [string, number | null])[]): string[] {
  const scores = named.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
  const shown = scores.sort((a, b) => a.value - b.value).slice(0, worstShown)
  return shown.length === 0
    ? []
    : [`${title}: ${shown.map(({ name, value }) => `${name} ${value.toFixed(3)}`).join(', ')}`]
}

function count(rows: number): string {
  return rows.toLocaleString('en')
}

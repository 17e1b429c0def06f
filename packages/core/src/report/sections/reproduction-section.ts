import type { Report } from '../../evaluation/report.ts'
import type { Block, Section } from '../document.ts'
import { displayName } from '../text/display-name.ts'
import { formatCount, formatCounted, formatSeconds } from '../text/format-number.ts'

/** Data, options, versions and caps: what it takes to get the same figures again. */
export function reproductionSection(report: Report): Section {
  return {
    id: 'reproduction',
    title: 'Data, options and limits',
    blocks: [factsTable(report), { kind: 'remarks', remarks: limits(report) }],
  }
}

function factsTable({ rows, target, seed, origin, quality, version, families }: Report): Block {
  const { tables, model, options, software } = origin ?? {}
  const named = (name: string | undefined, count: number) =>
    `${name === undefined ? '' : `${displayName(name)}, `}${formatCounted(count, 'row')}`
  const facts: [string, string][] = [
    ['Real table', named(tables?.real, rows.real)],
    ['Synthetic table', named(tables?.synthetic, rows.synthetic)],
    ['Holdout', rows.holdout === null ? 'none' : named(tables?.holdout, rows.holdout)],
    [
      'Columns',
      `${families.statisticalSimilarity.columns.length}, of them ${quality.columns.length} compared`,
    ],
    ['Predicted column', target === null ? 'none' : displayName(target)],
    ['Seed of this report', String(seed)],
    ['Version of the report’s format', String(version)],
  ]
  if (model !== undefined) facts.push(['Model', displayName(model)])
  for (const [name, value] of Object.entries(options ?? {}))
    facts.push([`Option ${displayName(name)}`, displayName(JSON.stringify(value))])
  if (origin?.seed !== undefined) facts.push(['Seed of the model', String(origin.seed)])
  if (origin?.threads !== undefined) facts.push(['Threads', String(origin.threads)])
  if (origin?.fitMs !== undefined) facts.push(['Training', formatSeconds(origin.fitMs)])
  if (origin?.sampleMs !== undefined) facts.push(['Sampling', formatSeconds(origin.sampleMs)])
  for (const [name, value] of Object.entries(software ?? {}))
    facts.push([displayName(name), displayName(value)])
  return {
    kind: 'table',
    table: {
      caption: 'What was judged, and how to do it again',
      columns: [
        { title: 'What', kind: 'text' },
        { title: 'Value', kind: 'text' },
      ],
      rows: facts,
    },
  }
}

/** Where fewer rows than there are gave a figure. */
function limits({ rows, quality, families: { detection, mlEfficacy } }: Report): string[] {
  const { interval } = quality
  const used = detection.boosted.rows
  const isCut = rows.real > interval.rows.real || rows.synthetic > interval.rows.synthetic
  const learned = mlEfficacy.rows
  return [
    'Column and pair scores and validity use all rows.',
    `Intervals: ${interval.resamples} bootstrap resamples of ${formatCount(interval.rows.real)} real and ${formatCount(interval.rows.synthetic)} synthetic rows${isCut ? ' chosen at random, scaled to all rows' : ''}.`,
    `Detection: ${formatCount(used.real)} real and ${formatCount(used.synthetic)} synthetic rows, at most ${formatCount(detection.maxRows)} of either.`,
    ...(mlEfficacy.task === null
      ? []
      : [
          `Usefulness: learned from ${formatCount(learned.real)} real and ${formatCount(learned.synthetic)} synthetic rows, judged by ${formatCount(learned.holdout)}; at most ${formatCount(mlEfficacy.maxRows)} of any.`,
        ]),
    'Plots leave out the outermost percent of numbers at either end, and do not name categories that fewer than 5 real rows have; the scores leave out nothing.',
  ]
}

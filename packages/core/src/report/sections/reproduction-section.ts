import type { Report } from '../../evaluation/report.ts'
import type { Block, Section } from '../document.ts'
import type { ReportTexts } from '../texts/report-texts.ts'

/** Data, options, versions and caps: what it takes to get the same figures again. */
export function reproductionSection(report: Report, texts: ReportTexts): Section {
  return {
    id: 'reproduction',
    title: texts.t('Data, options and limits'),
    blocks: [factsTable(report, texts), { kind: 'remarks', remarks: limits(report, texts) }],
  }
}

function factsTable(
  { rows, target, seed, origin, quality, version, families }: Report,
  { t, counted, figures, name: nameOf }: ReportTexts,
): Block {
  const { tables, model, options, software } = origin ?? {}
  const named = (name: string | undefined, count: number) =>
    `${name === undefined ? '' : `${nameOf(name)}, `}${counted(count, 'row')}`
  const facts: [string, string][] = [
    [t('Real table'), named(tables?.real, rows.real)],
    [t('Synthetic table'), named(tables?.synthetic, rows.synthetic)],
    [t('Holdout'), rows.holdout === null ? t('none') : named(tables?.holdout, rows.holdout)],
    [
      t('Columns'),
      t('{columns}, of them {compared} compared', {
        columns: figures.count(families.statisticalSimilarity.columns.length),
        compared: figures.count(quality.columns.length),
      }),
    ],
    [t('Predicted column'), target === null ? t('none') : nameOf(target)],
    [t('Seed of this report'), String(seed)],
    [t('Version of the report’s format'), String(version)],
  ]
  if (model !== undefined) facts.push([t('Model'), nameOf(model)])
  for (const [name, value] of Object.entries(options ?? {}))
    facts.push([t('Option {name}', { name: nameOf(name) }), nameOf(JSON.stringify(value))])
  if (origin?.seed !== undefined) facts.push([t('Seed of the model'), String(origin.seed)])
  if (origin?.threads !== undefined) facts.push([t('Threads'), String(origin.threads)])
  if (origin?.fitMs !== undefined) facts.push([t('Training'), figures.seconds(origin.fitMs)])
  if (origin?.sampleMs !== undefined) facts.push([t('Sampling'), figures.seconds(origin.sampleMs)])
  for (const [name, value] of Object.entries(software ?? {})) facts.push([nameOf(name), nameOf(value)])
  return {
    kind: 'table',
    table: {
      caption: t('What was judged, and how to do it again'),
      columns: [
        { title: t('What'), kind: 'text' },
        { title: t('Value'), kind: 'text' },
      ],
      rows: facts,
    },
  }
}

/** Where fewer rows than there are gave a figure. */
function limits(
  { rows, quality, families: { detection, mlEfficacy } }: Report,
  { t, counted, figures }: ReportTexts,
): string[] {
  const { interval } = quality
  const used = detection.boosted.rows
  const isCut = rows.real > interval.rows.real || rows.synthetic > interval.rows.synthetic
  const learned = mlEfficacy.rows
  const both = ({ real, synthetic }: { readonly real: number; readonly synthetic: number }) =>
    t('{real} and {synthetic}', {
      real: counted(real, 'real row'),
      synthetic: counted(synthetic, 'synthetic row'),
    })
  const resampled = { resamples: counted(interval.resamples, 'resample'), rows: both(interval.rows) }
  return [
    t('Column and pair scores and validity use all rows.'),
    isCut
      ? t('Intervals: {resamples} of {rows} chosen at random, scaled to all rows.', resampled)
      : t('Intervals: {resamples} of {rows}.', resampled),
    t('Detection: {rows}, at most {most} of either.', {
      rows: both(used),
      most: figures.count(detection.maxRows),
    }),
    ...(mlEfficacy.task === null
      ? []
      : [
          t('Usefulness: learned from {rows}, judged by {holdout}; at most {most} of any.', {
            rows: both(learned),
            holdout: counted(learned.holdout, 'holdout row'),
            most: figures.count(mlEfficacy.maxRows),
          }),
        ]),
    t(
      'Plots leave out the outermost percent of numbers at either end, and do not name categories that fewer than 5 real rows have; the scores leave out nothing.',
    ),
  ]
}

import type { Report } from '../../evaluation/report.ts'
import type { Block, Section, TableCell } from '../document.ts'
import { noFigure } from '../text/figure-format.ts'
import type { ReportTexts } from '../texts/report-texts.ts'

/** What can be predicted after learning from synthetic rows, and whether a classifier tells them from real ones. */
export function usefulnessSection(report: Report, texts: ReportTexts): Section {
  return {
    id: 'usefulness',
    title: texts.t('Usefulness and detection'),
    blocks: [...efficacyBlocks(report, texts), detectionTable(report, texts)],
  }
}

function efficacyBlocks({ families: { mlEfficacy } }: Report, texts: ReportTexts): Block[] {
  const { t, told, counted, figures, name } = texts
  const { score, task, target, classes, rows, learners, unknownClassRows } = mlEfficacy
  if (task === null) {
    const reason = score.value === null ? told(score.reason) : ''
    return [{ kind: 'paragraph', text: t('Usefulness was not measured: {reason}', { reason }) }]
  }
  const ofClasses = { classes: counted(classes.length, 'class') }
  const what =
    task === 'regression'
      ? t('a number')
      : classes.length === 2
        ? t('one of {classes}, {rarer} being the rarer', { ...ofClasses, rarer: name(classes[0] ?? '') })
        : t('one of {classes}', ofClasses)
  const share =
    score.value === null
      ? told(score.reason)
      : t('{share} of what real rows teach beyond guessing is kept (boosted trees).', {
          share: figures.percent(score.value),
        })
  const learned = t(
    '{target}, {what}, was predicted for {holdout} that no model had seen, after learning from {synthetic}, and from {real}.',
    {
      target: name(target ?? ''),
      what,
      holdout: counted(rows.holdout, 'real row'),
      synthetic: counted(rows.synthetic, 'synthetic row'),
      real: counted(rows.real, 'real row'),
    },
  )
  return [
    { kind: 'paragraph', text: `${learned} ${share}` },
    ...(unknownClassRows === 0
      ? []
      : [
          {
            kind: 'remarks',
            remarks: [
              t('{rows} of classes that the real table lacks were left out.', {
                rows: counted(unknownClassRows, 'synthetic row'),
              }),
            ],
          } as const,
        ]),
    {
      kind: 'table',
      table: {
        caption: t('Predictions of unseen real rows, by what was learned from'),
        columns: [
          { title: t('Learner'), kind: 'text' },
          { title: t('Metric'), kind: 'text' },
          { title: t('Guessing'), kind: 'number' },
          { title: t('Synthetic'), kind: 'number' },
          { title: t('Real'), kind: 'number' },
          { title: t('Guessing · synthetic · real'), kind: 'plot' },
        ],
        rows: learners.flatMap(({ learner, scores }) =>
          scores.map((each): TableCell[] => [
            told(learner),
            told(each.metric),
            figures.result(each.constantGuess),
            figures.result(each.trainedOnSynthetic),
            figures.result(each.trainedOnReal),
            each.trainedOnSynthetic.value === null
              ? ''
              : {
                  kind: 'scale',
                  value: each.trainedOnSynthetic.value,
                  interval: null,
                  floor: each.constantGuess.value,
                  ceiling: each.trainedOnReal.value,
                },
          ]),
        ),
      },
    },
  ]
}

function detectionTable(
  { families: { detection } }: Report,
  { t, told, counted, figures }: ReportTexts,
): Block {
  const { boosted, logistic, floor, ceiling } = detection
  const line = (name: string, result: typeof boosted, ends: readonly string[]): TableCell[] => [
    name,
    figures.result(result),
    figures.share(result.auc),
    ...ends,
    `${counted(result.rows.synthetic, 'synthetic row')}, ${counted(result.rows.real, 'real row')}`,
    result.value === null ? told(result.reason) : '',
  ]
  return {
    kind: 'table',
    table: {
      caption: t(
        'Detection: can a classifier tell synthetic rows from real ones? 1 = no, 0 = always (three-fold cross-validation)',
      ),
      columns: [
        { title: t('Classifier'), kind: 'text' },
        { title: t('Score'), kind: 'number' },
        { title: t('AUC'), kind: 'number' },
        { title: t('Floor'), kind: 'number' },
        { title: t('Ceiling'), kind: 'number' },
        { title: t('Rests on'), kind: 'text' },
        { title: t('Remark'), kind: 'text' },
      ],
      rows: [
        line(t('Boosted trees'), boosted, [figures.result(floor), figures.result(ceiling)]),
        withRemark(
          line(t('Logistic regression'), logistic, [noFigure, noFigure]),
          t('sees single columns only, no dependence'),
        ),
      ],
    },
  }
}

function withRemark(row: TableCell[], remark: string): TableCell[] {
  const last = row.at(-1)
  return [...row.slice(0, -1), last === '' ? remark : (last ?? remark)]
}

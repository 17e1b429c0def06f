import type { Report } from '../../evaluation/report.ts'
import type { Block, Section, TableCell } from '../document.ts'
import { displayName } from '../text/display-name.ts'
import {
  formatCount,
  formatCounted,
  formatPercent,
  formatResult,
  formatShare,
} from '../text/format-number.ts'

/** What can be predicted after learning from synthetic rows, and whether a classifier tells them from real ones. */
export function usefulnessSection(report: Report): Section {
  return {
    id: 'usefulness',
    title: 'Usefulness and detection',
    blocks: [...efficacyBlocks(report), detectionTable(report)],
  }
}

function efficacyBlocks({ families: { mlEfficacy } }: Report): Block[] {
  const { score, task, target, classes, rows, learners, unknownClassRows } = mlEfficacy
  if (task === null) {
    const reason = score.value === null ? score.reason : ''
    return [{ kind: 'paragraph', text: `Usefulness was not measured: ${reason}` }]
  }
  const what =
    task === 'regression'
      ? 'a number'
      : `one of ${formatCount(classes.length)} classes${classes.length === 2 ? `, ${displayName(classes[0] ?? '')} being the rarer` : ''}`
  const share =
    score.value === null
      ? score.reason
      : `${formatPercent(score.value)} of what real rows teach beyond guessing is kept (boosted trees).`
  return [
    {
      kind: 'paragraph',
      text:
        `${displayName(target ?? '')}, ${what}, was predicted for ${formatCounted(rows.holdout, 'real row')} that no model had seen, ` +
        `after learning from ${formatCounted(rows.synthetic, 'synthetic row')}, and from ${formatCounted(rows.real, 'real row')}. ${share}`,
    },
    ...(unknownClassRows === 0
      ? []
      : [
          {
            kind: 'remarks',
            remarks: [
              `${formatCounted(unknownClassRows, 'synthetic row')} of classes that the real table lacks were left out.`,
            ],
          } as const,
        ]),
    {
      kind: 'table',
      table: {
        caption: 'Predictions of unseen real rows, by what was learned from',
        columns: [
          { title: 'Learner', kind: 'text' },
          { title: 'Metric', kind: 'text' },
          { title: 'Guessing', kind: 'number' },
          { title: 'Synthetic', kind: 'number' },
          { title: 'Real', kind: 'number' },
          { title: 'Guessing · synthetic · real', kind: 'plot' },
        ],
        rows: learners.flatMap(({ learner, scores }) =>
          scores.map((each): TableCell[] => [
            learner,
            each.metric,
            formatResult(each.constantGuess),
            formatResult(each.trainedOnSynthetic),
            formatResult(each.trainedOnReal),
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

function detectionTable({ families: { detection } }: Report): Block {
  const { boosted, logistic, floor, ceiling } = detection
  const line = (name: string, result: typeof boosted, ends: readonly string[]): TableCell[] => [
    name,
    formatResult(result),
    formatShare(result.auc),
    ...ends,
    `${formatCounted(result.rows.synthetic, 'synthetic row')}, ${formatCounted(result.rows.real, 'real row')}`,
    result.value === null ? result.reason : '',
  ]
  return {
    kind: 'table',
    table: {
      caption:
        'Detection: can a classifier tell synthetic rows from real ones? 1 = no, 0 = always (three-fold cross-validation)',
      columns: [
        { title: 'Classifier', kind: 'text' },
        { title: 'Score', kind: 'number' },
        { title: 'AUC', kind: 'number' },
        { title: 'Floor', kind: 'number' },
        { title: 'Ceiling', kind: 'number' },
        { title: 'Rests on', kind: 'text' },
        { title: 'Remark', kind: 'text' },
      ],
      rows: [
        line('Boosted trees', boosted, [formatResult(floor), formatResult(ceiling)]),
        withRemark(
          line('Logistic regression', logistic, ['–', '–']),
          'sees single columns only, no dependence',
        ),
      ],
    },
  }
}

function withRemark(row: TableCell[], remark: string): TableCell[] {
  const last = row.at(-1)
  return [...row.slice(0, -1), last === '' ? remark : (last ?? remark)]
}

import type { Report } from '../../evaluation/report.ts'
import type { Block, Section } from '../document.ts'
import { noFigure } from '../text/figure-format.ts'
import type { ReportTexts } from '../texts/report-texts.ts'

const maxListed = 20

/** Is the table valid at all: bounds, categories, keys, columns. */
export function validitySection({ diagnostic }: Report, { t, told, figures, name }: ReportTexts): Section {
  const { dataValidity, dataStructure, columns } = diagnostic
  const broken = columns
    .filter(({ value }) => value === null || value < 1)
    .toSorted((a, b) => (a.value ?? 2) - (b.value ?? 2))
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text: t(
        'Values within the real bounds, categories that the real table has, keys that are unique: {validity}. Columns and types as in the real table: {structure}. 1 = always.',
        { validity: figures.result(dataValidity), structure: figures.result(dataStructure) },
      ),
    },
  ]
  if (broken.length > 0) {
    blocks.push({
      kind: 'table',
      table: {
        caption:
          broken.length > maxListed
            ? t('The worst {listed} of {all} columns that are not wholly valid', {
                listed: figures.count(maxListed),
                all: figures.count(broken.length),
              })
            : t('Columns that are not wholly valid'),
        columns: [
          { title: t('Column'), kind: 'text' },
          { title: t('Metric'), kind: 'text' },
          { title: t('Value'), kind: 'number' },
          { title: t('Reason'), kind: 'text' },
        ],
        rows: broken
          .slice(0, maxListed)
          .map((each) => [
            name(each.column),
            each.metric,
            figures.result(each),
            each.value === null ? told(each.reason) : noFigure,
          ]),
      },
    })
  }
  return { id: 'validity', title: t('Validity'), blocks }
}

import type { Report } from '../../evaluation/report.ts'
import type { Block, Section } from '../document.ts'
import { displayName } from '../text/display-name.ts'
import { formatResult, noFigure } from '../text/format-number.ts'

const maxListed = 20

/** Is the table valid at all: bounds, categories, keys, columns. */
export function validitySection({ diagnostic }: Report): Section {
  const { dataValidity, dataStructure, columns } = diagnostic
  const broken = columns
    .filter(({ value }) => value === null || value < 1)
    .toSorted((a, b) => (a.value ?? 2) - (b.value ?? 2))
  const blocks: Block[] = [
    {
      kind: 'paragraph',
      text:
        `Values within the real bounds, categories that the real table has, keys that are unique: ${formatResult(dataValidity)}. ` +
        `Columns and types as in the real table: ${formatResult(dataStructure)}. 1 = always.`,
    },
  ]
  if (broken.length > 0) {
    blocks.push({
      kind: 'table',
      table: {
        caption:
          broken.length > maxListed
            ? `The worst ${maxListed} of ${broken.length} columns that are not wholly valid`
            : 'Columns that are not wholly valid',
        columns: [
          { title: 'Column', kind: 'text' },
          { title: 'Metric', kind: 'text' },
          { title: 'Value', kind: 'number' },
          { title: 'Reason', kind: 'text' },
        ],
        rows: broken
          .slice(0, maxListed)
          .map((each) => [
            displayName(each.column),
            each.metric,
            formatResult(each),
            each.value === null ? each.reason : noFigure,
          ]),
      },
    })
  }
  return { id: 'validity', title: 'Validity', blocks }
}

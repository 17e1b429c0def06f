import type { Report } from '../../evaluation/report.ts'
import { type Block, gradeWords, type KeyFigure, type TextTable } from '../document.ts'
import { reportDocument } from '../report-document.ts'
import { type ReportOptions, readReportOptions } from '../texts/report-options.ts'
import { reportTexts } from '../texts/report-texts.ts'
import { escapeMarkdown } from './escape-markdown.ts'

/**
 * A report as Markdown (GitHub's, for its tables). Plots are told in words; texts from the data are escaped.
 * @throws TabricateError `INVALID_OPTIONS`
 */
export function formatReportMarkdown(report: Report, options: ReportOptions = {}): string {
  const texts = reportTexts(readReportOptions(options).language)
  const { t } = texts
  const { title, subject, verdict, keyFigures, sections } = reportDocument(report, texts)
  const parts = [
    `# ${escapeMarkdown(title)}`,
    `${escapeMarkdown(subject)}.`,
    `**${escapeMarkdown(verdict)}**`,
    formatTable({
      caption: '',
      columns: [t('Figure'), t('Value'), t('Grade'), t('Meaning')].map((each) => ({
        title: each,
        kind: 'text',
      })),
      rows: keyFigures.map(({ name, value, grade, meaning }: KeyFigure) => [
        name,
        value,
        t(gradeWords[grade]),
        meaning,
      ]),
    }),
    ...sections.flatMap((section) => [
      `## ${escapeMarkdown(section.title)}`,
      ...section.blocks.flatMap(formatBlock),
    ]),
  ]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}

function formatBlock(block: Block): string[] {
  switch (block.kind) {
    case 'paragraph':
      return [escapeMarkdown(block.text)]
    case 'remarks':
      return [block.remarks.map((remark) => `- ${escapeMarkdown(remark)}`).join('\n')]
    case 'table':
      return [`*${escapeMarkdown(block.table.caption)}*`, formatTable(block.table)]
    case 'figure':
      return [`*${escapeMarkdown(block.figure.title)}.* ${escapeMarkdown(block.figure.text)}`]
    case 'cards':
      return block.cards.flatMap(({ title, subtitle, blocks }) => [
        `### ${escapeMarkdown(title)}`,
        escapeMarkdown(subtitle),
        ...blocks.flatMap(formatBlock),
      ])
    default:
      return block satisfies never
  }
}

/** Without the columns of plots: they repeat numbers. */
function formatTable({ columns, rows }: TextTable): string {
  const shown = columns.flatMap((column, index) => (column.kind === 'plot' ? [] : [{ ...column, index }]))
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const body = rows.map((row) =>
    line(
      shown.map(({ index }) => {
        const cell = row[index]
        return typeof cell === 'string' ? escapeMarkdown(cell) : ''
      }),
    ),
  )
  return [
    line(shown.map(({ title }) => escapeMarkdown(title))),
    line(shown.map(({ kind }) => (kind === 'number' ? '---:' : '---'))),
    ...body,
  ].join('\n')
}

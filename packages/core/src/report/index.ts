/**
 * A report as JSON, and as Markdown and an HTML page in English or French.
 * @module @tabricate/core/report
 */

export type { Report, ReportOrigin } from '../evaluation/report.ts'
export { reportSchema, reportVersion } from '../evaluation/report-schema.ts'
export type { Grade, KeyFigure } from './document.ts'
export { formatReportHtml } from './html/format-html.ts'
export { formatReportMarkdown } from './markdown/format-markdown.ts'
export {
  type ReportLanguage,
  type ReportOptions,
  reportLanguages,
  reportOptionsSchema,
} from './texts/report-options.ts'
export { keyFigures, verdictText } from './verdict.ts'

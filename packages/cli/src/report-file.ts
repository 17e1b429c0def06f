import { extname } from 'node:path'
import { type Report, TabricateError } from '@tabricate/core'
import { type WriteFileOptions, writeFileAtomically } from '@tabricate/core/node'
import { formatReportHtml, formatReportMarkdown, type ReportOptions } from '@tabricate/core/report'

type Writer = (report: Report, options: ReportOptions) => string

const writers: Readonly<Record<string, Writer>> = {
  '.html': formatReportHtml,
  '.htm': formatReportHtml,
  '.md': formatReportMarkdown,
  '.markdown': formatReportMarkdown,
  '.json': (report) => `${JSON.stringify(report, null, 2)}\n`,
}

/**
 * Whether a report can be written to a file of this name, before hours of work are begun. Nothing to write is fine.
 * @throws TabricateError `UNSUPPORTED_FORMAT`
 */
export function checkReportFile(path: string | undefined): void {
  if (path !== undefined) writerOf(path)
}

/** Writes a report in the format that its name asks for. @throws TabricateError `UNSUPPORTED_FORMAT`, and those of files */
export async function writeReport(
  path: string,
  report: Report,
  { language, ...options }: WriteFileOptions & ReportOptions,
): Promise<void> {
  await writeFileAtomically(path, [writerOf(path)(report, { language })], options)
}

function writerOf(path: string): Writer {
  const writer = new Map(Object.entries(writers)).get(extname(path).toLowerCase())
  if (writer !== undefined) return writer
  throw new TabricateError(
    'UNSUPPORTED_FORMAT',
    `A report cannot be written to "${path}": its name must end in ${Object.keys(writers).join(', ')}.`,
  )
}

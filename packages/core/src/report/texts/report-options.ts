import { z } from 'zod'
import { parseOptions } from '../../model/options.ts'

/** Languages that a report can be written in. */
export const reportLanguages = ['en', 'fr'] as const

export type ReportLanguage = (typeof reportLanguages)[number]

export const reportOptionsSchema = z.strictObject({
  language: z.enum(reportLanguages).default('en').describe('Of texts, numbers and dates: ISO 639-1.'),
})

/** How a report is written. */
export type ReportOptions = z.input<typeof reportOptionsSchema>

/** @throws TabricateError `INVALID_OPTIONS` */
export function readReportOptions(given: ReportOptions): z.output<typeof reportOptionsSchema> {
  return parseOptions('a report', reportOptionsSchema, given)
}

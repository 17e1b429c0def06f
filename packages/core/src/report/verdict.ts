import type { Report } from '../evaluation/report.ts'
import type { Grade, KeyFigure } from './document.ts'
import { describeKeyFigures } from './key-figures.ts'
import type { Template } from './texts/french/templates.ts'
import { type ReportOptions, readReportOptions } from './texts/report-options.ts'
import { type ReportTexts, reportTexts } from './texts/report-texts.ts'

/** The three numbers that a person decides from. @throws TabricateError `INVALID_OPTIONS` */
export function keyFigures(report: Report, options: ReportOptions = {}): readonly KeyFigure[] {
  return describeKeyFigures(report, reportTexts(readReportOptions(options).language))
}

/** The three figures as one sentence. @throws TabricateError `INVALID_OPTIONS` */
export function verdictText(report: Report, options: ReportOptions = {}): string {
  return describeVerdict(report, reportTexts(readReportOptions(options).language))
}

const qualityWords = {
  good: 'The synthetic table is close to the real one',
  fair: 'The synthetic table is somewhat like the real one',
  poor: 'The synthetic table is little like the real one',
  unknown: 'How close the synthetic table can come to the real one is not known',
} as const satisfies Readonly<Record<Grade, Template>>

const privacyWords = {
  good: 'no leak of learned rows was found',
  fair: 'a small leak of learned rows was found',
  poor: 'it leaks what it was learned from',
  unknown: 'nothing can be said of privacy',
} as const satisfies Readonly<Record<Grade, Template>>

const usefulnessWords = {
  good: 'predictions learned from it are nearly as good as from real rows.',
  fair: 'predictions learned from it are worse than from real rows.',
  poor: 'predictions learned from it are far worse than from real rows.',
  unknown: 'its use for predictions was not measured.',
} as const satisfies Readonly<Record<Grade, Template>>

/** See {@link verdictText}. */
export function describeVerdict(report: Report, texts: ReportTexts): string {
  const { t } = texts
  const [quality, privacy, usefulness] = describeKeyFigures(report, texts).map(({ grade }) => grade)
  return [
    t(qualityWords[quality ?? 'unknown']),
    t(privacyWords[privacy ?? 'unknown']),
    t(usefulnessWords[usefulness ?? 'unknown']),
  ].join(t('; '))
}

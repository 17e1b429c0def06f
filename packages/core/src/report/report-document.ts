import type { Report } from '../evaluation/report.ts'
import type { ReportDocument } from './document.ts'
import { describeKeyFigures } from './key-figures.ts'
import { columnsSection } from './sections/columns-section.ts'
import { pairsSection } from './sections/pairs-section.ts'
import { privacySection } from './sections/privacy-section.ts'
import { reproductionSection } from './sections/reproduction-section.ts'
import { scoresSection } from './sections/scores-section.ts'
import { trainingSections } from './sections/training-section.ts'
import { usefulnessSection } from './sections/usefulness-section.ts'
import { validitySection } from './sections/validity-section.ts'
import type { ReportTexts } from './texts/report-texts.ts'
import { describeVerdict } from './verdict.ts'

/** What a report says to people, in the order in which they need it. */
export function reportDocument(report: Report, texts: ReportTexts): ReportDocument {
  return {
    title: texts.t('Quality of a synthetic table'),
    subject: describeSubject(report, texts),
    verdict: describeVerdict(report, texts),
    keyFigures: describeKeyFigures(report, texts),
    sections: [
      scoresSection(report, texts),
      columnsSection(report, texts),
      pairsSection(report, texts),
      privacySection(report, texts),
      usefulnessSection(report, texts),
      validitySection(report, texts),
      ...trainingSections(report, texts),
      reproductionSection(report, texts),
    ],
  }
}

function describeSubject({ rows, origin }: Report, { t, counted, name }: ReportTexts): string {
  const { tables, model } = origin ?? {}
  const named = (table: string | undefined) => (table === undefined ? '' : ` (${name(table)})`)
  const parts = {
    synthetic: `${counted(rows.synthetic, 'synthetic row')}${named(tables?.synthetic)}`,
    real: `${counted(rows.real, 'real row')}${named(tables?.real)}`,
    holdout:
      rows.holdout === null
        ? t('without a holdout')
        : `${t('with {rows}', { rows: counted(rows.holdout, 'row held out') })}${named(tables?.holdout)}`,
  }
  return model === undefined
    ? t('{synthetic}, beside {real}, {holdout}', parts)
    : t('{synthetic}, made by {model}, beside {real}, {holdout}', { ...parts, model: name(model) })
}

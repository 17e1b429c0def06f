import type { Report } from '../evaluation/report.ts'
import type { ReportDocument } from './document.ts'
import { columnsSection } from './sections/columns-section.ts'
import { pairsSection } from './sections/pairs-section.ts'
import { privacySection } from './sections/privacy-section.ts'
import { reproductionSection } from './sections/reproduction-section.ts'
import { scoresSection } from './sections/scores-section.ts'
import { trainingSections } from './sections/training-section.ts'
import { usefulnessSection } from './sections/usefulness-section.ts'
import { validitySection } from './sections/validity-section.ts'
import { displayName } from './text/display-name.ts'
import { formatCounted } from './text/format-number.ts'
import { keyFigures, verdictText } from './verdict.ts'

/** What a report says to people, in the order in which they need it. */
export function reportDocument(report: Report): ReportDocument {
  return {
    title: 'Quality of a synthetic table',
    subject: describeSubject(report),
    verdict: verdictText(report),
    keyFigures: keyFigures(report),
    sections: [
      scoresSection(report),
      columnsSection(report),
      pairsSection(report),
      privacySection(report),
      usefulnessSection(report),
      validitySection(report),
      ...trainingSections(report),
      reproductionSection(report),
    ],
  }
}

function describeSubject({ rows, origin }: Report): string {
  const { tables, model } = origin ?? {}
  const named = (name: string | undefined) => (name === undefined ? '' : ` (${displayName(name)})`)
  const made = model === undefined ? '' : `, made by ${displayName(model)}`
  const holdout =
    rows.holdout === null
      ? 'without a holdout'
      : `with ${formatCounted(rows.holdout, 'row')} held out${named(tables?.holdout)}`
  return (
    `${formatCounted(rows.synthetic, 'synthetic row')}${named(tables?.synthetic)}${made}, ` +
    `beside ${formatCounted(rows.real, 'real row')}${named(tables?.real)}, ${holdout}`
  )
}

import type { Report } from '@tabricate/core'
import { formatScore } from './report-text.ts'

/** Scores below which a pipeline is to stop. */
export interface QualityGate {
  readonly minQuality?: number | undefined
  readonly minPrivacy?: number | undefined
}

/** What of a report is below what was asked for, in sentences. A score that cannot be computed is not enough. */
export function findShortfalls(report: Report, { minQuality, minPrivacy }: QualityGate): readonly string[] {
  const asked = [
    ['Quality', report.quality.score, minQuality],
    ['Privacy', report.families.privacy.score, minPrivacy],
  ] as const
  return asked.flatMap(([name, score, least]) =>
    least === undefined || (score.value !== null && score.value >= least)
      ? []
      : [`${name} is ${formatScore(score)}; at least ${least} was asked for.`],
  )
}

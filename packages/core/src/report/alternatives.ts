import type { Report } from '../evaluation/report.ts'
import { sameQuality } from '../recommendation/same-quality.ts'
import type { ReportTexts } from './texts/report-texts.ts'

/** What other models reached on the same rows, better ones first: a sentence each. */
export function describeAlternatives({ quality, origin }: Report, texts: ReportTexts): string[] {
  const { t, figures, name } = texts
  const own = quality.score.value
  return (origin?.alternatives ?? [])
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ model, quality: reached, fitMs }) => {
      const difference = own === null ? 0 : reached - own
      const isQuicker = origin?.fitMs !== undefined && fitMs < origin.fitMs / 2
      const does =
        own === null || difference < -sameQuality
          ? t('For comparison')
          : difference > sameQuality
            ? t('Another model does better on this table')
            : isQuicker
              ? t('A quicker model does as well on this table')
              : t('For comparison')
      return t('{does}: {model} reaches a quality of {quality} after {time} of training.', {
        does,
        model: name(model),
        quality: figures.share(reached),
        time: figures.seconds(fitMs),
      })
    })
}

/** Is there another model that does clearly better? Its sentence belongs to the verdict. */
export function betterAlternative(report: Report, texts: ReportTexts): string | null {
  const { quality, origin } = report
  const own = quality.score.value
  if (own === null) return null
  const isBetter = origin?.alternatives?.some(({ quality: reached }) => reached > own + sameQuality) ?? false
  return isBetter ? (describeAlternatives(report, texts)[0] ?? null) : null
}

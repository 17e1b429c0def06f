import type { Report } from '../evaluation/report.ts'
import { sameQuality } from '../recommendation/same-quality.ts'
import { displayName } from './text/display-name.ts'
import { formatSeconds, formatShare } from './text/format-number.ts'

/** What other models reached on the same rows, better ones first: a sentence each. */
export function describeAlternatives({ quality, origin }: Report): string[] {
  const own = quality.score.value
  return (origin?.alternatives ?? [])
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ model, quality: reached, fitMs }) => {
      const difference = own === null ? 0 : reached - own
      const isQuicker = origin?.fitMs !== undefined && fitMs < origin.fitMs / 2
      const does =
        own === null || difference < -sameQuality
          ? 'For comparison'
          : difference > sameQuality
            ? 'Another model does better on this table'
            : isQuicker
              ? 'A quicker model does as well on this table'
              : 'For comparison'
      return `${does}: ${displayName(model)} reaches a quality of ${formatShare(reached)} after ${formatSeconds(fitMs)} of training.`
    })
}

/** Is there another model that does clearly better? Its sentence belongs to the verdict. */
export function betterAlternative(report: Report): string | null {
  const { quality, origin } = report
  const own = quality.score.value
  if (own === null) return null
  const isBetter = origin?.alternatives?.some(({ quality: reached }) => reached > own + sameQuality) ?? false
  return isBetter ? (describeAlternatives(report)[0] ?? null) : null
}

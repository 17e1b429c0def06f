import type { Report } from '../evaluation/report.ts'
import { betterAlternative } from './alternatives.ts'
import type { Grade, KeyFigure } from './document.ts'
import { describeLeaks, findLeaks } from './find-leaks.ts'
import { displayName } from './text/display-name.ts'
import { formatPercent, formatResult, formatShare } from './text/format-number.ts'

/** Where floor and ceiling are nearer, a position between them is noise. */
const leastRoom = 0.02

/** Where the quality score lies between floor (0) and ceiling (1); `null` where that cannot be said. */
export function qualityPosition({ quality, floor, ceiling }: Report): number | null {
  const [value, low, high] = [
    quality.score.value,
    floor.quality.score.value,
    ceiling?.quality.score.value ?? null,
  ]
  if (value === null || low === null || high === null || high - low < leastRoom) return null
  return (value - low) / (high - low)
}

/** The three numbers that a person decides from. */
export function keyFigures(report: Report): readonly KeyFigure[] {
  return [qualityFigure(report), privacyFigure(report), usefulnessFigure(report)]
}

function qualityFigure(report: Report): KeyFigure {
  const { quality, floor, ceiling } = report
  const { value } = quality.score
  const [low, high] = [floor.quality.score.value, ceiling?.quality.score.value ?? null]
  const position = qualityPosition(report)
  return {
    name: 'Quality',
    value: formatResult(quality.score),
    ...withAlternative(gradeQuality(report, position), betterAlternative(report)),
    plot:
      value === null
        ? undefined
        : { kind: 'scale', value, interval: quality.interval.score, floor: low, ceiling: high },
  }
}

function withAlternative<Graded extends { readonly meaning: string }>(
  graded: Graded,
  alternative: string | null,
): Graded {
  return alternative === null ? graded : { ...graded, meaning: `${graded.meaning} ${alternative}` }
}

function gradeQuality(report: Report, position: number | null): { grade: Grade; meaning: string } {
  const { quality, floor, ceiling } = report
  if (quality.score.value === null) return { grade: 'unknown', meaning: quality.score.reason }
  const ends = `The floor, columns shuffled one by one, has ${formatResult(floor.quality.score)}`
  if (ceiling === null)
    return {
      grade: 'unknown',
      meaning: `${ends}; what can be reached cannot be said without a holdout of real rows.`,
    }
  const between = `${ends}; the ceiling, real rows that were not learned, ${formatResult(ceiling.quality.score)}.`
  if (position === null) {
    return isBelowBoth(report)
      ? { grade: 'poor', meaning: `Below both, which hardly differ here. ${between}` }
      : { grade: 'unknown', meaning: `${between} They hardly differ here.` }
  }
  if (position >= 0.9) return { grade: 'good', meaning: `About as close as other real rows. ${between}` }
  if (position >= 0.6) return { grade: 'good', meaning: `Close to real rows. ${between}` }
  if (position >= 0.3) return { grade: 'fair', meaning: `Between shuffled columns and real rows. ${between}` }
  if (position >= 0) return { grade: 'poor', meaning: `Little better than shuffled columns. ${between}` }
  return { grade: 'poor', meaning: `Worse than shuffled columns. ${between}` }
}

/** Worse than shuffled columns and than real rows by more than chance: that can be said even where these two are as one. */
function isBelowBoth({ quality, floor, ceiling }: Report): boolean {
  const [low, high] = [floor.quality.score.value, ceiling?.quality.score.value ?? null]
  const { value } = quality.score
  if (value === null || low === null || high === null) return false
  return (quality.interval.score?.[1] ?? value) < Math.min(low, high) - leastRoom
}

function privacyFigure({ families: { privacy } }: Report): KeyFigure {
  const figure = { name: 'Privacy', value: formatResult(privacy.score), plot: undefined }
  if (privacy.score.value === null) return { ...figure, grade: 'unknown', meaning: privacy.score.reason }
  const leaks = findLeaks(privacy)
  if (leaks.length === 0) {
    return {
      ...figure,
      grade: 'good',
      meaning: `Attacks on rows that were learned succeed about as often as on rows that were not. Weakest: ${privacy.weakest}.`,
    }
  }
  return {
    ...figure,
    grade: privacy.score.value >= 0.9 ? 'fair' : 'poor',
    meaning: `Tells more of rows that were learned than of others: ${describeLeaks(leaks)}.`,
  }
}

function usefulnessFigure({ families: { mlEfficacy } }: Report): KeyFigure {
  const { score, learners, target } = mlEfficacy
  const figure = { name: 'Usefulness', value: formatResult(score), plot: undefined }
  if (score.value === null) return { ...figure, grade: 'unknown', meaning: score.reason }
  const first = learners[0]?.scores[0]
  const numbers =
    first === undefined
      ? ''
      : ` ${first.metric} ${formatShare(first.trainedOnSynthetic.value)}; learned from real rows ${formatShare(first.trainedOnReal.value)}, by guessing ${formatShare(first.constantGuess.value)}.`
  return {
    ...figure,
    grade: score.value >= 0.85 ? 'good' : score.value >= 0.6 ? 'fair' : 'poor',
    meaning: `Of what real rows teach about ${displayName(target ?? '')}, ${formatPercent(score.value)} is kept.${numbers}`,
  }
}

const qualityWords: Readonly<Record<Grade, string>> = {
  good: 'The synthetic table is close to the real one',
  fair: 'The synthetic table is somewhat like the real one',
  poor: 'The synthetic table is little like the real one',
  unknown: 'How close the synthetic table can come to the real one is not known',
}

const privacyWords: Readonly<Record<Grade, string>> = {
  good: 'no leak of learned rows was found',
  fair: 'a small leak of learned rows was found',
  poor: 'it leaks what it was learned from',
  unknown: 'nothing can be said of privacy',
}

const usefulnessWords: Readonly<Record<Grade, string>> = {
  good: 'predictions learned from it are nearly as good as from real rows.',
  fair: 'predictions learned from it are worse than from real rows.',
  poor: 'predictions learned from it are far worse than from real rows.',
  unknown: 'its use for predictions was not measured.',
}

/** The three figures as one sentence. */
export function verdictText(report: Report): string {
  const [quality, privacy, usefulness] = keyFigures(report).map(({ grade }) => grade)
  return `${qualityWords[quality ?? 'unknown']}; ${privacyWords[privacy ?? 'unknown']}; ${usefulnessWords[usefulness ?? 'unknown']}`
}

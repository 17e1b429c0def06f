import type { Report } from '../evaluation/report.ts'
import { betterAlternative } from './alternatives.ts'
import type { Grade, KeyFigure } from './document.ts'
import { describeLeaks, findLeaks } from './find-leaks.ts'
import type { ReportTexts } from './texts/report-texts.ts'

/** Where floor and ceiling are nearer, a position between them is noise. */
const leastRoom = 0.02

/** The three numbers that a person decides from. */
export function describeKeyFigures(report: Report, texts: ReportTexts): readonly KeyFigure[] {
  return [qualityFigure(report, texts), privacyFigure(report, texts), usefulnessFigure(report, texts)]
}

/** Where the quality score lies between floor (0) and ceiling (1); `null` where that cannot be said. */
function qualityPosition({ quality, floor, ceiling }: Report): number | null {
  const [value, low, high] = [
    quality.score.value,
    floor.quality.score.value,
    ceiling?.quality.score.value ?? null,
  ]
  if (value === null || low === null || high === null || high - low < leastRoom) return null
  return (value - low) / (high - low)
}

function qualityFigure(report: Report, texts: ReportTexts): KeyFigure {
  const { quality, floor, ceiling } = report
  const { value } = quality.score
  const [low, high] = [floor.quality.score.value, ceiling?.quality.score.value ?? null]
  return {
    name: texts.t('Quality'),
    value: texts.figures.result(quality.score),
    ...withAlternative(gradeQuality(report, texts), betterAlternative(report, texts)),
    plot:
      value === null
        ? undefined
        : { kind: 'scale', value, interval: quality.interval.score, floor: low, ceiling: high },
  }
}

interface Graded {
  readonly grade: Grade
  readonly meaning: string
}

function withAlternative(graded: Graded, alternative: string | null): Graded {
  return alternative === null ? graded : { ...graded, meaning: `${graded.meaning} ${alternative}` }
}

function gradeQuality(report: Report, { t, told, figures }: ReportTexts): Graded {
  const { quality, ceiling } = report
  if (quality.score.value === null) return { grade: 'unknown', meaning: told(quality.score.reason) }
  const floor = figures.result(report.floor.quality.score)
  if (ceiling === null)
    return {
      grade: 'unknown',
      meaning: t(
        'The floor, columns shuffled one by one, has {floor}; what can be reached cannot be said without a holdout of real rows.',
        { floor },
      ),
    }
  const between = t(
    'The floor, columns shuffled one by one, has {floor}; the ceiling, real rows that were not learned, {ceiling}.',
    { floor, ceiling: figures.result(ceiling.quality.score) },
  )
  const placed = (grade: Grade, place: string): Graded => ({ grade, meaning: `${place} ${between}` })
  const position = qualityPosition(report)
  if (position === null) {
    if (isBelowBoth(report)) return placed('poor', t('Below both, which hardly differ here.'))
    return isAboveBoth(report)
      ? placed('good', t('Above both, which hardly differ here.'))
      : { grade: 'unknown', meaning: `${between} ${t('They hardly differ here.')}` }
  }
  if (position >= 0.9) return placed('good', t('About as close as other real rows.'))
  if (position >= 0.6) return placed('good', t('Close to real rows.'))
  if (position >= 0.3) return placed('fair', t('Between shuffled columns and real rows.'))
  if (position >= 0) return placed('poor', t('Little better than shuffled columns.'))
  return placed('poor', t('Worse than shuffled columns.'))
}

/** Worse than shuffled columns and than real rows by more than chance: that can be said even where these two are as one. */
function isBelowBoth({ quality, floor, ceiling }: Report): boolean {
  const [low, high] = [floor.quality.score.value, ceiling?.quality.score.value ?? null]
  const { value } = quality.score
  if (value === null || low === null || high === null) return false
  return (quality.interval.score?.[1] ?? value) < Math.min(low, high) - leastRoom
}

/** Likewise better: whether it is better than it should be, privacy says. */
function isAboveBoth({ quality, floor, ceiling }: Report): boolean {
  const [low, high] = [floor.quality.score.value, ceiling?.quality.score.value ?? null]
  const { value } = quality.score
  if (value === null || low === null || high === null) return false
  return (quality.interval.score?.[0] ?? value) > Math.max(low, high) + leastRoom
}

function privacyFigure({ families: { privacy } }: Report, texts: ReportTexts): KeyFigure {
  const { t, told, figures } = texts
  const figure = { name: t('Privacy'), value: figures.result(privacy.score), plot: undefined }
  if (privacy.score.value === null)
    return { ...figure, grade: 'unknown', meaning: told(privacy.score.reason) }
  const leaks = findLeaks(privacy, texts)
  if (leaks.length === 0) {
    return {
      ...figure,
      grade: 'good',
      meaning: t(
        'Attacks on rows that were learned succeed about as often as on rows that were not. Weakest: {weakest}.',
        { weakest: told(privacy.weakest ?? '') },
      ),
    }
  }
  return {
    ...figure,
    grade: privacy.score.value >= 0.9 ? 'fair' : 'poor',
    meaning: t('Tells more of rows that were learned than of others: {leaks}.', {
      leaks: describeLeaks(leaks, texts),
    }),
  }
}

function usefulnessFigure({ families: { mlEfficacy } }: Report, texts: ReportTexts): KeyFigure {
  const { t, told, figures, name } = texts
  const { score, learners, target } = mlEfficacy
  const figure = { name: t('Usefulness'), value: figures.result(score), plot: undefined }
  if (score.value === null) return { ...figure, grade: 'unknown', meaning: told(score.reason) }
  const first = learners[0]?.scores[0]
  const kept = t('Of what real rows teach about {target}, {share} is kept.', {
    target: name(target ?? ''),
    share: figures.percent(score.value),
  })
  const scores =
    first === undefined
      ? []
      : [
          t('{metric} {synthetic}; learned from real rows {real}, by guessing {guess}.', {
            metric: told(first.metric),
            synthetic: figures.result(first.trainedOnSynthetic),
            real: figures.result(first.trainedOnReal),
            guess: figures.result(first.constantGuess),
          }),
        ]
  return {
    ...figure,
    grade: score.value >= 0.85 ? 'good' : score.value >= 0.6 ? 'fair' : 'poor',
    meaning: [kept, ...scores].join(' '),
  }
}

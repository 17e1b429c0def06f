import { createRng, evaluatePrivacy, evaluateQuality, TabricateError } from '@tabricate/core'
import { efficacyMetric, type TuneMetric } from '@tabricate/optimizer'
import type { StudyMetric } from '../database/repositories/study-repository.ts'

/** What a trial is judged by, against rows that the model has not seen. All are to be made large, and lie between 0 and 1. */
export function trialMetric(metric: StudyMetric, target: string | null): TuneMetric {
  switch (metric) {
    case 'quality_score':
      return quality(metric, 'score')
    case 'statistical_similarity':
      return quality(metric, 'columnShapes')
    case 'correlation_preservation':
      return quality(metric, 'columnPairTrends')
    case 'privacy':
      return {
        name: metric,
        direction: 'maximize',
        async judge({ train, validation, synthetic, seed, signal }) {
          const rng = createRng(seed).split('privacy')
          const { score } = await evaluatePrivacy({ train, synthetic, holdout: validation, rng, signal })
          return defined(metric, score)
        },
      }
    case 'ml_efficacy': {
      if (target === null) throw new TabricateError('INVALID_OPTIONS', 'ml_efficacy needs a target.')
      return { ...efficacyMetric(target), name: metric }
    }
    default:
      return metric satisfies never
  }
}

function quality(name: StudyMetric, part: 'score' | 'columnShapes' | 'columnPairTrends'): TuneMetric {
  return {
    name,
    direction: 'maximize',
    judge: ({ validation, synthetic }) =>
      defined(name, evaluateQuality({ real: validation, synthetic })[part]),
  }
}

function defined(
  name: string,
  { value, reason }: { readonly value: number | null; readonly reason?: string | null },
): number {
  if (value !== null) return value
  throw new TabricateError('INVALID_TABLE', `${name} cannot be computed: ${reason ?? 'no reason was given'}`)
}

import { z } from 'zod'
import { count, figure, list, plainFigure, record } from './figure-schema.ts'

/** R² has no lower end. */
const predictiveFigure = figure({}, z.number().max(1))

/** One metric on the holdout. */
export const efficacyScoreSchema = record({
  /** `AUC`, `F1` (of the rarer class), `MacroF1`, `Accuracy` or `R2`. */
  metric: z.string(),
  /** TSTR. */
  trainedOnSynthetic: predictiveFigure,
  /** TRTR: the ceiling. */
  trainedOnReal: predictiveFigure,
  /** The floor: what is reached without looking at any other column. */
  constantGuess: predictiveFigure,
})

/** How well one learner predicts. */
export const learnerEfficacySchema = record({ learner: z.string(), scores: list(efficacyScoreSchema) })

/** How well the target of real rows is predicted by what was learned from synthetic ones. Plain JSON. */
export const mlEfficacySchema = record({
  /** In [0, 1]. */
  score: plainFigure,
  /** `null` when nothing can be predicted: `score` says why. */
  task: z.enum(['classification', 'regression']).nullable(),
  target: z.string().nullable(),
  /** Of a classification, the rarest first; else empty. */
  classes: list(z.string()),
  /** Rows used, those with a target: after the caps. */
  rows: record({ real: count, synthetic: count, holdout: count }),
  /** Synthetic rows left out because the real table lacks their class. */
  unknownClassRows: count,
  maxRows: count,
  learners: list(learnerEfficacySchema),
})

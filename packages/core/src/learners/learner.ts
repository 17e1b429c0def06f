import type { Rng } from '../random/rng.ts'
import type { Features } from './features.ts'

/** What is to be learned, and with what. */
interface LearnArguments {
  readonly features: Features
  readonly rng: Rng
  readonly signal?: AbortSignal | undefined
}

export interface ClassesToLearn extends LearnArguments {
  /** Per row 0 … `classCount` − 1; not all need occur, but two must. */
  readonly classes: Int32Array
  readonly classCount: number
}

export interface NumbersToLearn extends LearnArguments {
  /** Per row a finite number. */
  readonly numbers: Float64Array
}

/** Tells how likely each class is. */
export interface Classifier {
  /** `classCount` blocks of as many probabilities as there are rows; those of one row add up to 1. */
  probabilities(features: Features): Float64Array
}

export interface Regressor {
  /** A number per row. */
  predict(features: Features): Float64Array
}

/** A way to learn to predict one column from others. The same arguments give the same predictions. */
export interface Learner {
  readonly name: string
  /** @throws TabricateError `ABORTED` */
  learnClasses(classesToLearn: ClassesToLearn): Promise<Classifier>
  /** @throws TabricateError `ABORTED` */
  learnNumbers(numbersToLearn: NumbersToLearn): Promise<Regressor>
}

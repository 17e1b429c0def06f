import { createDistinctSketch, type DistinctSketch } from '../sketch/distinct-sketch.ts'
import { createFrequentTexts, type TextCount } from '../sketch/frequent-texts.ts'

/** Longer texts are told apart by their beginning and length. */
const maxLength = 200
const maxExamples = 1000

/** What is known of texts. */
export interface TextsProfile {
  readonly present: number
  readonly distinct: { readonly count: number; readonly isEstimated: boolean }
  readonly top: readonly TextCount[]
  readonly maxShortfall: number
  /** Of the different texts, those on fewer rows than asked for; null when they were not all counted. */
  rarerThan(rows: number): number | null
  readonly lengths: { readonly min: number; readonly max: number; readonly mean: number } | null
  /** Rows whose text is a number, and of these whose text begins with a needless zero. */
  readonly numbers: number
  readonly leadingZeros: number
  /** Some of the different texts, those met first. */
  readonly examples: readonly string[]
}

/** Takes texts one by one, in memory that does not grow with them. */
export interface TextsProfiler {
  add(text: string, count: number): void
  finish(): TextsProfile
}

const topCount = 10

/** @param maxCounted so many different texts are counted one by one; beyond, sketches take over */
export function createTextsProfiler(maxCounted: number): TextsProfiler {
  const frequent = createFrequentTexts(maxCounted)
  const examples = new Set<string>()
  let sketch: DistinctSketch | null = null
  let present = 0
  let numbers = 0
  let leadingZeros = 0
  let minLength = Number.POSITIVE_INFINITY
  let longest = 0
  let lengthSum = 0

  function toSketch(): DistinctSketch {
    const distinct = createDistinctSketch()
    for (const known of frequent.texts()) distinct.addText(known)
    return distinct
  }

  return {
    add(text, count) {
      present += count
      lengthSum += text.length * count
      minLength = Math.min(minLength, text.length)
      longest = Math.max(longest, text.length)
      if (isNumber(text)) numbers += count
      if (/^-?0\d/.test(text)) leadingZeros += count
      const key = text.length > maxLength ? `${text.slice(0, maxLength)}… (${text.length})` : text
      if (examples.size < Math.min(maxExamples, maxCounted)) examples.add(key)
      // Every text counted is still there as long as none was dropped: only then can the sketch begin.
      if (sketch === null && frequent.size() >= maxCounted) sketch = toSketch()
      sketch?.addText(key)
      frequent.add(key, count)
    },
    finish: () => ({
      present,
      distinct:
        sketch === null || frequent.isExact()
          ? { count: frequent.size(), isEstimated: false }
          : { count: Math.min(present, sketch.estimate()), isEstimated: true },
      top: frequent.top(topCount),
      maxShortfall: frequent.maxShortfall(),
      rarerThan: (rows) =>
        frequent.isExact() ? frequent.top(maxCounted).filter(({ count }) => count < rows).length : null,
      lengths: present === 0 ? null : { min: minLength, max: longest, mean: lengthSum / present },
      numbers,
      leadingZeros,
      examples: [...examples],
    }),
  }
}

function isNumber(text: string): boolean {
  return text.length < 40 && /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text)
}

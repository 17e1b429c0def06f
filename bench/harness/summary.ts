/** A figure measured in pairs. `ratio` is peer / ours within a pair: above 1, ours is better. */
export interface Summary {
  readonly ours: number
  readonly peer: number
  readonly ratio: { readonly median: number; readonly min: number; readonly max: number }
}

/** Medians of both sides, and median and spread of the pairs' ratios. */
export function summarize(pairs: readonly (readonly [ours: number, peer: number])[]): Summary {
  const ratios = pairs.map(([ours, peer]) => peer / ours)
  return {
    ours: median(pairs.map(([ours]) => ours)),
    peer: median(pairs.map(([, peer]) => peer)),
    ratio: { median: median(ratios), min: Math.min(...ratios), max: Math.max(...ratios) },
  }
}

/** The middle value; the mean of the two middle ones when their number is even. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of no values.')
  return (lower + upper) / 2
}

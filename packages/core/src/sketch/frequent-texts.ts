/**
 * Notation
 *   c   capacity: how many texts are counted at a time
 *   N   texts added
 *
 * Exact up to c different texts. Beyond, Misra and Gries' summary ("Finding repeated elements", 1982) pruned as in
 * P. Agarwal et al., "Mergeable summaries" (2012): a count falls short by at most N / c.
 */

export interface TextCount {
  readonly text: string
  readonly count: number
}

/** Counts texts, the frequent ones first, in bounded memory. */
export interface FrequentTexts {
  add(text: string, count?: number): void
  /** Whether every text was counted, exactly. */
  isExact(): boolean
  /** The texts counted, the most frequent first, as first met where they are equally frequent. */
  top(limit: number): TextCount[]
  texts(): IterableIterator<string>
  /** How many texts are counted at present. */
  size(): number
  /** How much a count may fall short. */
  maxShortfall(): number
}

export function createFrequentTexts(capacity: number): FrequentTexts {
  let counts = new Map<string, number>()
  let shortfall = 0

  /** Halves the texts: what is taken from those that go is taken from all. */
  function prune(): void {
    const ascending = Float64Array.from(counts.values()).sort()
    const cut = ascending[ascending.length - capacity] ?? 0
    shortfall += cut
    const kept = new Map<string, number>()
    for (const [text, count] of counts) if (count > cut) kept.set(text, count - cut)
    counts = kept
  }

  return {
    add(text, count = 1) {
      counts.set(text, (counts.get(text) ?? 0) + count)
      if (counts.size > (shortfall === 0 ? capacity : 2 * capacity)) prune()
    },
    isExact: () => shortfall === 0,
    top: (limit) =>
      [...counts]
        .map(([text, count]) => ({ text, count }))
        .sort((a, b) => b.count - a.count)
        .slice(0, limit),
    texts: () => counts.keys(),
    size: () => counts.size,
    maxShortfall: () => shortfall,
  }
}

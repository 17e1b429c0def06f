import type { Side } from './contestant.ts'

/** Figures that one turn of one side measured, by name. */
export type Measured = Readonly<Record<string, number>>

/** What both sides measured, one directly after the other. */
export interface Pair {
  readonly ours: Measured
  readonly peer: Measured
}

/**
 * Lets both sides take turns: ours, peer, ours, peer, … A machine that slows down meanwhile slows down both, and the ratio
 * within a pair stays.
 */
export async function alternate(
  pairs: number,
  turn: (side: Side) => Promise<Measured>,
  onPair: (pair: Pair) => void,
): Promise<readonly Pair[]> {
  const measured: Pair[] = []
  for (let i = 0; i < pairs; i++) {
    const pair = { ours: await turn('ours'), peer: await turn('peer') }
    onPair(pair)
    measured.push(pair)
  }
  return measured
}

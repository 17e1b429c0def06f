import { availableParallelism } from 'node:os'
import { alternate, type Measured, type Pair } from './alternate.ts'
import { type Contestant, openContestant, type Side } from './contestant.ts'
import { watchOtherWork } from './other-work.ts'
import type { JsonObject, TrainingRequest } from './protocol.ts'

/** What is compared, on which rows. */
export interface Comparison {
  readonly model: string
  readonly csv: string
  readonly pairs: number
  /** Hyper-parameters of both sides, each in its own names. */
  readonly options: Readonly<Record<Side, JsonObject>>
}

/** What one side does when it is its turn, and what that measured. */
export type Turn = (contestant: Contestant, training: TrainingRequest) => Promise<Measured>

/** As many threads as the machine has cores. */
export const allThreads = availableParallelism()

/** Turns in one process a side; `prepare` comes before the first turn and is not measured. */
export async function alternateKept(
  comparison: Comparison,
  onPair: (pair: Pair) => void,
  threads: number,
  {
    prepare,
    turn,
  }: {
    prepare: (contestant: Contestant, training: TrainingRequest) => Promise<void>
    turn: Turn
  },
): Promise<readonly Pair[]> {
  const contestants = { ours: openContestant('ours', threads), peer: openContestant('peer', threads) }
  try {
    for (const side of ['ours', 'peer'] as const) {
      await contestants[side].ask({ command: 'load', path: comparison.csv })
      await prepare(contestants[side], trainingRequest(comparison, side, threads))
    }
    return await alternate(
      comparison.pairs,
      (side) => measureTurn(side, contestants[side], trainingRequest(comparison, side, threads), turn),
      onPair,
    )
  } finally {
    await contestants.ours.close()
    await contestants.peer.close()
  }
}

/** Turns in a new process each: for what a process does once, and for its peak of memory. */
export async function alternateFresh(
  comparison: Comparison,
  onPair: (pair: Pair) => void,
  turn: Turn,
): Promise<readonly Pair[]> {
  const freshTurn = async (side: Side): Promise<Measured> => {
    const contestant = openContestant(side, allThreads)
    try {
      await contestant.ask({ command: 'load', path: comparison.csv })
      return await measureTurn(side, contestant, trainingRequest(comparison, side, allThreads), turn)
    } finally {
      await contestant.close()
    }
  }
  return alternate(comparison.pairs, freshTurn, onPair)
}

/**
 * One turn; ours also with `otherWork`. (The peer starts processes of its own for encoding, whose work could not be told from
 * others'; its turns directly follow ours.)
 */
async function measureTurn(
  side: Side,
  contestant: Contestant,
  training: TrainingRequest,
  turn: Turn,
): Promise<Measured> {
  if (side === 'peer') return turn(contestant, training)
  const { result, otherWork } = await watchOtherWork(contestant, () => turn(contestant, training))
  return { ...result, otherWork }
}

function trainingRequest({ model, options }: Comparison, side: Side, threads: number): TrainingRequest {
  return { model, threads, seed: 0, options: options[side] }
}

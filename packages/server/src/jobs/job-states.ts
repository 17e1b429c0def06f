/** What can become of a job: the one table of allowed moves. Enforced in SQL by {@link statesBefore}. */
export const jobMoves = {
  awaiting_approval: ['queued', 'rejected', 'cancelled'],
  queued: ['running', 'cancelled', 'failed'],
  // Back to the queue: its worker has died.
  running: ['succeeded', 'failed', 'cancelled', 'queued'],
  succeeded: [],
  failed: [],
  cancelled: [],
  rejected: [],
} as const satisfies { readonly [state: string]: readonly string[] }

export type JobState = keyof typeof jobMoves

export const jobStates: readonly JobState[] = [
  'awaiting_approval',
  'queued',
  'running',
  'succeeded',
  'failed',
  'cancelled',
  'rejected',
]

/** The states from which a job may come to `state`. */
export function statesBefore(state: JobState): JobState[] {
  return jobStates.filter((from) => {
    const moves: readonly JobState[] = jobMoves[from]
    return moves.includes(state)
  })
}

/** Whether nothing more happens to a job. */
export function isFinal(state: JobState): boolean {
  return jobMoves[state].length === 0
}

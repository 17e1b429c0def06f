const endedStates: readonly string[] = ['succeeded', 'failed', 'cancelled', 'rejected']

/** Whether nothing more will happen to a request. */
export function isOver(status: string): boolean {
  return endedStates.includes(status)
}

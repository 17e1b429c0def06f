import { throwIfAborted } from '../errors.ts'

/**
 * Lets the event loop turn, so that others are served between two units of work.
 * @throws TabricateError `ABORTED`
 */
export async function nextTurn(signal: AbortSignal | undefined): Promise<void> {
  throwIfAborted(signal)
  await new Promise((resolve) => setTimeout(resolve, 0))
  throwIfAborted(signal)
}

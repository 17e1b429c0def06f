import { isApiError } from './api-error.ts'
import type { Client } from './create-client.ts'
import type { DatasetDetail, Generation, Optimization, RequestOptions } from './endpoint.ts'
import { endedStates, followGeneration, followOptimization, type Progress } from './follow.ts'
import { wait } from './wait.ts'

export interface WaitOptions<Update> extends RequestOptions {
  /** Called with every change that is seen. */
  readonly onUpdate?: (update: Update) => void
  /** Between two looks where events cannot be had. Default 2,000. */
  readonly pollMs?: number
}

const defaultPollMs = 2000

/** A generation, with the last that its training said of itself. */
export interface GenerationUpdate {
  readonly status: Generation['status']
  readonly progress: Progress | null
}

/**
 * Resolves with a generation when it has ended, however it has: look at its `status`. By server-sent events; where those do not come
 * through, by asking again and again.
 */
export async function waitForGeneration(
  client: Client,
  id: number,
  { onUpdate, pollMs = defaultPollMs, signal }: WaitOptions<GenerationUpdate> = {},
): Promise<Generation> {
  const get = () => client.get('/generation/status/{id}', { path: { id }, signal })
  let { status, progress } = await get()
  onUpdate?.({ status, progress })
  await untilEnded(async () => {
    for await (const event of followGeneration(client, id, { signal })) {
      if (event.type === 'progress') progress = event.data
      else if (event.type === 'state') status = event.data.state
      onUpdate?.({ status, progress })
    }
  }, signal)
  return poll(get, ({ status }) => endedStates.includes(status), pollMs, signal, onUpdate)
}

/** Resolves with a search when it has ended, however it has. Updates are the search with the number of its trials. */
export async function waitForOptimization(
  client: Client,
  id: number,
  { onUpdate, pollMs = defaultPollMs, signal }: WaitOptions<Optimization> = {},
): Promise<Optimization> {
  const get = async () =>
    (await client.get('/optimization/trials/{id}', { path: { id }, signal })).optimization
  await untilEnded(async () => {
    for await (const _ of followOptimization(client, id, { signal })) onUpdate?.(await get())
  }, signal)
  return poll(get, ({ status }) => endedStates.includes(status), pollMs, signal, onUpdate)
}

/** Resolves with a dataset when its profile is there, or could not be made: look at its `status`. */
export function waitForDataset(
  client: Client,
  id: number,
  { onUpdate, pollMs = 500, signal }: WaitOptions<DatasetDetail> = {},
): Promise<DatasetDetail> {
  const get = () => client.get('/upload/datasets/{id}', { path: { id }, signal })
  return poll(get, ({ status }) => status !== 'processing', pollMs, signal, onUpdate)
}

/** Events may be cut off by what lies between: then asking has to do. */
async function untilEnded(follow: () => Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  try {
    await follow()
  } catch (error) {
    signal?.throwIfAborted()
    if (!isApiError(error) || (error.status >= 400 && error.status < 500)) throw error
  }
}

async function poll<State extends object>(
  get: () => Promise<State>,
  isEnded: (state: State) => boolean,
  pollMs: number,
  signal: AbortSignal | undefined,
  onUpdate: ((state: State) => void) | undefined,
): Promise<State> {
  while (true) {
    const state = await get()
    onUpdate?.(state)
    if (isEnded(state)) return state
    await wait(pollMs, signal)
  }
}

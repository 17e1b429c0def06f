import type { Json } from '@tabricate/core'

/** What a task may use of its surroundings. */
export interface TaskContext {
  readonly signal: AbortSignal
  readonly onProgress: (progress: Json) => void
}

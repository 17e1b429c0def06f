import type { ChildProcess } from 'node:child_process'
import { type Json, toJson } from '@tabricate/core'
import { type ProcessOutcome, runInProcess } from '@tabricate/core/node'
import type { z } from 'zod'
import type { Task, TaskResults } from './child-messages.ts'

export interface ChildOptions<Kind extends Task['kind']> {
  readonly entry: URL
  readonly task: Extract<Task, { readonly kind: Kind }>
  /** Reads what the process answers at its end. */
  readonly result: z.ZodType<TaskResults[Kind]>
  readonly memoryMb: number
  readonly signal: AbortSignal
  readonly onProgress?: (progress: Json) => void
  /** Given the process once it runs, e.g. to read its output. */
  readonly onStart?: (child: ChildProcess) => void
}

/**
 * Runs a task of a job in a process of its own, which gets nothing of this process's environment: that holds secrets.
 * @throws what the signal was aborted with; TabricateError with what the process told, `MEMORY_LIMIT`, `DEFECT`
 */
export function runChild<Kind extends Task['kind']>({
  result,
  onProgress,
  ...options
}: ChildOptions<Kind>): Promise<ProcessOutcome<TaskResults[Kind]>> {
  return runInProcess({
    ...options,
    readResult: (answer) => result.parse(answer),
    pipeOutput: options.task.kind === 'stream',
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', TZ: process.env['TZ'] },
    ...(onProgress !== undefined && { onProgress: (progress) => onProgress(toJson(progress)) }),
  })
}

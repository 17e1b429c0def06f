import { isTabricateError } from '../../errors.ts'
import { type ChildMessage, parentMessageSchema } from './task-messages.ts'

const memoryReportMs = 500

export interface TaskContext {
  /** Aborted when the parent wants the task stopped. */
  readonly signal: AbortSignal
  /** Plain data. */
  readonly onProgress: (progress: unknown) => void
}

/** In the process that `runInProcess` starts: runs the task that the parent sends, answers, and ends. Ends too when the parent has gone. */
export function serveTask(runTask: (task: unknown, context: TaskContext) => Promise<unknown>): void {
  const controller = new AbortController()
  // Without a parent nobody waits for the result.
  process.on('disconnect', () => process.exit(1))
  process.on('message', (message: unknown) => {
    const read = parentMessageSchema.parse(message)
    switch (read.kind) {
      case 'task':
        void serve(() =>
          runTask(read.task, {
            signal: controller.signal,
            onProgress: (progress) => void send({ kind: 'progress', progress }),
          }),
        )
        return
      case 'cancel':
        controller.abort(new Error('cancelled'))
        return
      default:
        read satisfies never
    }
  })
}

async function serve(run: () => Promise<unknown>): Promise<void> {
  const memory = setInterval(
    () => void send({ kind: 'memory', bytes: process.memoryUsage.rss() }),
    memoryReportMs,
  )
  try {
    await send({ kind: 'done', result: await run() })
  } catch (error) {
    await send(failureMessage(error))
  } finally {
    clearInterval(memory)
    await send({ kind: 'memory', bytes: process.memoryUsage.rss() })
    process.exit(0)
  }
}

function send(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) return resolve()
    process.send(message, undefined, undefined, () => resolve())
  })
}

function failureMessage(error: unknown): ChildMessage {
  if (isTabricateError(error)) {
    const { code, message, issues } = error
    return { kind: 'failed', code, message, issues: issues.slice(0, 100) }
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { kind: 'failed', code: 'DEFECT', message, issues: [] }
}

import { isTabricateError } from '@tabricate/core'
import type { ChildMessage, ParentMessage, Task } from '../jobs/child-messages.ts'
import type { TaskContext } from './task-context.ts'

const memoryReportMs = 500

/** Runs the task that the parent sends, answers, and ends. Ends too when the parent has gone. */
export function startTaskProcess(): void {
  const controller = new AbortController()
  // Without a parent nobody waits for the result.
  process.on('disconnect', () => process.exit(1))
  process.on('message', (message: ParentMessage) => {
    switch (message.kind) {
      case 'task':
        void run(message.task, controller.signal)
        return
      case 'cancel':
        controller.abort(new Error('cancelled'))
        return
      default:
        message satisfies never
    }
  })
}

async function run(task: Task, signal: AbortSignal): Promise<void> {
  const memory = setInterval(
    () => void send({ kind: 'memory', bytes: process.memoryUsage.rss() }),
    memoryReportMs,
  )
  try {
    const result = await runTask(task, {
      signal,
      onProgress: (progress) => void send({ kind: 'progress', progress }),
    })
    await send({ kind: 'done', result })
  } catch (error) {
    await send(failureMessage(error))
  } finally {
    clearInterval(memory)
    await send({ kind: 'memory', bytes: process.memoryUsage.rss() })
    process.exit(0)
  }
}

/** Each task's libraries are loaded for it alone. */
async function runTask(task: Task, context: TaskContext): Promise<unknown> {
  switch (task.kind) {
    case 'profile':
      return (await import('./profile-task.ts')).runProfileTask(task)
    case 'generation':
      return (await import('./generation-task.ts')).runGenerationTask(task, context)
    case 'stream':
      return (await import('./stream-task.ts')).runStreamTask(task, context)
    default:
      return task satisfies never
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

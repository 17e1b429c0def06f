import { serveTask } from '@tabricate/core/node'
import type { Task } from '../jobs/child-messages.ts'
import type { TaskContext } from './task-context.ts'

/** Runs the task that the parent sends, answers, and ends. */
export function startTaskProcess(): void {
  serveTask((task, context) => {
    if (!isTask(task)) throw new TypeError('This is no task of a job.')
    return runTask(task, context)
  })
}

/** Only the server sends tasks: its own, and trusted. */
function isTask(given: unknown): given is Task {
  return typeof given === 'object' && given !== null && 'kind' in given
}

/** Each task's libraries are loaded for it alone. */
async function runTask(task: Task, context: TaskContext): Promise<unknown> {
  switch (task.kind) {
    case 'profile':
      return (await import('./profile-task.ts')).runProfileTask(task)
    case 'generation':
      return (await import('./generation-task.ts')).runGenerationTask(task, context)
    case 'trial':
      return (await import('./trial-task.ts')).runTrialTask(task, context)
    case 'estimate':
      return (await import('./estimate-task.ts')).runEstimateTask(task)
    case 'recommend':
      return (await import('./recommend-task.ts')).runRecommendTask(task, context)
    case 'stream':
      return (await import('./stream-task.ts')).runStreamTask(task, context)
    default:
      return task satisfies never
  }
}

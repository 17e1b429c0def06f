import { createWriteStream } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Task, TaskResults } from '../jobs/child-messages.ts'
import { runChild } from '../jobs/run-child.ts'
import { taskResults } from '../jobs/task-results.ts'
import type { ObjectStore } from '../object-store/object-store.ts'
import type { Scratch } from './scratch.ts'

export interface TableTaskDependencies {
  readonly store: ObjectStore
  readonly scratch: Scratch
  readonly childEntry: URL
  readonly memoryMb: number
}

/** What is asked of a table while somebody waits for the answer, and is no job. */
type TableTaskKind = 'estimate' | 'recommend'

/** Runs a task in a process of its own, which is given the dataset's table as a file. */
export interface TableTasks {
  /** @throws what the signal was aborted with; TabricateError with what the process told, `MEMORY_LIMIT`, `DEFECT` */
  run<Kind extends TableTaskKind>(
    kind: Kind,
    tableKey: string,
    taskOf: (tableFile: string) => Extract<Task, { readonly kind: Kind }>,
    signal: AbortSignal,
  ): Promise<TaskResults[Kind]>
}

export function createTableTasks({
  store,
  scratch,
  childEntry,
  memoryMb,
}: TableTaskDependencies): TableTasks {
  return {
    run: (kind, tableKey, taskOf, signal) =>
      scratch.withFolder(async (folder) => {
        const tableFile = join(folder, 'table.parquet')
        await pipeline((await store.get(tableKey)).body, createWriteStream(tableFile), { signal })
        const { result } = await runChild({
          entry: childEntry,
          task: taskOf(tableFile),
          result: taskResults[kind],
          memoryMb,
          signal,
        })
        return result
      }),
  }
}

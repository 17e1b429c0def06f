import { startTaskProcess } from './tasks/task-process.ts'

// The entry of the process that a job runs in.
startTaskProcess()

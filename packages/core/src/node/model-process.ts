import { runFitTask } from './process/fit-task.ts'
import { serveTask } from './process/serve-task.ts'

// The entry of the process that a forked model is fitted in.
serveTask(runFitTask)

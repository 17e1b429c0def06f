import { closePlatform, startBackground } from './create-server.ts'
import { openPlatform, type PlatformOptions } from './platform.ts'

/** A process that does jobs and answers no requests. Any number of them share one PostgreSQL and one store of files. */
export interface WorkerProcess {
  start(): Promise<void>
  stop(): Promise<void>
}

/** @throws TabricateError `INVALID_OPTIONS` with every problem of the settings, `MODEL_UNKNOWN`, `RUNTIME_UNAVAILABLE`, `FILE_EXISTS` */
export async function createWorkerProcess(options: PlatformOptions): Promise<WorkerProcess> {
  const platform = await openPlatform(options)
  return {
    async start() {
      await platform.scratch.removeDead()
      await platform.worker.start()
      startBackground(platform)
    },
    stop: () => closePlatform(platform),
  }
}

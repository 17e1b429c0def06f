import { hostname } from 'node:os'
import { createLog, type Log, type Settings } from '@tabricate/server'
import type { OutputStream } from '../io.ts'

type LogSettings = Pick<
  Settings,
  'debug' | 'logLevel' | 'logFilePath' | 'logRotationSizeMb' | 'logBackupCount'
>

/** The platform's log as lines of JSON: to a stream, and to a file that is rotated. */
export function openPlatformLog(stream: OutputStream, settings: LogSettings): Promise<Log> {
  return createLog({
    level: settings.debug === true ? 'DEBUG' : settings.logLevel,
    stream,
    file: {
      // Containers that share a folder cannot see whether each other's processes live: each has a file of its own.
      path: settings.logFilePath.replaceAll('%h', hostname()),
      rotationSizeMb: settings.logRotationSizeMb,
      backupCount: settings.logBackupCount,
    },
    now: () => new Date(),
  })
}

import type { Json } from '@tabricate/core'
import { multistream, pino } from 'pino'
import { describeError, type Logger, type LogLevel } from '../logger.ts'
import { type LogFile, openLogFile } from './log-file.ts'
import { redact, redactText } from './redact.ts'

export interface LogOptions {
  /** Entries below are left out. */
  readonly level: LogLevel
  /** Where the lines go. */
  readonly stream: { write(text: string): unknown }
  /** A file besides, which is rotated. Null: none. */
  readonly file: LogFile | null
  readonly now: () => Date
}

export interface Log {
  readonly logger: Logger
  /** Where the lines are written besides; null without a file. */
  readonly filePath: string | null
  close(): Promise<void>
}

/** The words of levels, and pino's. */
const levels = { DEBUG: 'debug', INFO: 'info', WARNING: 'warn', ERROR: 'error' } as const
const words: ReadonlyMap<string, LogLevel> = new Map([
  ['debug', 'DEBUG'],
  ['info', 'INFO'],
  ['warn', 'WARNING'],
  ['error', 'ERROR'],
])

/** The platform's log as lines of JSON, without secrets. A file that cannot be written is told of in the stream, and tried again a minute later. */
export async function createLog({ level, stream, file, now }: LogOptions): Promise<Log> {
  const complain = (error: Error) =>
    logger({
      level: 'ERROR',
      module: 'log',
      message: 'The log is not written to its file',
      metadata: describeError(error),
    })
  const opened = file === null ? null : await openLogFile(file, now, complain)
  const streams = [stream, ...(opened === null ? [] : [opened])].map((each) => ({
    stream: { write: (line: string) => void each.write(line) },
    level: levels[level],
  }))
  const lines = pino(
    {
      base: null,
      level: levels[level],
      messageKey: 'message',
      timestamp: () => `,"timestamp":"${now().toISOString().slice(0, 19)}Z"`,
      formatters: { level: (label) => ({ level: words.get(label) ?? label }) },
    },
    multistream(streams),
  )
  const logger: Logger = ({ level: entryLevel, module, message, userId, requestId, metadata }) =>
    lines[levels[entryLevel]](
      { module, user_id: userId, request_id: requestId, metadata: redact(withoutGaps(metadata ?? {})) },
      redactText(message),
    )
  return { filePath: opened?.path ?? null, logger, close: async () => opened?.close() }
}

function withoutGaps(metadata: { readonly [name: string]: Json | undefined }): Json {
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

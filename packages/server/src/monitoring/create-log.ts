import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { isTabricateError, type Json } from '@tabricate/core'
import { multistream, pino } from 'pino'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'
import { lockDirectory } from '../database/embedded/directory-lock.ts'
import type { Logger, LogLevel } from '../logger.ts'
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

export interface LogFile {
  /** Where another process has the file, a number is put before its extension: one writer a file. */
  readonly path: string
  readonly rotationSizeMb: number
  /** Older files that are kept. */
  readonly backupCount: number
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

/** The platform's log as lines of JSON, without secrets. */
export async function createLog({ level, stream, file, now }: LogOptions): Promise<Log> {
  const opened = file === null ? null : await openFile(file)
  const streams = [stream, ...(opened === null ? [] : [opened.stream])].map((each) => ({
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
  return {
    filePath: opened?.path ?? null,
    logger({ level: entryLevel, module, message, userId, requestId, metadata }) {
      lines[levels[entryLevel]](
        { module, user_id: userId, request_id: requestId, metadata: redact(withoutGaps(metadata ?? {})) },
        redactText(message),
      )
    },
    async close() {
      if (opened === null) return
      opened.stream.end()
      await once(opened.stream, 'finish')
      await opened.unlock()
    },
  }
}

function withoutGaps(metadata: { readonly [name: string]: Json | undefined }): Json {
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )
}

interface OpenedFile {
  readonly path: string
  readonly stream: RotatingFileStream
  readonly unlock: () => Promise<void>
}

async function openFile({ path, rotationSizeMb, backupCount }: LogFile): Promise<OpenedFile> {
  await mkdir(dirname(path), { recursive: true })
  const extension = extname(path)
  for (let number = 0; ; number++) {
    const candidate =
      number === 0 ? path : `${path.slice(0, path.length - extension.length)}.${number}${extension}`
    const unlock = await claim(candidate)
    if (unlock === null) continue
    const name = basename(candidate)
    const stream = createStream((index) => (typeof index === 'number' ? `${name}.${index}` : name), {
      path: dirname(candidate),
      size: `${rotationSizeMb}M`,
      rotate: backupCount,
    })
    return { path: candidate, stream, unlock }
  }
}

/** Null when a live process has the file. */
async function claim(path: string): Promise<(() => Promise<void>) | null> {
  try {
    return await lockDirectory(join(dirname(path), `.${basename(path)}.lock`))
  } catch (error) {
    if (isTabricateError(error, 'FILE_EXISTS')) return null
    throw error
  }
}

import type { Json } from '@tabricate/core'

export type LogLevel = 'DEBUG' | 'INFO' | 'WARNING' | 'ERROR'

/** One event of a log. */
export interface LogEntry {
  readonly level: LogLevel
  /** The part of the platform that it comes from, as `generation_service`. */
  readonly module: string
  readonly message: string
  readonly userId?: number
  readonly requestId?: string
  readonly metadata?: { readonly [name: string]: Json | undefined }
}

/** Takes the platform's log. A host gives its own; the library prints nothing. */
export type Logger = (entry: LogEntry) => void

export const silent: Logger = () => undefined

/** What an error says, for a log: never for an answer. */
export function describeError(error: unknown): { readonly error: string } {
  return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}

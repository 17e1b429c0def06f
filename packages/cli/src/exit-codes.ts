import { type ErrorCode, isTabricateError } from '@tabricate/core'
import { OutputClosed } from './io.ts'

/** What a process can end with. Documented in `tabricate --help` and the README. */
export const exitCodes = {
  done: 0,
  defect: 1,
  usage: 2,
  data: 3,
  files: 4,
  modelFile: 5,
  impossible: 6,
  belowThreshold: 7,
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]

const byErrorCode: { readonly [code in ErrorCode]: ExitCode } = {
  INVALID_OPTIONS: exitCodes.usage,
  CONDITION_INVALID: exitCodes.usage,
  CONSTRAINT_INVALID: exitCodes.usage,
  INVALID_SCHEMA: exitCodes.data,
  INVALID_TABLE: exitCodes.data,
  CONSTRAINT_VIOLATED: exitCodes.data,
  PARSE_FAILED: exitCodes.data,
  UNSUPPORTED_FORMAT: exitCodes.data,
  FILE_NOT_FOUND: exitCodes.files,
  FILE_EXISTS: exitCodes.files,
  MODEL_UNKNOWN: exitCodes.modelFile,
  MODEL_STATE_INVALID: exitCodes.modelFile,
  MODEL_FILE_CORRUPT: exitCodes.modelFile,
  MODEL_FILE_NEWER: exitCodes.modelFile,
  CONSTRAINT_REQUIRED: exitCodes.modelFile,
  CONDITION_UNREACHABLE: exitCodes.impossible,
  RUNTIME_UNAVAILABLE: exitCodes.impossible,
  TRAINING_DIVERGED: exitCodes.impossible,
  MEMORY_LIMIT: exitCodes.impossible,
  ABORTED: exitCodes.interrupted,
  DEFECT: exitCodes.defect,
}

/** The exit code for whatever a command threw. `reason` is that of the command's signal. */
export function exitCodeOf(error: unknown, reason: unknown): ExitCode {
  if (error instanceof OutputClosed) return exitCodes.done
  if (isTabricateError(error)) {
    const code = byErrorCode[error.code]
    return code === exitCodes.interrupted && reason === 'SIGTERM' ? exitCodes.terminated : code
  }
  return isSystemError(error) ? exitCodes.files : exitCodes.defect
}

/** An error of the operating system: no permission, no space left, a folder where a file was meant … */
export function isSystemError(error: unknown): error is Error {
  return error instanceof Error && 'syscall' in error && 'code' in error
}

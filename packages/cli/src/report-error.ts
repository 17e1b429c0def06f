import { isTabricateError } from '@tabricate/core'
import { isSystemError } from './exit-codes.ts'
import { OutputClosed, type OutputStream, writeLine } from './io.ts'
import { printable } from './text-table.ts'

/** Says on `stderr` what went wrong: for people, or as one line of JSON. */
export async function reportError(error: unknown, stderr: OutputStream, json: boolean): Promise<void> {
  if (error instanceof OutputClosed) return
  const { code, message, issues } = describe(error)
  await writeLine(
    stderr,
    json ? JSON.stringify({ error: { code, message, issues } }) : `tabricate: ${printable(message, '\n')}`,
  )
}

function describe(error: unknown) {
  if (isTabricateError(error)) return { code: error.code, message: error.message, issues: error.issues }
  if (isSystemError(error)) return { code: 'FILE_SYSTEM', message: error.message, issues: [] }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return {
    code: 'DEFECT',
    message: `This is a defect of Tabricate, please report it.\n${detail}`,
    issues: [],
  }
}

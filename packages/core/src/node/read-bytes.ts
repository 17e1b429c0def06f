import { readFile } from 'node:fs/promises'
import { TabricateError } from '../errors.ts'

/** A whole file. @param what what it should be, for the error's text @throws TabricateError `FILE_NOT_FOUND` */
export async function readBytes(path: string, what: string): Promise<Uint8Array> {
  try {
    return await readFile(path)
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw missing
      ? new TabricateError('FILE_NOT_FOUND', `There is no ${what} "${path}".`, { cause: error })
      : error
  }
}

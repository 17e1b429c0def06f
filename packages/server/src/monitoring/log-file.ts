import { once } from 'node:events'
import { mkdir } from 'node:fs/promises'
import { basename, dirname, extname, join } from 'node:path'
import { isTabricateError } from '@tabricate/core'
import { createStream, type RotatingFileStream } from 'rotating-file-stream'
import { lockDirectory } from '../database/embedded/directory-lock.ts'

export interface LogFile {
  /** Where another process has the file, a number is put before its extension: one writer a file. */
  readonly path: string
  readonly rotationSizeMb: number
  /** Older files that are kept. */
  readonly backupCount: number
}

interface OpenLogFile {
  readonly path: string
  /** Lines are lost while the file cannot be written. */
  write(line: string): void
  close(): Promise<void>
}

/** A file that could not be written is tried again after so long. */
const retryMs = 60_000

/** Opens a file for this process alone. A full disk, say, is told to `complain`, and ends neither the process nor the file for ever. */
export async function openLogFile(
  file: LogFile,
  now: () => Date,
  complain: (error: Error) => void,
): Promise<OpenLogFile> {
  const { path, unlock } = await claimFree(file.path)
  let brokenAt = 0
  let stream: RotatingFileStream | null = open()

  function open(): RotatingFileStream {
    const name = basename(path)
    const opened = createStream((index) => (typeof index === 'number' ? `${name}.${index}` : name), {
      path: dirname(path),
      size: `${file.rotationSizeMb}M`,
      rotate: file.backupCount,
    })
    opened.on('error', (error) => {
      if (stream !== opened) return
      stream = null
      brokenAt = now().getTime()
      complain(error)
    })
    return opened
  }

  return {
    path,
    write(line) {
      if (stream === null && now().getTime() - brokenAt >= retryMs) stream = open()
      stream?.write(line)
    },
    async close() {
      const last = stream
      if (last !== null) {
        last.end()
        // A file that cannot be written to its end has been told of.
        await once(last, 'finish').catch(() => undefined)
      }
      await unlock()
    },
  }
}

/** The file, or the first of its numbered ones that no live process has. */
async function claimFree(
  path: string,
): Promise<{ readonly path: string; readonly unlock: () => Promise<void> }> {
  await mkdir(dirname(path), { recursive: true })
  const extension = extname(path)
  for (let number = 0; ; number++) {
    const candidate =
      number === 0 ? path : `${path.slice(0, path.length - extension.length)}.${number}${extension}`
    const unlock = await claim(candidate)
    if (unlock !== null) return { path: candidate, unlock }
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

import { randomUUID } from 'node:crypto'
import { link, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { TabricateError, throwIfAborted } from '../errors.ts'

export interface WriteFileOptions {
  /** Replace a file that is there. Default false. */
  readonly force?: boolean
  readonly signal?: AbortSignal
}

/**
 * Writes texts and bytes, one after the other, to a file that appears under its name only when it is complete: they go to
 * a hidden file beside it first.
 * @throws TabricateError `FILE_EXISTS` unless `force`, `FILE_NOT_FOUND` when the folder does not exist, `ABORTED`
 */
export async function writeFileAtomically(
  path: string,
  parts: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  options: WriteFileOptions = {},
): Promise<void> {
  const { force = false, signal } = options
  await checkWritable(path, { force })
  throwIfAborted(signal)
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID()}.part`)
  const file = await open(temporary, 'wx')
  try {
    try {
      for await (const part of parts) {
        throwIfAborted(signal)
        await file.writeFile(part)
      }
      await file.sync()
    } finally {
      await file.close()
    }
    throwIfAborted(signal)
    if (force) await rename(temporary, path)
    else await linkNew(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}

/**
 * Whether a file could be written, before the work is begun whose result would be lost.
 * @throws TabricateError `FILE_EXISTS` unless `force`, and for a folder always; `FILE_NOT_FOUND` when the folder of the file does not exist
 */
export async function checkWritable(path: string, { force = false }: WriteFileOptions = {}): Promise<void> {
  const folder = dirname(path)
  if ((await kindOf(folder)) !== 'folder') {
    throw new TabricateError('FILE_NOT_FOUND', `The folder "${folder}" does not exist. Make it first.`)
  }
  const kind = await kindOf(path)
  if (kind === 'folder') {
    throw new TabricateError('FILE_EXISTS', `"${path}" is a folder. Name a file in it.`)
  }
  if (kind === 'file' && !force) throw existsError(path)
}

/** A link, unlike a rename, fails when the name was taken meanwhile. */
async function linkNew(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path)
  } catch (cause) {
    if ((await kindOf(path)) !== null) throw existsError(path)
    if (!hasNoLinks(cause)) throw cause
    await rename(temporary, path)
  }
}

/** Some file systems have no links. */
function hasNoLinks(error: unknown): boolean {
  const codes: readonly unknown[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']
  return error instanceof Error && 'code' in error && codes.includes(error.code)
}

async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  return stat(path).then(
    (found) => (found.isDirectory() ? 'folder' : 'file'),
    () => null,
  )
}

function existsError(path: string): TabricateError {
  return new TabricateError(
    'FILE_EXISTS',
    `"${path}" exists already. Choose another name, or replace it with force.`,
  )
}

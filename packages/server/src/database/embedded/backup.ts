import { TabricateError } from '@tabricate/core'
import { openDatabase } from '../open-database.ts'
import { requestBackup } from './backup-socket.ts'

/**
 * The embedded database in `directory` as a gzipped tar file of its data folder; also while a server on this machine holds it, which
 * gives it then.
 * @throws TabricateError `FILE_EXISTS` when a process holds it that gives none, `RUNTIME_UNAVAILABLE`
 */
export async function backUpEmbedded(directory: string): Promise<Uint8Array> {
  const given = await requestBackup(directory)
  if (given !== null) return given
  const database = await openDatabase({ directory })
  try {
    const dump = await database.dump()
    if (dump === null) throw new TabricateError('DEFECT', 'An embedded database gave no backup.')
    return dump
  } finally {
    await database.close()
  }
}

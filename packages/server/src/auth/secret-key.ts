import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** The secret in a folder, made when there is none: for development, where nobody gives one. */
export async function secretKeyIn(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true })
  const path = join(directory, 'secret-key')
  const mine = `${path}.${randomBytes(8).toString('hex')}`
  await writeFile(mine, randomBytes(48).toString('base64url'), { mode: 0o600 })
  try {
    // The first of several processes wins; the others read what it wrote.
    await link(mine, path).catch((error: unknown) => {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    })
  } finally {
    await rm(mine, { force: true })
  }
  return (await readFile(path, 'utf8')).trim()
}

import { createHash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { TabricateError } from '@tabricate/core'
import yauzl from 'yauzl'
import type { FoundFile } from './manifest.ts'

/** An archive's manifest and its signature, and what else is in it. */
export interface ReadArchive {
  readonly manifest: Buffer
  readonly signature: Buffer
  readonly files: readonly FoundFile[]
}

/** Manifests are short: what is longer is none. */
const maxManifestBytes = 2 ** 20

const ownNames = ['manifest.json', 'manifest.sig'] as const

/**
 * Reads an archive part by part: a result of any size takes little memory.
 * @throws TabricateError `PARSE_FAILED`
 */
export async function readArchive(path: string): Promise<ReadArchive> {
  const own = new Map<string, Buffer>()
  const files: FoundFile[] = []
  try {
    const zip = await yauzl.openPromise(path)
    for await (const entry of zip.eachEntry()) {
      const body = await zip.openReadStreamPromise(entry)
      const isOwn = ownNames.some((name) => name === entry.fileName) && !own.has(entry.fileName)
      if (isOwn) own.set(entry.fileName, await readShort(body))
      else files.push({ name: entry.fileName, ...(await hash(body)) })
    }
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error
    if (error instanceof TabricateError) throw error
    throw new TabricateError('PARSE_FAILED', `${path} is not a sound ZIP archive.`, { cause: error })
  }
  const [manifest, signature] = ownNames.map((name) => own.get(name))
  if (manifest === undefined || signature === undefined)
    throw new TabricateError(
      'PARSE_FAILED',
      `${path} holds no manifest.json with a manifest.sig: results have them that were asked for with include_metadata. For others give --manifest.`,
    )
  return { manifest, signature: Buffer.from(signature.toString('utf8'), 'base64'), files }
}

async function readShort(body: Readable): Promise<Buffer> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of body) {
    if (!Buffer.isBuffer(part)) continue
    size += part.length
    if (size > maxManifestBytes)
      throw new TabricateError('PARSE_FAILED', 'The manifest is too long to be one.')
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** Hash, in hexadecimal, and size of what a stream gives. */
export async function hash(body: Readable): Promise<{ readonly sha256: string; readonly sizeBytes: number }> {
  const sum = createHash('sha256')
  let sizeBytes = 0
  for await (const part of body) {
    if (!Buffer.isBuffer(part)) continue
    sum.update(part)
    sizeBytes += part.length
  }
  return { sha256: sum.digest('hex'), sizeBytes }
}

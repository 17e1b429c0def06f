import { open } from 'node:fs/promises'
import type { RandomAccess } from '../format/random-access.ts'

/** A file to read from any place, until it is closed. */
export interface RandomFile {
  readonly file: RandomAccess
  close(): Promise<void>
}

export async function openRandomFile(path: string): Promise<RandomFile> {
  const handle = await open(path)
  const { size } = await handle.stat()
  const file: RandomAccess = {
    byteLength: size,
    async slice(start, end = size) {
      const bytes = new Uint8Array(Math.max(0, Math.min(end, size) - start))
      for (let at = 0; at < bytes.length; ) {
        const { bytesRead } = await handle.read(bytes, at, bytes.length - at, start + at)
        if (bytesRead === 0) return bytes.buffer.slice(0, at)
        at += bytesRead
      }
      return bytes.buffer
    },
  }
  return { file, close: () => handle.close() }
}

/** Gives `use` a file to read from any place, and closes it afterwards. */
export async function withRandomAccess<T>(path: string, use: (file: RandomAccess) => Promise<T>): Promise<T> {
  const { file, close } = await openRandomFile(path)
  try {
    return await use(file)
  } finally {
    await close()
  }
}

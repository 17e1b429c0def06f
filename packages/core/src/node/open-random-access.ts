import { open } from 'node:fs/promises'
import type { RandomAccess } from '../format/random-access.ts'

/** Gives `use` a file to read from any place, and closes it afterwards. */
export async function withRandomAccess<T>(path: string, use: (file: RandomAccess) => Promise<T>): Promise<T> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    return await use({
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
    })
  } finally {
    await handle.close()
  }
}

import { open } from 'node:fs/promises'
import type { FileType } from '../settings/settings-schema.ts'

/** A file type with the format that core reads it as. */
export interface DetectedType {
  readonly type: FileType
  readonly format: 'csv' | 'json' | 'xlsx' | 'parquet'
}

const sampleBytes = 4096

/**
 * What a file is, by its content; its name says nothing. Parquet begins and ends with `PAR1`, XLSX is a ZIP file, JSON begins with a
 * bracket or brace; any other text is separated values. `null` for what is none of these.
 */
export async function detectFileType(path: string): Promise<DetectedType | null> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const start = Buffer.alloc(Math.min(sampleBytes, size))
    await file.read(start, 0, start.length, 0)
    if (start.subarray(0, 4).toString('latin1') === 'PAR1') {
      const end = Buffer.alloc(4)
      await file.read(end, 0, 4, Math.max(0, size - 4))
      return end.toString('latin1') === 'PAR1' ? { type: 'parquet', format: 'parquet' } : null
    }
    if (start.subarray(0, 4).equals(zipStart)) return { type: 'xlsx', format: 'xlsx' }
    if (!isText(start)) return null
    const first = start
      .toString('utf8')
      .replace(/^\ufeff/, '')
      .trimStart()
      .charAt(0)
    return first === '[' || first === '{' ? { type: 'json', format: 'json' } : { type: 'csv', format: 'csv' }
  } finally {
    await file.close()
  }
}

const zipStart = Buffer.from([0x50, 0x4b, 0x03, 0x04])

/** Without control characters, except line ends and tabs. UTF-16 has zero bytes at every other place. */
function isText(bytes: Buffer): boolean {
  if (bytes.length === 0) return true
  const isWide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  const zeros = bytes.reduce((count, byte) => (byte === 0 ? count + 1 : count), 0)
  if (zeros > 0) return isWide || zeros > bytes.length / 4
  return bytes.every((byte) => byte >= 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d)
}

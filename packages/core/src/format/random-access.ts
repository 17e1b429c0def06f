import { type Source, sourceParts } from './text-source.ts'

/** Bytes that can be read from any place, as of a file on disk. */
export interface RandomAccess {
  readonly byteLength: number
  /** The bytes from `start` up to, not including, `end` (default: the end). */
  slice(start: number, end?: number): Promise<ArrayBuffer> | ArrayBuffer
}

/** Where formats that are not read from front to back take their bytes from. Streams are collected in memory. */
export type FileSource = Source | RandomAccess

export async function openRandomAccess(source: FileSource): Promise<RandomAccess> {
  if (isRandomAccess(source)) return source
  if (source instanceof Blob) {
    return { byteLength: source.size, slice: (start, end) => source.slice(start, end).arrayBuffer() }
  }
  const bytes = await allBytes(source)
  return {
    byteLength: bytes.byteLength,
    slice: (start, end) => bytes.slice(start, end).buffer,
  }
}

/** All bytes of a source, at once. */
export async function allBytes(source: FileSource): Promise<Uint8Array<ArrayBuffer>> {
  if (isRandomAccess(source)) return new Uint8Array(await source.slice(0, source.byteLength))
  const parts: Uint8Array[] = []
  const encoder = new TextEncoder()
  let length = 0
  for await (const part of sourceParts(source)) {
    const bytes = typeof part === 'string' ? encoder.encode(part) : part
    parts.push(bytes)
    length += bytes.length
  }
  const all = new Uint8Array(length)
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

export function isRandomAccess(source: FileSource): source is RandomAccess {
  if (typeof source === 'string' || source instanceof ArrayBuffer || source instanceof Uint8Array)
    return false
  return 'byteLength' in source
}

/** Whether a source can be read more than once: a stream cannot. */
export function isRepeatable(source: FileSource): boolean {
  return (
    typeof source === 'string' ||
    source instanceof ArrayBuffer ||
    source instanceof Uint8Array ||
    source instanceof Blob ||
    isRandomAccess(source)
  )
}

const partSize = 1 << 20

/** A source to be read from front to back. */
export function plainSource(source: FileSource): Source {
  return isRandomAccess(source) ? partsOf(source) : source
}

async function* partsOf(file: RandomAccess): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.byteLength; at += partSize) {
    yield new Uint8Array(await file.slice(at, Math.min(at + partSize, file.byteLength)))
  }
}

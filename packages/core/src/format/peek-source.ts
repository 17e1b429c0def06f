import { type FileSource, isRandomAccess } from './random-access.ts'
import { sniffedBytes } from './sniff-content.ts'
import { sourceParts } from './text-source.ts'

/** The first bytes of a source, and a source that still has all of them. */
export interface PeekedSource {
  /** Up to {@link sniffedBytes}; text in UTF-8. */
  readonly start: Uint8Array
  readonly source: FileSource
}

/** Looks at the beginning of a source. A stream is read as far as needed and goes on in the source that is given back. */
export async function peekSource(source: FileSource): Promise<PeekedSource> {
  if (isRandomAccess(source)) {
    const end = Math.min(source.byteLength, sniffedBytes)
    return { start: new Uint8Array(await source.slice(0, end)), source }
  }
  if (source instanceof Blob) {
    return { start: new Uint8Array(await source.slice(0, sniffedBytes).arrayBuffer()), source }
  }
  const encoder = new TextEncoder()
  if (typeof source === 'string') return { start: encoder.encode(source.slice(0, sniffedBytes)), source }
  if (source instanceof Uint8Array) return { start: source.subarray(0, sniffedBytes), source }
  if (source instanceof ArrayBuffer) {
    return { start: new Uint8Array(source, 0, Math.min(source.byteLength, sniffedBytes)), source }
  }
  const parts = sourceParts(source)
  const read: (Uint8Array | string)[] = []
  const start = new Uint8Array(sniffedBytes)
  let length = 0
  while (length < sniffedBytes) {
    const next = await parts.next()
    if (next.done === true) break
    read.push(next.value)
    const bytes = typeof next.value === 'string' ? encoder.encode(next.value) : next.value
    start.set(bytes.subarray(0, sniffedBytes - length), length)
    length = Math.min(sniffedBytes, length + bytes.length)
  }
  return { start: start.subarray(0, length), source: chain(read, parts) }
}

async function* chain<T>(first: readonly T[], rest: AsyncGenerator<T>): AsyncGenerator<T> {
  try {
    yield* first
    yield* rest
  } finally {
    // Left early, before the rest was asked for, the source must be closed all the same.
    await rest.return(undefined)
  }
}

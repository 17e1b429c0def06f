import { TabricateError } from '../errors.ts'

/** Where a reader takes bytes or text from: all of it at once, or a stream of parts. */
export type Source =
  | string
  | Uint8Array
  | ArrayBuffer
  | Blob
  | ReadableStream<Uint8Array | string>
  | AsyncIterable<Uint8Array | string>

/** Large inputs are worked on in parts of this size, in bytes or characters. */
const partSize = 1 << 20

/** The parts of a source, each of about a megabyte at most when the source is in memory. */
export async function* sourceParts(source: Source): AsyncGenerator<Uint8Array | string> {
  if (typeof source === 'string') {
    for (let at = 0; at < source.length; at += partSize) yield source.slice(at, at + partSize)
  } else if (source instanceof Uint8Array || source instanceof ArrayBuffer) {
    const bytes = source instanceof Uint8Array ? source : new Uint8Array(source)
    for (let at = 0; at < bytes.length; at += partSize) yield bytes.subarray(at, at + partSize)
  } else if (source instanceof Blob) yield* streamParts(source.stream())
  else if (Symbol.asyncIterator in source) yield* source
  else yield* streamParts(source)
}

/** Not every browser can iterate a stream. */
async function* streamParts<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield value
    }
  } finally {
    await reader.cancel()
  }
}

/** Text encodings a file may have, as the Encoding Standard labels them. */
export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'

/**
 * The text of a source, without a byte-order mark. Without `encoding`, a byte-order mark decides, then the zero bytes of
 * UTF-16; else the text is UTF-8, or Windows-1252 when the first byte that is not ASCII is no UTF-8.
 * @throws TabricateError `PARSE_FAILED` when bytes are not of the encoding
 */
export async function* sourceText(source: Source, encoding?: TextEncodingName): AsyncGenerator<string> {
  let decoder: PartDecoder | null = null
  let isFirst = true
  const read = (part: Uint8Array | string, isLast: boolean) => {
    if (typeof part === 'string') return part
    decoder ??= createPartDecoder(encoding ?? markedEncodingOf(part))
    return decoder(part, isLast)
  }
  for await (const part of sourceParts(source)) {
    let text = read(part, false)
    if (text === '') continue
    if (isFirst && text.charCodeAt(0) === byteOrderMark) text = text.slice(1)
    isFirst = false
    yield text
  }
  if (decoder !== null) yield read(new Uint8Array(0), true)
}

const byteOrderMark = 0xfeff

/** UTF-16, where bytes show it. */
function markedEncodingOf(start: Uint8Array): TextEncodingName | undefined {
  const encoding = encodingOf(start)
  return encoding === 'utf-8' ? undefined : encoding
}

/** The text at the beginning of a file, for a look at it: bytes of no encoding, and a last character that is cut, are replaced. */
export function startText(start: Uint8Array): string {
  return new TextDecoder(encodingOf(start)).decode(start)
}

/** Decodes part after part; a character may begin in one and end in the next. */
type PartDecoder = (part: Uint8Array, isLast: boolean) => string

function encodingOf(start: Uint8Array): TextEncodingName {
  const [first, second] = start
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  let evenZeros = 0
  let oddZeros = 0
  const length = Math.min(start.length, 256)
  for (let i = 0; i < length; i++) if (start[i] === 0) i % 2 === 0 ? evenZeros++ : oddZeros++
  if (oddZeros > length / 4 && evenZeros === 0) return 'utf-16le'
  if (evenZeros > length / 4 && oddZeros === 0) return 'utf-16be'
  return 'utf-8'
}

/** @param encoding undefined: UTF-8, or Windows-1252 */
function createPartDecoder(encoding: TextEncodingName | undefined): PartDecoder {
  return encoding === undefined ? createUtf8Decoder() : createStrictDecoder(encoding)
}

function createStrictDecoder(encoding: TextEncodingName): PartDecoder {
  const decoder = new TextDecoder(encoding, { fatal: true, ignoreBOM: true })
  let lines = 1
  return (part, isLast) => {
    try {
      const text = decoder.decode(part, { stream: !isLast })
      lines += text.split('\n').length - 1
      return text
    } catch (cause) {
      throw new TabricateError(
        'PARSE_FAILED',
        `The file is not valid ${encoding} text, in line ${lines + linesBefore(part, encoding)} or the next. Name its real encoding, or save it as UTF-8.`,
        { cause },
      )
    }
  }
}

/** Line ends before the first bytes that are not of the encoding. */
function linesBefore(part: Uint8Array, encoding: TextEncodingName): number {
  const step = encoding.startsWith('utf-16') ? 2 : 1
  const place = encoding === 'utf-16be' ? 1 : 0
  const decoder = new TextDecoder(encoding, { fatal: true })
  let lines = 0
  let from = 0
  for (let at = 0; at + step <= part.length; at += step) {
    if (part[at + place] !== 10 || (step === 2 && part[at + 1 - place] !== 0)) continue
    try {
      decoder.decode(part.subarray(from, at + step))
    } catch {
      return lines
    }
    lines++
    from = at + step
  }
  return lines
}

function createUtf8Decoder(): PartDecoder {
  const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  const windows = new TextDecoder('windows-1252')
  let tail = new Uint8Array(0)
  let isAscii = true
  let isWindows = false
  return (part, isLast) => {
    const bytes = tail.length === 0 ? part : joined(tail, part)
    const end = isLast ? bytes.length : completeLength(bytes)
    tail = bytes.slice(end)
    const complete = bytes.subarray(0, end)
    if (isWindows) return windows.decode(complete)
    try {
      const text = utf8.decode(complete)
      if (isAscii && text.length < complete.length) isAscii = false
      return text
    } catch (cause) {
      if (!isAscii) {
        const message =
          'The file is neither UTF-8 nor Windows-1252 text throughout: some of its special characters are valid UTF-8, others are not. Save it as UTF-8, or name its encoding.'
        throw new TabricateError('PARSE_FAILED', message, { cause })
      }
      isWindows = true
      return windows.decode(complete)
    }
  }
}

/** How many bytes of `bytes` end with a whole UTF-8 character. */
function completeLength(bytes: Uint8Array): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return bytes.length
    if (byte >= 0xc0) {
      const needed = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
      return needed > back ? bytes.length - back : bytes.length
    }
  }
  return bytes.length
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(first.length + second.length)
  bytes.set(first)
  bytes.set(second, first.length)
  return bytes
}

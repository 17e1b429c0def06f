/** Places and sizes in ZIP files: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const endOfCentral = 0x06054b50
const localLength = 30
const centralLength = 46
const endLength = 22
const maxComment = 0xffff

/** One file within a ZIP file. */
export interface ZipEntry {
  readonly name: string
  /** As it is packed. */
  readonly packed: Uint8Array<ArrayBuffer>
  readonly method: number
  /** Checksum and size when it is unpacked, as the file states them. */
  readonly crc: number
  readonly size: number
}

/** The entries that a ZIP file lists. @throws Error that says what is wrong */
export function zipEntries(bytes: Uint8Array<ArrayBuffer>): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  if (view.getUint32(0, true) !== localHeader) throw new Error('it does not begin as a ZIP file')
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  return Array.from({ length: count }, () => {
    if (at + centralLength > view.byteLength || view.getUint32(at, true) !== centralHeader)
      throw new Error('its list of contents is damaged')
    const nameLength = view.getUint16(at + 28, true)
    const entry: ZipEntry = {
      name: new TextDecoder().decode(bytes.subarray(at + centralLength, at + centralLength + nameLength)),
      packed: packedBytes(bytes, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true)),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      size: view.getUint32(at + 24, true),
    }
    at += centralLength + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
    return entry
  })
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - endLength - maxComment)
  for (let at = view.byteLength - endLength; at >= first; at--) {
    if (view.getUint32(at, true) === endOfCentral) return at
  }
  throw new Error('it has no list of contents')
}

function packedBytes(
  bytes: Uint8Array<ArrayBuffer>,
  view: DataView,
  at: number,
  length: number,
): Uint8Array<ArrayBuffer> {
  if (at + localLength > view.byteLength || view.getUint32(at, true) !== localHeader)
    throw new Error('an entry is damaged')
  const start = at + localLength + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + length > bytes.length) throw new Error('an entry ends outside the file')
  return bytes.subarray(start, start + length)
}

/** The bytes of an entry, in parts as they are unpacked. @throws Error when they are damaged */
export async function* unpackedParts({ packed, method }: ZipEntry): AsyncGenerator<Uint8Array> {
  if (method === 0) {
    yield packed
    return
  }
  if (method !== 8) throw new Error('it is packed by an unknown method')
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
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

/** A ZIP file of these entries, packed as they are. */
export function zipOf(entries: readonly ZipEntry[]): Uint8Array<ArrayBuffer> {
  const names = entries.map(({ name }) => new TextEncoder().encode(name))
  const sum = (each: (entry: ZipEntry, index: number) => number) =>
    entries.reduce((total, entry, index) => total + each(entry, index), 0)
  const nameLength = (index: number) => names[index]?.length ?? 0
  const centralAt = sum(({ packed }, index) => localLength + nameLength(index) + packed.length)
  const centralSize = sum((_, index) => centralLength + nameLength(index))
  const bytes = new Uint8Array(centralAt + centralSize + endLength)
  const view = new DataView(bytes.buffer)
  let at = 0
  let central = centralAt
  for (const [index, entry] of entries.entries()) {
    const name = names[index] ?? new Uint8Array(0)
    view.setUint32(central, centralHeader, true)
    view.setUint16(central + 4, 20, true)
    writeEntry(view, central + 6, entry, name.length)
    view.setUint32(central + 42, at, true)
    bytes.set(name, central + centralLength)
    central += centralLength + name.length
    view.setUint32(at, localHeader, true)
    writeEntry(view, at + 4, entry, name.length)
    bytes.set(name, at + localLength)
    bytes.set(entry.packed, at + localLength + name.length)
    at += localLength + name.length + entry.packed.length
  }
  view.setUint32(central, endOfCentral, true)
  view.setUint16(central + 8, entries.length, true)
  view.setUint16(central + 10, entries.length, true)
  view.setUint32(central + 12, centralSize, true)
  view.setUint32(central + 16, centralAt, true)
  return bytes
}

/** What both headers of an entry have in common, from the version needed to the length of the name. */
function writeEntry(
  view: DataView,
  at: number,
  { packed, method, crc, size }: ZipEntry,
  nameLength: number,
): void {
  view.setUint16(at, 20, true)
  view.setUint16(at + 4, method, true)
  view.setUint32(at + 10, crc, true)
  view.setUint32(at + 14, packed.length, true)
  view.setUint32(at + 18, size, true)
  view.setUint16(at + 22, nameLength, true)
}

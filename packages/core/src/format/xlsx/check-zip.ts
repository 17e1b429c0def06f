/** Places and sizes in ZIP files: PKWARE, APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16. */
const localHeader = 0x04034b50
const centralHeader = 0x02014b50
const endOfCentral = 0x06054b50
const endLength = 22
const maxComment = 0xffff

/**
 * Unpacks every entry of a ZIP file and throws the bytes away, to see what it comes to before a reader keeps them: sizes that a
 * file states of itself may be lies.
 * @throws Error that says what is wrong: no ZIP file, damaged, or more than `maxBytes` when it is unpacked
 */
export async function checkZip(bytes: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  let total = 0
  for (let entry = 0; entry < count; entry++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== centralHeader)
      throw new Error('its list of contents is damaged')
    const method = view.getUint16(at + 10, true)
    const packed = entryBytes(bytes, view, view.getUint32(at + 42, true), view.getUint32(at + 20, true))
    if (method === 0) total += packed.length
    else if (method === 8) total += await inflatedLength(packed, maxBytes - total)
    else throw new Error('it is packed by an unknown method')
    if (total > maxBytes) throw new Error(`it has more than ${maxBytes} bytes when it is unpacked`)
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
}

function findEnd(view: DataView): number {
  const first = Math.max(0, view.byteLength - endLength - maxComment)
  for (let at = view.byteLength - endLength; at >= first; at--) {
    if (view.getUint32(at, true) === endOfCentral) return at
  }
  throw new Error('it has no list of contents')
}

function entryBytes(
  bytes: Uint8Array<ArrayBuffer>,
  view: DataView,
  at: number,
  length: number,
): Uint8Array<ArrayBuffer> {
  if (at + 30 > view.byteLength || view.getUint32(at, true) !== localHeader)
    throw new Error('an entry is damaged')
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + length > bytes.length) throw new Error('an entry ends outside the file')
  return bytes.subarray(start, start + length)
}

/** Counts no further than just beyond `limit`. */
async function inflatedLength(packed: Uint8Array<ArrayBuffer>, limit: number): Promise<number> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw')).getReader()
  let length = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return length
    length += value.length
    if (length > limit) {
      await reader.cancel()
      return length
    }
  }
}

import { Zip, ZipDeflate } from 'fflate'

/** A file of a ZIP file: its text, piece by piece. */
export interface TextFile {
  readonly name: string
  readonly pieces: Iterable<string>
}

/** The first day that ZIP files know, so that the same texts give the same bytes. */
const modified = new Date(1980, 0, 1)

/** The bytes of a ZIP file of these texts, as they are packed: no text is held as a whole. */
export function* zipTexts(files: Iterable<TextFile>): Generator<Uint8Array> {
  const packed: Uint8Array[] = []
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error
    packed.push(bytes)
  })
  const encoder = new TextEncoder()
  for (const { name, pieces } of files) {
    const file = new ZipDeflate(name, { level: 6 })
    file.mtime = modified
    zip.add(file)
    for (const piece of pieces) {
      file.push(encoder.encode(piece))
      yield* packed.splice(0)
    }
    file.push(new Uint8Array(0), true)
    yield* packed.splice(0)
  }
  zip.end()
  yield* packed
}

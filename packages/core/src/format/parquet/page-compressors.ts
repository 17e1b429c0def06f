import type { CompressionCodec, Compressors } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'

/** The decompressors of pages. A page of nulls alone has no bytes, which the LZ4 of the library does not expect. */
export const pageCompressors: Compressors = Object.fromEntries(
  codecs(compressors).map(([codec, decompress]) => [
    codec,
    (input: Uint8Array, outputLength: number) =>
      outputLength === 0 ? new Uint8Array(0) : decompress(input, outputLength),
  ]),
)

type Decompressor = NonNullable<Compressors[CompressionCodec]>

function codecs(all: Compressors): [string, Decompressor][] {
  return Object.entries(all)
}

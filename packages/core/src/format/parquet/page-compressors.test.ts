import { expect, it } from 'vitest'
import { pageCompressors } from './page-compressors.ts'

it.each(Object.entries(pageCompressors))('%s unpacks a page without bytes', (_, decompress) => {
  // What LZ4 writes for nothing: a token of no literals.
  expect(decompress(Uint8Array.of(0), 0)).toEqual(new Uint8Array(0))
})

it('knows the codecs of Parquet', () => {
  expect(Object.keys(pageCompressors).toSorted()).toEqual([
    'BROTLI',
    'GZIP',
    'LZ4',
    'LZ4_RAW',
    'SNAPPY',
    'ZSTD',
  ])
})

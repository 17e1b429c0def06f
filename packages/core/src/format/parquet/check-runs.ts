/**
 * Notation
 *   level   1 where a value is present, 0 where it is null; a column that may have nulls begins its pages with one a value
 *   hybrid  runs of numbers of w bits: a header h (a varint), then, if h is even, one number that stands h / 2 times; if h is odd,
 *           (h >> 1) · 8 numbers side by side (Apache Parquet, "Encodings": RLE = 3)
 */

import type { CompressionCodec } from 'hyparquet'
import { decompressPage } from 'hyparquet/src/datapage.js'
import { deltaBinaryUnpack } from 'hyparquet/src/delta.js'
import { pageCompressors } from './page-compressors.ts'

/** A data page of a flat column, as its header describes it. */
export interface DataPage {
  readonly codec: CompressionCodec
  readonly isOptional: boolean
  readonly isBoolean: boolean
  readonly encoding: number
  readonly values: number
  readonly unpackedBytes: number
  /** Of version 2: levels stand before the packed part, with these sizes. */
  readonly levels: { readonly bytes: number; readonly nulls: number; readonly isPacked: boolean } | null
}

const plainDictionary = 2
const runLength = 3
const deltaByteArray = 7
const dictionary = 8

/** Of values that share beginnings, all together, in bytes. */
const maxDeltaBytes = 1 << 28
/** A run may be this much longer than what is left: the last group of a packed run is filled up. */
const padding = 512

/**
 * Walks over the runs within a page before it is decoded. The decoder trusts their lengths: a few bytes could make it repeat a number two
 * thousand million times.
 * @throws Error that says what is wrong
 */
export function checkRuns(page: DataPage, packed: Uint8Array): void {
  const { encoding, values, levels, isOptional, isBoolean } = page
  if (!isOptional && !hasRuns(encoding, isBoolean)) return
  if (levels !== null) {
    if (isOptional && levels.bytes > 0) walkHybrid(viewOf(packed), 0, 1, values)
    if (!hasRuns(encoding, isBoolean)) return
    const rest = packed.subarray(levels.bytes)
    const size = page.unpackedBytes - levels.bytes
    const unpacked = levels.isPacked ? decompressPage(rest, size, page.codec, pageCompressors) : rest
    checkValues(viewOf(unpacked), 0, encoding, isBoolean, values - levels.nulls)
    return
  }
  const view = viewOf(decompressPage(packed, page.unpackedBytes, page.codec, pageCompressors))
  let offset = 0
  let present = values
  if (isOptional) {
    const length = view.getUint32(0, true)
    present = walkHybrid(view, 4, 1, values)
    offset = 4 + length
  }
  checkValues(view, offset, encoding, isBoolean, present)
}

/** Whether values themselves can take more room than their bytes. */
function hasRuns(encoding: number, isBoolean: boolean): boolean {
  return (
    encoding === plainDictionary ||
    encoding === dictionary ||
    encoding === deltaByteArray ||
    (encoding === runLength && isBoolean)
  )
}

function checkValues(
  view: DataView<ArrayBufferLike>,
  offset: number,
  encoding: number,
  isBoolean: boolean,
  count: number,
): void {
  if (encoding === deltaByteArray) checkPrefixes(view, offset, count)
  else if (encoding === runLength && isBoolean) walkHybrid(view, offset + 4, 1, count)
  else if ((encoding === plainDictionary || encoding === dictionary) && count > 0) {
    walkHybrid(view, offset + 1, view.getUint8(offset), count)
  }
}

/** Checks the runs of `count` numbers of `width` bits; gives how many are not 0, where the width is 1. */
function walkHybrid(view: DataView<ArrayBufferLike>, start: number, width: number, count: number): number {
  const bytes = (width + 7) >> 3
  let offset = start
  let seen = 0
  let ones = 0
  while (seen < count) {
    let header = 0
    for (let shift = 0; ; shift += 7) {
      const byte = view.getUint8(offset++)
      header += (byte & 127) * 2 ** shift
      if (byte < 128) break
      if (shift > 28) throw new Error('a run has an impossible length')
    }
    const isPacked = header % 2 === 1
    const length = isPacked ? ((header - 1) / 2) * 8 : header / 2
    if (length > count - seen + padding) throw new Error('a run is longer than its page')
    if (!isPacked) {
      if (width === 1 && view.getUint8(offset) !== 0) ones += Math.min(length, count - seen)
      offset += bytes
    } else {
      if (width === 1) ones += countOnes(view, offset, Math.min(length, count - seen))
      offset += (length / 8) * width
    }
    seen += length
  }
  return ones
}

function countOnes(view: DataView<ArrayBufferLike>, offset: number, bits: number): number {
  let ones = 0
  for (let bit = 0; bit < bits; bit++) ones += (view.getUint8(offset + (bit >> 3)) >> (bit & 7)) & 1
  return ones
}

/** Values that take over the beginning of the one before: each may be as long as all before it together. */
function checkPrefixes(view: DataView<ArrayBufferLike>, offset: number, count: number): void {
  const reader = { view: new DataView(view.buffer, view.byteOffset, view.byteLength), offset }
  const prefixes = new Int32Array(count)
  deltaBinaryUnpack(reader, count, prefixes)
  let total = 0
  for (const length of prefixes) total += Math.max(0, length)
  if (total > maxDeltaBytes) throw new Error('values that share beginnings come to an impossible size')
}

function viewOf(bytes: Uint8Array): DataView<ArrayBufferLike> {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

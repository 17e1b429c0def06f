import { TabricateError } from '../../errors.ts'
import { unpackedParts, type ZipEntry, zipEntries, zipOf } from './zip-entries.ts'

/** What a workbook may come to. */
export interface WorkbookLimits {
  /** Of all parts together when they are unpacked. */
  readonly maxUnzippedBytes: number
  /** Cells, rows and shared texts of a part, and cells that its hyperlinks cover: at most a million of these. */
  readonly maxCells: number
}

/** Parts other than sheets and shared texts (names, styles, …) are no larger. */
const maxOtherBytes = 32 * 1024 * 1024

/**
 * An XLSX file of those parts of a workbook that a table is read from. Without the relations of its sheets nothing leads to comments,
 * drawings or links. Every part is unpacked once, and the bytes thrown away, to see what it comes to before the library makes
 * objects of it: sizes that a file states may be lies, and a hyperlink of fifty bytes may cover a whole sheet.
 * @throws TabricateError `PARSE_FAILED` when it is too large; Error that says what else is wrong: no XLSX file, damaged
 */
export async function workbookParts(
  bytes: Uint8Array<ArrayBuffer>,
  limits: WorkbookLimits,
): Promise<Uint8Array<ArrayBuffer>> {
  const entries = zipEntries(bytes)
  refuseOthers(entries)
  const kept = entries.filter(({ name }) => isNeeded(name))
  let left = limits.maxUnzippedBytes
  for (const entry of kept) {
    left -= await checkedSize(entry, left, limits)
  }
  return zipOf(kept)
}

/** Other formats in ZIP files, by a part that they have. */
const others: Readonly<Record<string, string>> = {
  'meta-inf/manifest.xml': 'it is an OpenDocument file',
  'objectdata.xml': 'it is a UOF file',
  'index/document.iwa': 'it is a Numbers file',
  'index.zip': 'it is a Numbers file',
  'xl/workbook.bin': 'it is a binary workbook (.xlsb)',
}

function refuseOthers(entries: readonly ZipEntry[]): void {
  const names = entries.map(({ name }) => plainName(name))
  const found = names.find((name) => Object.hasOwn(others, name))
  if (found !== undefined) throw new Error(others[found])
  if (!names.includes('[content_types].xml')) throw new Error('it is another kind of ZIP file')
}

/** The library finds parts whatever their case, and by either slash. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll('\\', '/').replace(/^\//, '')
}

function isNeeded(name: string): boolean {
  const plain = plainName(name)
  return plain.endsWith('.xml') || /^(?:[^/]*\/)*_rels\/(?:workbook[^/]*\.xml)?\.rels$/.test(plain)
}

function isLarge(name: string): boolean {
  return /^xl\/(?:worksheets\/|sharedstrings)/.test(plainName(name))
}

/** Unpacks a part and counts what it would be made into; stops just beyond `left` bytes. */
async function checkedSize(
  entry: ZipEntry,
  left: number,
  { maxCells, maxUnzippedBytes }: WorkbookLimits,
): Promise<number> {
  const most = isLarge(entry.name) ? left : Math.min(left, maxOtherBytes)
  const count = createTagCounter(entry.name)
  let size = 0
  for await (const part of unpackedParts(entry)) {
    if (size === 0) refuseUtf16(entry.name, part)
    size += part.length
    if (size > most) {
      throw most === left
        ? tooLarge(`has more than ${maxUnzippedBytes} bytes when it is unpacked (maxUnzippedBytes)`)
        : tooLarge(`has more than ${maxOtherBytes} bytes in ${entry.name}`)
    }
    for (const [tag, number] of Object.entries(count(part))) {
      const most = tag === 'hyperlink' ? Math.min(maxCells, maxLinkedCells) : maxCells
      if (number > most) {
        throw tooLarge(`has more than ${most} ${tagNames[tag] ?? tag} in ${entry.name} (maxCells)`)
      }
    }
  }
  return size
}

function tooLarge(why: string): TabricateError {
  return new TabricateError(
    'PARSE_FAILED',
    `The workbook ${why}. Save the table as CSV or Parquet, or raise the limit.`,
  )
}

/** Tags are found in bytes; the library would decode such parts and see others. */
function refuseUtf16(name: string, [first, second]: Uint8Array): void {
  const isMarked = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)
  if (isMarked || first === 0 || second === 0) throw new Error(`${name} is not in UTF-8`)
}

/** Tags of which the library makes objects. */
const tagNames: Readonly<Record<string, string>> = {
  c: 'cells',
  row: 'rows',
  si: 'shared texts',
  r: 'runs of text',
  hyperlink: 'cells with hyperlinks',
}

/** A hyperlink of a whole sheet's cells is as short as one of a cell. */
const maxLinkedCells = 1_000_000

/** A longer tag is not one that counts. */
const maxTagLength = 4096

/** Counts tags over the parts of a text, wherever it is cut. */
function createTagCounter(name: string): (part: Uint8Array) => Readonly<Record<string, number>> {
  const latin = new TextDecoder('latin1')
  const counts = { c: 0, row: 0, si: 0, r: 0, hyperlink: 0 }
  let rest = ''
  return (part) => {
    const text = rest + latin.decode(part)
    const cut = text.lastIndexOf('<')
    const isCut = cut > text.lastIndexOf('>')
    rest = isCut ? text.slice(cut) : ''
    if (rest.length > maxTagLength) throw new Error(`${name} is damaged: a tag does not end`)
    for (const [, tag, attributes = ''] of (isCut ? text.slice(0, cut) : text).matchAll(tags)) {
      if (tag === 'hyperlink') counts.hyperlink += linkedCells(attributes, name)
      else if (tag === 'c' || tag === 'row' || tag === 'si' || tag === 'r') counts[tag]++
    }
    return counts
  }
}

const tags = /<(?:\w+:)?(c|row|si|r|hyperlink)(?=[\s/>])([^<>]*)>/g

/** How many cells a hyperlink covers. */
function linkedCells(attributes: string, name: string): number {
  const reference = /\sref\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(attributes)
  const found = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(
    reference?.[1] ?? reference?.[2] ?? '',
  )
  if (found === null) throw new Error(`${name} is damaged: a hyperlink belongs to no cells`)
  const [, left = '', top = '', right = left, bottom = top] = found
  const width = Math.abs(columnNumber(right) - columnNumber(left)) + 1
  return width * (Math.abs(Number(bottom) - Number(top)) + 1)
}

function columnNumber(letters: string): number {
  return Array.from(letters).reduce((number, letter) => 26 * number + letter.charCodeAt(0) - 64, 0)
}

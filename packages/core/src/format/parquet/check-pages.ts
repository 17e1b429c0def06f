import type { ColumnMetaData, FileMetaData } from 'hyparquet'
import { deserializeTCompactProtocol } from 'hyparquet/src/thrift.js'
import type { RandomAccess } from '../random-access.ts'
import { checkRuns, type DataPage } from './check-runs.ts'

/** No page may be larger when it is unpacked, in bytes. Writers make pages of about a megabyte. */
const maxPageBytes = 1 << 28

/**
 * Walks over the pages of a column before it is decoded: their headers, and the runs within ({@link checkRuns}). The decoder trusts
 * them: a damaged size makes it read in a circle, a damaged count or run take any amount of memory.
 * @param metadata the file's, with this column alone
 * @throws Error that says what is wrong
 */
export async function checkPages(file: RandomAccess, metadata: FileMetaData): Promise<void> {
  const element = metadata.schema[1]
  for (const group of metadata.row_groups) {
    const chunk = group.columns[0]?.meta_data
    if (chunk === undefined) throw new Error(`column "${element?.name}" is missing in a row group`)
    const [start, end] = chunkRange(chunk, file.byteLength)
    const column = {
      codec: chunk.codec,
      isOptional: element?.repetition_type === 'OPTIONAL',
      isBoolean: chunk.type === 'BOOLEAN',
    }
    walkPages(new DataView(await file.slice(start, end)), Number(group.num_rows), column)
  }
}

function chunkRange(chunk: ColumnMetaData, byteLength: number): readonly [number, number] {
  // A dictionary offset of 0 is what some writers put for none.
  const dictionary = Number(chunk.dictionary_page_offset ?? 0n)
  const data = Number(chunk.data_page_offset)
  const start = dictionary > 0 && dictionary < data ? dictionary : data
  const end = start + Number(chunk.total_compressed_size)
  if (!(start >= 0 && end >= start && end <= byteLength)) throw new Error('a column lies outside the file')
  return [start, end]
}

function walkPages(
  view: DataView<ArrayBuffer>,
  rowCount: number,
  column: Pick<DataPage, 'codec' | 'isOptional' | 'isBoolean'>,
): void {
  const reader = { view, offset: 0 }
  let rows = 0
  while (rows < rowCount) {
    if (reader.offset >= view.byteLength) throw new Error('a column ends before all of its values')
    const header: Readonly<Record<string, unknown>> = deserializeTCompactProtocol(reader)
    const { field_1: type, field_2: unpacked, field_3: packed } = header
    const isSized =
      isCount(packed) &&
      isCount(unpacked) &&
      unpacked <= maxPageBytes &&
      reader.offset + packed <= view.byteLength
    if (!isSized) throw new Error('a page has an impossible size')
    const kind = pageKinds.get(type)
    if (kind === undefined) throw new Error('a page is of no known type')
    const own = fieldsOf(header[`field_${kind.field}`])
    const values = valueCount(own, kind.counts, packed)
    if (kind.isDictionary ? values > unpacked * 8 : values > rowCount - rows) {
      throw new Error('a page has an impossible number of values')
    }
    if (!kind.isDictionary) {
      rows += values
      const bytes = new Uint8Array(view.buffer, view.byteOffset + reader.offset, packed)
      const isSecond = kind.field === 8
      const encoding = own.get(isSecond ? 'field_4' : 'field_2')
      const levels = isSecond ? levelsOf(own) : null
      checkRuns({ ...column, encoding: Number(encoding), values, unpackedBytes: unpacked, levels }, bytes)
    }
    reader.offset += packed
  }
}

interface PageKind {
  /** Where the page header has what concerns this type of page alone. */
  readonly field: number
  /** So many whole numbers it begins with, the number of values first. */
  readonly counts: number
  readonly isDictionary: boolean
}

/** By the page type's number: data, dictionary, data of version 2. */
const pageKinds: ReadonlyMap<unknown, PageKind> = new Map([
  [0, { field: 5, counts: 4, isDictionary: false }],
  [2, { field: 7, counts: 2, isDictionary: true }],
  [3, { field: 8, counts: 6, isDictionary: false }],
])

function fieldsOf(header: unknown): ReadonlyMap<string, unknown> {
  return typeof header === 'object' && header !== null
    ? new Map(Object.entries(header))
    : new Map<string, unknown>()
}

function levelsOf(fields: ReadonlyMap<string, unknown>): DataPage['levels'] {
  const count = (field: string) => Number(fields.get(field) ?? 0)
  return {
    nulls: count('field_2'),
    bytes: count('field_5') + count('field_6'),
    isPacked: fields.get('field_7') !== false,
  }
}

function valueCount(fields: ReadonlyMap<string, unknown>, length: number, packed: number): number {
  const counts = Array.from({ length }, (_, index): unknown => fields.get(`field_${index + 1}`)).filter(
    isCount,
  )
  const [values, nulls, rows, , definitionBytes = 0, repetitionBytes = 0] = counts
  if (values === undefined || counts.length < length) throw new Error('the header of a page is incomplete')
  const isFlat =
    length < 6 || (rows === values && (nulls ?? 0) <= values && definitionBytes + repetitionBytes <= packed)
  if (!isFlat) throw new Error('the header of a page contradicts itself')
  return values
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

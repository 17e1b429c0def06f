import { type ColumnBuilder, createColumnBuilder } from './column-builder.ts'
import type { RawColumn } from './raw-column.ts'

/** Takes records one by one and makes columns of their members. */
export interface RecordBuilders {
  push(record: object): void
  /** Makes the columns of a record's members, without its row. */
  see(record: object): void
  /** Drops all rows since the last `finish` but these (from 0, ascending). */
  keep(rows: Int32Array): void
  /** Gives the columns so far, in order of first appearance, and starts empty ones of the same names. */
  finish(): RawColumn[]
}

interface Entry {
  readonly builder: ColumnBuilder
  length: number
}

/**
 * Builders for a record's own members. A member that a record lacks is missing there.
 *
 * @param pushValue adds one value to its column: exactly one cell; `row` counts all records from 0
 * @param names columns that there are in any case, first
 */
export function createRecordBuilders(
  pushValue: (builder: ColumnBuilder, value: unknown, row: number) => void,
  names: readonly string[] = [],
): RecordBuilders {
  const entries = new Map<string, Entry>()
  for (const name of names) entries.set(name, { builder: createColumnBuilder(name), length: 0 })
  let row = 0
  let length = 0

  function fillMissing(entry: Entry): void {
    for (; entry.length < length; entry.length++) entry.builder.pushMissing()
  }

  function entryOf(name: string): Entry {
    const known = entries.get(name)
    if (known !== undefined) return known
    const entry = { builder: createColumnBuilder(name), length: 0 }
    entries.set(name, entry)
    return entry
  }

  return {
    push(record) {
      // Object.entries, and a map: a member may be called __proto__.
      for (const [name, value] of Object.entries(record)) {
        const entry = entryOf(name)
        fillMissing(entry)
        pushValue(entry.builder, value, row)
        entry.length++
      }
      row++
      length++
    },
    see(record) {
      for (const name of Object.keys(record)) entryOf(name)
    },
    keep(rows) {
      for (const entry of entries.values()) {
        fillMissing(entry)
        entry.builder.keep(rows)
        entry.length = rows.length
      }
      length = rows.length
    },
    finish() {
      const columns = Array.from(entries.values(), (entry) => {
        fillMissing(entry)
        entry.length = 0
        return entry.builder.finish()
      })
      length = 0
      return columns
    },
  }
}

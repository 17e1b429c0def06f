import type { Issue } from '../../errors.ts'
import type { ColumnBuilder } from '../../table/column-builder.ts'
import type { RawColumn } from '../../table/raw-column.ts'
import { createRecordBuilders } from '../../table/record-builders.ts'
import type { JsonRecord } from './json-record.ts'
import { exactNumberText } from './parse-json-exactly.ts'

/** Takes the records of a JSON file one by one. */
export interface JsonBuilders {
  push(record: JsonRecord): void
  /** Makes the record's columns without its row, or reports that it is no object. */
  see(record: JsonRecord): void
  /** Drops all rows since the last `finish` but these (from 0, ascending). */
  keep(rows: Int32Array): void
  finish(): RawColumn[]
}

const maxIssues = 100

/** Builders for JSON values. What is no value of a table becomes an issue. */
export function createJsonBuilders(issues: Issue[], names: readonly string[] = []): JsonBuilders {
  let row = 0
  const report = (path: Issue['path'], message: string) => {
    if (issues.length < maxIssues) issues.push({ path, message })
  }
  const builders = createRecordBuilders((builder, value) => {
    if (pushValue(builder, value)) return
    builder.pushMissing()
    const message = `is ${kindOf(value)}, must be a text, a number, true, false or null; flatten it into columns of its own`
    report(['rows', row, builder.name], message)
  }, names)

  /** The record as an object; null, with an issue, when it is none. */
  function objectOf({ value, row: place }: JsonRecord): object | null {
    row = place
    if (
      typeof value !== 'object' ||
      value === null ||
      Array.isArray(value) ||
      exactNumberText(value) !== undefined
    ) {
      report(['rows', row], `is ${kindOf(value)}, must be an object with a value for each column`)
      return null
    }
    if ('' in value) report(['rows', row], 'has a member without a name; every column needs one')
    return '' in value ? null : value
  }

  return {
    push(record) {
      const value = objectOf(record)
      if (value !== null) builders.push(value)
    },
    see(record) {
      const value = objectOf(record)
      if (value !== null) builders.see(value)
    },
    keep: builders.keep,
    finish: builders.finish,
  }
}

function pushValue(builder: ColumnBuilder, value: unknown): boolean {
  const digits = exactNumberText(value)
  if (value === null) builder.pushMissing()
  else if (typeof value === 'string') builder.pushLiteral(value)
  else if (typeof value === 'number') builder.pushNumber(value)
  else if (typeof value === 'boolean') builder.pushText(String(value))
  else if (digits !== undefined) builder.pushText(digits)
  else return false
  return true
}

function kindOf(value: unknown): string {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (exactNumberText(value) !== undefined) return 'a number'
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

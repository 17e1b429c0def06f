import { namedColumns, profileTable, selectRows, type Table, TabricateError, toJson } from '@tabricate/core'
import { formatJson } from '@tabricate/core/json'
import { readTable, writeTable } from '@tabricate/core/node'
import type { ProfileResult, ProfileTask } from '../jobs/child-messages.ts'

/** Rows of the table that are shown. */
const previewRows = 20

/** Texts of a preview are cut here. */
const previewTextLength = 200

/** A file of strangers must not unzip into more than the process may hold. */
const xlsxLimits = { maxCells: 20_000_000, maxUnzippedBytes: 2 ** 30 }

const parquetLimits = { maxCells: 500_000_000 }

/** Reads an upload, finds its types, profiles it, and writes it as Parquet. */
export async function runProfileTask({ file, format, tableFile }: ProfileTask): Promise<ProfileResult> {
  const limits = format === 'xlsx' ? xlsxLimits : format === 'parquet' ? parquetLimits : {}
  const table = await readTable(file, { format, ...limits })
  if (table.columns.length === 0 || table.rowCount === 0) {
    throw new TabricateError(
      'INVALID_TABLE',
      `The table has ${table.rowCount} rows and ${table.columns.length} columns: there is nothing to learn.`,
    )
  }
  const profile = await profileTable(table)
  await writeTable(table, tableFile, { format: 'parquet', force: true })
  return {
    rowCount: table.rowCount,
    columnCount: table.columns.length,
    schema: toJson(table.schema),
    profile: toJson(profile),
    preview: toJson(previewOf(table)),
  }
}

function previewOf(table: Table) {
  const rows = Int32Array.from({ length: Math.min(previewRows, table.rowCount) }, (_, row) => row)
  const head = selectRows(table, rows)
  const names = namedColumns(head).map(({ schema }) => schema.name)
  const records: unknown = JSON.parse(formatJson(head))
  const list: readonly unknown[] = Array.isArray(records) ? records : []
  return { columns: names, rows: list.map((record) => names.map((name) => cellOf(record, name))) }
}

function cellOf(record: unknown, name: string): string | number | boolean | null {
  if (typeof record !== 'object' || record === null) return null
  const value: unknown = Object.getOwnPropertyDescriptor(record, name)?.value
  if (typeof value === 'string') return value.slice(0, previewTextLength)
  return typeof value === 'number' || typeof value === 'boolean' ? value : null
}

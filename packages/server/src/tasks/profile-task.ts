import {
  createTableProfiler,
  type Json,
  namedColumns,
  selectRows,
  type Table,
  TabricateError,
  toJson,
} from '@tabricate/core'
import { formatJson } from '@tabricate/core/json'
import { useFileTables, writeTable } from '@tabricate/core/node'
import type { ProfileResult, ProfileTask } from '../jobs/child-messages.ts'

/** Rows of the table that are shown. */
const previewRows = 20

/** Texts of a preview are cut here. */
const previewTextLength = 200

/** Held in memory while they are compressed; also what reading a part of the file costs. */
const rowGroupRows = 20_000

const parquetLimits = { maxCells: 500_000_000 }

/**
 * Reads an upload, finds its types, profiles it, and writes it as Parquet: the two in one pass, in memory that does not grow with the rows
 * (but for XLSX, which is read as a whole).
 */
export async function runProfileTask({
  file,
  format,
  columns: types,
  tableFile,
}: ProfileTask): Promise<ProfileResult> {
  const limits = format === 'parquet' ? parquetLimits : {}
  const columns = new Map(
    Object.entries(types).flatMap(([name, type]) => (type === null ? [] : [[name, type]])),
  )
  return useFileTables(file, { format, columns, ...limits }, async (schema, tables) => {
    const profiler = createTableProfiler(schema)
    let preview: Json = null
    async function* profiled(): AsyncGenerator<Table> {
      for await (const table of tables) {
        if (preview === null) {
          requireCells(table)
          preview = toJson(previewOf(table))
        }
        profiler.add(table)
        yield table
      }
    }
    await writeTable(profiled(), tableFile, { format: 'parquet', rowGroupRows, force: true })
    const profile = profiler.finish()
    return {
      rowCount: profile.rowCount,
      columnCount: schema.columns.length,
      schema: toJson(schema),
      profile: toJson(profile),
      preview,
    }
  })
}

function requireCells({ rowCount, columns }: Table): void {
  if (columns.length > 0 && rowCount > 0) return
  throw new TabricateError(
    'INVALID_TABLE',
    `The table has ${rowCount} rows and ${columns.length} columns: there is nothing to learn.`,
  )
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

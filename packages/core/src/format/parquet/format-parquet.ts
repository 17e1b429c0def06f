import { ByteWriter, ParquetWriter } from 'hyparquet-writer'
import { TabricateError } from '../../errors.ts'
import { namedColumns, type Table } from '../../table/table.ts'
import { type ParquetColumnPlan, type ParquetValue, parquetColumnPlan } from './column-values.ts'

export interface ParquetFormatOptions {
  /** Rows that are compressed together, and held in memory while they are. Default 50,000. */
  readonly rowGroupRows?: number
}

/** The table as the bytes of a Parquet file. */
export function formatParquet(table: Table, options: ParquetFormatOptions = {}): Uint8Array {
  const file = createParquetFile(table, options)
  file.add(table)
  return file.finish()
}

/**
 * The bytes of a Parquet file (Snappy) from a table, or a stream of tables with one schema, one part a row group.
 * @throws TabricateError `INVALID_TABLE` for no table at all, a table without columns, or values that do not fit their column's format
 */
export async function* formatParquetChunks(
  tables: Table | AsyncIterable<Table> | Iterable<Table>,
  options: ParquetFormatOptions = {},
): AsyncGenerator<Uint8Array> {
  let file: ParquetFile | null = null
  for await (const table of 'schema' in tables ? [tables] : tables) {
    file ??= createParquetFile(table, options)
    file.add(table)
    const bytes = file.take()
    if (bytes.length > 0) yield bytes
  }
  if (file === null)
    throw new TabricateError('INVALID_TABLE', 'A Parquet file needs a table: the stream gave none.')
  yield file.finish()
}

interface ParquetFile {
  add(table: Table): void
  /** The bytes since the last call. */
  take(): Uint8Array
  /** The last bytes. */
  finish(): Uint8Array
}

interface PendingColumn {
  readonly name: string
  readonly plan: ParquetColumnPlan
  data: ParquetValue[]
}

function createParquetFile(first: Table, { rowGroupRows = 50_000 }: ParquetFormatOptions): ParquetFile {
  if (!Number.isInteger(rowGroupRows) || rowGroupRows < 1) {
    throw new TabricateError(
      'INVALID_OPTIONS',
      `rowGroupRows must be a whole number from 1 on; it is ${rowGroupRows}.`,
    )
  }
  const pending = first.schema.columns.map(
    (schema): PendingColumn => ({ name: schema.name, plan: parquetColumnPlan(schema), data: [] }),
  )
  if (pending.length === 0)
    throw new TabricateError('INVALID_TABLE', 'A Parquet file needs at least one column.')
  const bytes = new ByteWriter()
  const schema = [
    { name: 'schema', num_children: pending.length },
    ...pending.map(({ plan }) => plan.element),
  ]
  const writer = new ParquetWriter({ writer: bytes, schema, createdBy: 'tabricate' })
  let rowCount = 0

  function writeGroup(): void {
    const columnData = pending.map(({ name, data }) => ({ name, data }))
    // Only writers that flush by themselves give a promise here.
    void writer.write({ columnData, rowGroupSize: rowGroupRows })
    for (const column of pending) column.data = []
    rowCount = 0
  }

  function take(): Uint8Array {
    const taken = bytes.getBytes().slice()
    bytes.index = 0
    return taken
  }

  return {
    add(table) {
      const columns = namedColumns(table)
      for (let from = 0; from < table.rowCount; ) {
        const to = Math.min(table.rowCount, from + rowGroupRows - rowCount)
        for (const [index, column] of pending.entries()) {
          const found = columns[index]
          if (found?.schema.name !== column.name) throw mismatch(column.name)
          addRows(column, found.column, from, to)
        }
        rowCount += to - from
        from = to
        if (rowCount === rowGroupRows) writeGroup()
      }
    },
    take,
    finish() {
      if (rowCount > 0) writeGroup()
      void writer.finish()
      return take()
    },
  }
}

function addRows(
  { name, plan, data }: PendingColumn,
  column: Parameters<ParquetColumnPlan['valuesOf']>[0],
  from: number,
  to: number,
): void {
  const valueAt = plan.valuesOf(column)
  for (let row = from; row < to; row++) {
    try {
      data.push(valueAt(row))
    } catch (cause) {
      const message = `Column "${name}" is one of whole numbers by its schema, but row ${row + 1} holds another value. Give it a format with decimals, or another type.`
      throw new TabricateError('INVALID_TABLE', message, { cause })
    }
  }
}

function mismatch(name: string): TabricateError {
  return new TabricateError(
    'INVALID_TABLE',
    `The tables of a stream must have the same columns; one lacks "${name}" at its place.`,
  )
}

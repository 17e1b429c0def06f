import { chunkRowsOf } from '../table/chunk-rows.ts'
import { type RawColumn, rawLength, sliceRaw } from '../table/raw-column.ts'
import { csvChunks } from './csv/parse-csv.ts'
import { jsonChunks } from './json/parse-json.ts'
import { type FileSource, plainSource } from './random-access.ts'
import type { FormatParseOptions } from './read-raw-table.ts'
import type { TableFormat } from './table-format.ts'

/** Some rows of a file before types. */
export interface RawChunk {
  readonly columns: readonly RawColumn[]
  readonly rowCount: number
}

/**
 * The rows of a file in a format that is known, some at a time.
 * @param names columns that each chunk has in any case, where the format does not say which there are (JSON)
 */
export async function* rawChunks(
  format: TableFormat,
  source: FileSource,
  names: readonly string[],
  options: FormatParseOptions & { readonly chunkRows?: number },
): AsyncGenerator<RawChunk> {
  switch (format) {
    case 'csv':
      yield* counted(csvChunks(plainSource(source), options))
      return
    case 'tsv':
      yield* counted(csvChunks(plainSource(source), { delimiter: '\t', ...options }))
      return
    case 'json':
    case 'jsonl':
      yield* counted(jsonChunks(plainSource(source), names, options))
      return
    case 'parquet': {
      const { parquetChunks } = await import('./parquet/parse-parquet.ts')
      yield* parquetChunks(source, options)
      return
    }
    case 'xlsx': {
      const { readXlsx } = await import('./xlsx/parse-xlsx.ts')
      const { columns, rowCount } = await readXlsx(source, options)
      const chunkRows = chunkRowsOf(options)
      for (let from = 0; from < rowCount; from += chunkRows) {
        const to = Math.min(from + chunkRows, rowCount)
        yield { columns: columns.map((raw) => sliceRaw(raw, from, to)), rowCount: to - from }
      }
      return
    }
    default:
      format satisfies never
  }
}

async function* counted(chunks: AsyncGenerator<RawColumn[]>): AsyncGenerator<RawChunk> {
  for await (const columns of chunks) {
    const [first] = columns
    if (first !== undefined) yield { columns, rowCount: rawLength(first) }
  }
}

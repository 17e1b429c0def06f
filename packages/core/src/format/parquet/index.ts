/**
 * Parquet, both ways.
 * @module @tabricate/core/parquet
 */

export type { FileSource, RandomAccess } from '../random-access.ts'
export { formatParquet, formatParquetChunks, type ParquetFormatOptions } from './format-parquet.ts'
export {
  type ParquetParseOptions,
  type ParquetReadOptions,
  type ParquetStreamOptions,
  parseParquet,
  streamParquet,
} from './parse-parquet.ts'

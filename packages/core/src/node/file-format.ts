import { extname } from 'node:path'
import { TabricateError } from '../errors.ts'

/** The file formats that tables are read from and written to. */
export type FileFormat = 'csv' | 'tsv' | 'json' | 'jsonl' | 'parquet' | 'xlsx'

const formatsByExtension: ReadonlyMap<string, FileFormat> = new Map([
  ['.csv', 'csv'],
  ['.tsv', 'tsv'],
  ['.tab', 'tsv'],
  ['.json', 'json'],
  ['.jsonl', 'jsonl'],
  ['.ndjson', 'jsonl'],
  ['.parquet', 'parquet'],
  ['.xlsx', 'xlsx'],
])

/**
 * The format of a file by the extension of its name, in any case.
 * @throws TabricateError `UNSUPPORTED_FORMAT`, naming the extensions that there are
 */
export function fileFormatOf(path: string): FileFormat {
  const extension = extname(path).toLowerCase()
  const format = formatsByExtension.get(extension)
  if (format !== undefined) return format
  const known = [...formatsByExtension.keys()].join(', ')
  const given = extension === '' ? 'no extension' : `the extension "${extension}"`
  throw new TabricateError(
    'UNSUPPORTED_FORMAT',
    `"${path}" has ${given}. Supported: ${known}. Rename the file, or name its format.`,
  )
}

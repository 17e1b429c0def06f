/** What a process is asked to do with one file: see `side.ts` and `../python/formats.py`. */
export type Action = 'read' | 'write' | 'count' | 'profile'

/** One thing to measure. */
export interface Task {
  readonly name: string
  readonly title: string
  readonly action: Action
  /** Of the file that is read or written. */
  readonly format: 'csv' | 'json' | 'jsonl' | 'parquet' | 'xlsx'
  /**
   * `full`: as many rows as fill a CSV file of `--megabytes`; `sheet`: as many as come to nine million cells, which is about two thirds
   * of those of 100 MB; `large`: a CSV file of `--large` megabytes, which is 100 MB of Parquet for 1 GB; `once`: Adult, to make the others from.
   */
  readonly size: 'full' | 'sheet' | 'large' | 'once'
  readonly tools: readonly Tool[]
}

export type Tool = 'tabricate' | 'papaparse' | 'hyparquet' | 'pandas' | 'pyarrow'

const spreadsheet: readonly Tool[] = ['tabricate', 'pandas']

const what: Readonly<Record<Action, string>> = {
  read: 'read into a table',
  write: 'write a table',
  count: 'stream and count rows',
  profile: 'profile',
}

const formatNames = { csv: 'CSV', json: 'JSON array', jsonl: 'JSON Lines', parquet: 'Parquet', xlsx: 'XLSX' }

/** Every task of `formats`, in the order in which tables show them. */
export const tasks: readonly Task[] = [
  task('read', 'csv', 'full', ['tabricate', 'papaparse', 'pandas', 'pyarrow']),
  task('read', 'json', 'full', ['tabricate', 'pandas']),
  task('read', 'jsonl', 'full', ['tabricate', 'pandas', 'pyarrow']),
  task('read', 'parquet', 'full', ['tabricate', 'hyparquet', 'pandas', 'pyarrow']),
  task('read', 'xlsx', 'sheet', spreadsheet),
  task('write', 'csv', 'full', ['tabricate', 'papaparse', 'pandas', 'pyarrow']),
  task('write', 'json', 'full', ['tabricate', 'pandas']),
  task('write', 'jsonl', 'full', ['tabricate', 'pandas']),
  task('write', 'parquet', 'full', ['tabricate', 'hyparquet', 'pandas', 'pyarrow']),
  task('write', 'xlsx', 'sheet', spreadsheet),
  task('read', 'parquet', 'large', ['tabricate', 'hyparquet', 'pandas', 'pyarrow']),
  task('count', 'parquet', 'large', ['tabricate']),
  task('count', 'csv', 'large', ['tabricate']),
  task('profile', 'csv', 'large', ['tabricate']),
]

function task(action: Action, format: Task['format'], size: Task['size'], tools: readonly Tool[]): Task {
  const name = `${action}-${format}${size === 'large' ? '-large' : ''}`
  return { name, title: `${formatNames[format]}: ${what[action]}`, action, format, size, tools }
}

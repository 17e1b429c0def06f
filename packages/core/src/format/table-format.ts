/** The file formats that tables are read from and written to. */
export type TableFormat = 'csv' | 'tsv' | 'json' | 'jsonl' | 'parquet' | 'xlsx'

const formatsByExtension: ReadonlyMap<string, TableFormat> = new Map([
  ['.csv', 'csv'],
  ['.tsv', 'tsv'],
  ['.tab', 'tsv'],
  ['.json', 'json'],
  ['.jsonl', 'jsonl'],
  ['.ndjson', 'jsonl'],
  ['.parquet', 'parquet'],
  ['.xlsx', 'xlsx'],
])

/** The extensions that name a format, with their points. */
export const tableExtensions: readonly string[] = [...formatsByExtension.keys()]

/** The format that the extension of a file's name stands for, in any case; undefined when it stands for none. */
export function formatByName(name: string): TableFormat | undefined {
  const extension = /\.[^.\\/]+$/.exec(name)?.[0]
  return extension === undefined ? undefined : formatsByExtension.get(extension.toLowerCase())
}

import { getColumn, type Table } from '@tabricate/core'

/** Share of the rows in which a categorical or boolean column has `value`, from 0 to 1. */
export function columnShare(table: Table, name: string, value: string): number {
  const { schema, column } = getColumn(table, name)
  const code = codeOf()
  if (code === undefined || !('codes' in column)) throw new Error(`Column "${name}" has no categories.`)
  let count = 0
  for (const each of column.codes) if (each === code) count++
  return count / table.rowCount

  function codeOf(): number | undefined {
    if (column.type === 'categorical') return column.categories.indexOf(value)
    return schema.type === 'boolean' ? schema.words.indexOf(value) : undefined
  }
}

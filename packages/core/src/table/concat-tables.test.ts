import { describe, expect, it } from 'vitest'
import { concatTables } from './concat-tables.ts'
import { tableFromColumns } from './table-from-values.ts'
import { tableToRecords } from './table-to-records.ts'

describe('concatTables', () => {
  const columns = { c: 'categorical', n: 'numerical' } as const
  const table = (c: readonly (string | null)[]) =>
    tableFromColumns({ c, n: c.map((_, row) => row) }, { columns })

  it('gives one list of categories for tables that have their own', () => {
    const parts = [table(['x', 'y', null]), table(['z', 'y']), table(['x', null])]
    const whole = concatTables(parts)
    expect(tableToRecords(whole)).toEqual(parts.flatMap(tableToRecords))
    expect(whole.columns[0]).toEqual({
      type: 'categorical',
      categories: ['x', 'y', 'z'],
      codes: Int32Array.of(0, 1, -1, 2, 1, 0, -1),
    })
  })

  it('keeps a shared list, also one with categories that no row has', () => {
    const part = table(['x', 'y'])
    const [first] = part.columns
    if (first?.type !== 'categorical') throw new Error('no categories')
    const shared = {
      ...part,
      columns: [{ ...first, categories: ['x', 'y', 'unseen'] }, ...part.columns.slice(1)],
    }
    const [column] = concatTables([shared, shared]).columns
    expect(column).toMatchObject({ categories: ['x', 'y', 'unseen'], codes: Int32Array.of(0, 1, 0, 1) })
  })

  it('refuses no table, and columns of other types', () => {
    expect(() => concatTables([])).toThrow('There is no table to concatenate')
    const other = tableFromColumns({ c: [1, 2], n: [1, 2] }, { columns: { c: 'numerical', n: 'numerical' } })
    expect(() => concatTables([table(['x', 'y']), other])).toThrow('Column "c" differs')
  })
})

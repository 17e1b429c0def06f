import { expect, it } from 'vitest'
import { isTabricateError } from '../errors.ts'
import type { Table } from './table.ts'
import { tableFromColumns } from './table-from-values.ts'
import { tableIssues, validateTable } from './validate-table.ts'

const good = tableFromColumns({ n: [1.5, null], c: ['x', 'y'], b: [true, false] })

it('passes a whole table', () => {
  expect(tableIssues(good, good.schema)).toEqual([])
})

it('collects everything that is wrong', () => {
  const base = { name: 'n', reason: '', missing: '' }
  const bad: Table = {
    rowCount: 2,
    schema: {
      columns: [
        { ...base, type: 'numerical', format: { style: 'integer', decimals: 0 } },
        { ...base, type: 'categorical' },
        { ...base, name: ' ', type: 'boolean', words: ['no', 'yes'] },
        { ...base, name: 'd', type: 'datetime', format: '%Y' },
        { ...base, name: 'i', type: 'id', format: { kind: 'uuid' }, unique: true },
        { ...base, name: 'lost', type: 'categorical' },
      ],
    },
    columns: [
      { type: 'numerical', values: Float64Array.of(Number.POSITIVE_INFINITY, 1, 2) },
      { type: 'categorical', codes: Int32Array.of(0, 3), categories: ['a', 'a', ''] },
      { type: 'boolean', codes: Int8Array.of(-1, 2) },
      { type: 'numerical', values: Float64Array.of(1, 2) },
      { type: 'id', values: ['x', ''] },
    ],
  }
  const messages = tableIssues(bad).map(({ path, message }) => `${path.join('.')}: ${message}`)
  expect(messages).toEqual([
    'columns: the schema has 6 columns, the table 5',
    'columns.1: has the name "n" of an earlier column',
    'columns.2: has no name',
    'columns.n: has 3 values, the table 2 rows',
    'columns.n: is infinite in row 1',
    'columns.n: has a code outside −1 … 2 in row 2',
    'columns.n: has the category "a" twice',
    'columns.n: has the missing token "" as a category',
    'columns. : has a code other than 0, 1 and −1 in row 2',
    'columns.d: holds numerical values, the schema says datetime',
    'columns.i: has the missing token "" as a value in row 2',
  ])
  try {
    validateTable(bad)
    expect.unreachable()
  } catch (error) {
    expect(isTabricateError(error, 'INVALID_TABLE')).toBe(true)
  }
})

it('compares with a schema', () => {
  const other = tableFromColumns({ c: ['x'], n: ['text'], z: [1] })
  expect(tableIssues(other, good.schema).map(({ path, message }) => `${path.join('.')}: ${message}`)).toEqual(
    [
      'columns.n: is categorical, should be numerical',
      'columns.b: is missing; it should be boolean',
      'columns.z: is not expected',
    ],
  )
  const turned = tableFromColumns({ c: ['x'], n: [0.5], b: [true] })
  expect(tableIssues(turned, good.schema)[0]?.message).toBe('are in another order; it should be n, c, b')
})

import { expect, it } from 'vitest'
import { createRng } from '../random/rng.ts'
import {
  booleanField,
  categoricalField,
  dateField,
  idField,
  numericalField,
  tableOf,
} from '../testing/table-fixtures.ts'
import { openIdStreams } from './id-stream.ts'
import { prepareTable } from './prepare-table.ts'
import { prepareWithPlan } from './prepare-with-plan.ts'
import { restoreTable } from './restore-table.ts'
import { widenPlan } from './widen-plan.ts'

const rows = (count: number) => Array.from({ length: count }, (_, row) => row)
const first = tableOf(
  [
    idField(
      'id',
      rows(60).map((row) => String(row + 1)),
    ),
    categoricalField(
      'kind',
      ['a', 'b', 'unused'],
      rows(60).map((row) => row % 2),
    ),
    booleanField(
      'member',
      rows(60).map((row) => row % 2),
    ),
    numericalField(
      'children',
      rows(60).map((row) => row % 4),
      0,
    ),
    numericalField(
      'size',
      rows(60).map((row) => row + 0.5),
      1,
    ),
    dateField(
      'since',
      rows(60).map((row) => 100 + row),
    ),
  ],
  60,
)
const { plan } = prepareTable(first)

it('holds the values of further rows, in the codes of the first', async () => {
  const further = tableOf(
    [
      idField('id', ['90', '91', '92']),
      categoricalField('kind', ['b', 'a'], [0, 1, 0]),
      booleanField('member', [1, 1, 0]),
      numericalField('children', [9, 2, -3], 0),
      numericalField('size', [-4.25, 99, 3], 2),
      dateField('since', [90, 500, 120]),
    ],
    3,
  )
  const widened = widenPlan(plan, further)
  expect(widened.unknown).toEqual([])
  expect(widened.notices).toEqual([
    'Column "children": 2 values that the first fit did not have are learned as the nearest that it had.',
    'Column "since": 1 values that the first fit did not have are learned as the nearest that it had.',
  ])
  const { prepared } = prepareWithPlan(widened.plan, widened.table)
  const ids = await openIdStreams(widened.plan, createRng(1))
  const { columns } = restoreTable(widened.plan, prepared, ids)
  expect(columns.slice(3)).toEqual([
    { type: 'numerical', values: Float64Array.of(3, 2, 0) },
    { type: 'numerical', values: Float64Array.of(-4.25, 99, 3) },
    { type: 'datetime', values: Float64Array.of(100, 500, 120).map((day) => day * 86_400_000) },
  ])
  // New ids come after those of both tables.
  expect(columns[0]).toEqual({ type: 'id', values: ['93', '94', '95'] })
})

it('names what has no code: new and unused categories, and missing values where there were none', () => {
  const further = tableOf(
    [
      idField('id', ['90', '91', '92']),
      categoricalField('kind', ['c', 'unused', 'a'], [0, 1, -1]),
      booleanField('member', [1, -1, 0]),
      numericalField('children', [1, Number.NaN, 3], 0),
      numericalField('size', [1, 2, Number.NaN], 2),
      dateField('since', [120, 121, 122]),
    ],
    3,
  )
  expect(widenPlan(plan, further).unknown).toEqual([
    { column: 'kind', rows: [0, 1, 2], values: ['c', 'unused', null] },
    { column: 'member', rows: [1], values: [null] },
    { column: 'children', rows: [1], values: [null] },
    { column: 'size', rows: [2], values: [null] },
  ])
})

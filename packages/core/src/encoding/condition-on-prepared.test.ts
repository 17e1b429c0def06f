import { describe, expect, it } from 'vitest'
import type { Column } from '../table/column.ts'
import { mixedTable, numericalField, tableOf } from '../testing/table-fixtures.ts'
import { conditionOnPrepared } from './condition-on-prepared.ts'
import { prepareTable } from './prepare-table.ts'
import { restoreTable } from './restore-table.ts'

type Cell = string | number | boolean | null

function cellOf(column: Column, row: number): Cell {
  switch (column.type) {
    case 'numerical':
    case 'datetime': {
      const value = column.values[row] ?? Number.NaN
      return Number.isNaN(value) ? null : value
    }
    case 'categorical':
      return column.categories[column.codes[row] ?? -1] ?? null
    case 'boolean': {
      const code = column.codes[row] ?? -1
      return code < 0 ? null : code === 1
    }
    case 'id':
      return column.values[row] ?? null
    default:
      return column satisfies never
  }
}

describe('conditionOnPrepared', () => {
  const table = mixedTable(400)
  const { prepared, plan } = prepareTable(table)
  const restored = restoreTable(plan, prepared)
  const tests: readonly (readonly [string, (cell: Cell) => boolean])[] = [
    ['missing', (cell) => cell === null],
    ['present', (cell) => cell !== null],
    ['one text', (cell) => cell === 'constructor'],
    ['true', (cell) => cell === true],
    ['a range', (cell) => typeof cell === 'number' && cell >= 1 && cell <= 4],
    ['dates from 2019-04-14', (cell) => typeof cell === 'number' && cell >= 18_000 * 86_400_000],
  ]

  it.each(tests)('decides on prepared values as on restored cells: %s', (_, matches) => {
    plan.columns.forEach((columnPlan, index) => {
      const condition = conditionOnPrepared(plan, index, matches)
      if (columnPlan.kind === 'generated') {
        expect(condition).toBeUndefined()
        return
      }
      expect(condition?.column).toBe(columnPlan.preparedIndex)
      const source = prepared.columns[condition?.column ?? -1]
      const cells = restored.columns[index]
      for (let row = 0; row < table.rowCount; row++) {
        const found =
          condition?.kind === 'discrete' && source?.kind === 'discrete'
            ? condition.allowed[source.codes[row] ?? -1] === 1
            : condition?.kind === 'continuous' && source?.kind === 'continuous'
              ? condition.matches(source.values[row] ?? 0)
              : undefined
        expect(found).toBe(cells === undefined ? undefined : matches(cellOf(cells, row)))
      }
    })
  })

  it('tests a drawn number as it will be restored', () => {
    const values = Array.from({ length: 100 }, (_, row) => row)
    const condition = conditionOnPrepared(
      prepareTable(tableOf([numericalField('x', values)], 100)).plan,
      0,
      (cell) => cell === 99,
    )
    expect(condition).toMatchObject({ kind: 'continuous', column: 0 })
    if (condition?.kind === 'continuous') {
      expect([98.4, 98.6, 500, Number.NaN].map(condition.matches)).toEqual([false, true, true, false])
    }
  })
})

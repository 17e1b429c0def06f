import { describe, expect, it } from 'vitest'
import { prepareTable } from '../encoding/prepare-table.ts'
import { type PreparedTable, selectPreparedRows } from '../encoding/prepared.ts'
import { permutation } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { categoricalField, mixedTable, numericTable, tableOf } from '../testing/table-fixtures.ts'
import { createQualityProbe } from './quality-probe.ts'
import { splitValidation } from './split-validation.ts'

const { prepared } = prepareTable(numericTable(4000, 1))
const rows = (table: PreparedTable, from: number, to: number) =>
  selectPreparedRows(
    table,
    Int32Array.from({ length: to - from }, (_, i) => from + i),
  )
const training = rows(prepared, 0, 2000)
const holdout = rows(prepared, 2000, 3000)

/** Every column in an order of its own. */
function shuffled(table: PreparedTable): PreparedTable {
  const rng = createRng(5)
  const columns = table.columns.map((column, index) => {
    const one = { rowCount: table.rowCount, columns: [column] }
    return selectPreparedRows(one, permutation(rng.split(index), table.rowCount)).columns[0] ?? column
  })
  return { rowCount: table.rowCount, columns }
}

describe('a quality probe', () => {
  const probe = createQualityProbe(training, holdout, createRng(1))

  it('gives other real rows about 1, independent columns less, and shifted ones less again', () => {
    const real = probe.score(rows(prepared, 3000, 4000))
    // Half the rows, so a little more sampling noise than the ceiling has.
    expect(Math.abs(real - 1)).toBeLessThan(0.05)
    const independent = probe.score(shuffled(training))
    expect(independent).toBeLessThan(real - 0.05)
    const shift = {
      ...training,
      columns: training.columns.map((column) =>
        column.kind === 'continuous' ? { ...column, values: column.values.map((x) => x + 2) } : column,
      ),
    }
    expect(probe.score(shift)).toBeLessThan(independent - 0.1)
  })

  it('tells independent columns apart where only one pair of many is dependent', () => {
    const table = (seed: number) => {
      const rng = createRng(seed)
      const draw = () => Int32Array.from({ length: 2000 }, () => Math.floor(rng.uniform() * 4))
      const first = draw()
      const names = ['p', 'q', 'r', 's']
      const fields = [first, first, draw(), draw(), draw(), draw(), draw()].map((codes, i) =>
        categoricalField(`c${i}`, names, codes),
      )
      return prepareTable(tableOf(fields, 2000)).prepared
    }
    const sparse = createQualityProbe(table(1), table(2), createRng(1))
    expect(Math.abs(sparse.score(table(3)) - 1)).toBeLessThan(0.02)
    // The pair is .75 off: three in four rows have another value in the second column.
    expect(Math.abs(sparse.score(shuffled(table(1))) - (1 - 0.75 / 2))).toBeLessThan(0.03)
  })

  it('sees rows that are missing, and categories, many or few', () => {
    const mixed = prepareTable(mixedTable(1000, 1)).prepared
    const mixedProbe = createQualityProbe(mixed, prepareTable(mixedTable(1000, 2)).prepared, createRng(1))
    const same = mixedProbe.score(prepareTable(mixedTable(1000, 3)).prepared)
    expect(Math.abs(same - 1)).toBeLessThan(0.05)
    mixed.columns.forEach((column, index) => {
      const spoilt =
        column.kind === 'discrete'
          ? { ...column, codes: new Int32Array(1000) }
          : { ...column, values: new Float64Array(1000).fill(Number.NaN) }
      const columns = mixed.columns.map((each, i) => (i === index ? spoilt : each))
      if (column.kind === 'discrete' && column.cardinality === 1) return
      expect(mixedProbe.score({ rowCount: 1000, columns })).toBeLessThan(same - 0.02)
    })
  })
})

describe('splitValidation', () => {
  it('cuts rows that are not learned, the same for the same seed', () => {
    const { training: rest, probe } = splitValidation(prepared, 0.05, createRng(3))
    expect(rest.rowCount).toBe(3800)
    expect(probe?.rowCount).toBe(2000)
    expect(splitValidation(prepared, 0.05, createRng(3)).training).toEqual(rest)
    expect(splitValidation(prepared, 0.05, createRng(4)).training).not.toEqual(rest)
  })

  it('leaves small tables whole, and takes 2,000 rows at most', () => {
    expect(splitValidation(rows(prepared, 0, 1999), 0.05, createRng(3)).probe).toBeUndefined()
    expect(splitValidation(prepared, 0, createRng(3))).toEqual({ training: prepared, probe: undefined })
    expect(splitValidation(prepared, 0.9, createRng(3)).training.rowCount).toBe(2000)
  })
})

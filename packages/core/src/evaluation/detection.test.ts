import { describe, expect, it } from 'vitest'
import { independent } from '../baselines/independent.ts'
import { uniform } from '../baselines/uniform.ts'
import { selectRows, type Table } from '../table/table.ts'
import { mixedTable, numericalField, numericTable, tableOf } from '../testing/table-fixtures.ts'
import { detection } from './detection.ts'

const real = mixedTable(400, 1)
const other = mixedTable(400, 2)
const rows = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i)
const auc = async (synthetic: Table, table = real) =>
  (await detection({ real: table, synthetic })).boosted.auc ?? Number.NaN

describe('detection', () => {
  it('cannot tell other rows of the same kind', async () => {
    const { score, floor, ceiling, boosted, logistic } = await detection({
      real,
      synthetic: other,
      holdout: selectRows(mixedTable(400, 3), rows(0, 200)),
    })
    // The standard error of an AUC of 0.5 over 400 + 400 rows is 0.02.
    for (const result of [boosted, logistic])
      expect(Math.abs((result.auc ?? Number.NaN) - 0.5)).toBeLessThan(4 * 0.02)
    expect(score.value).toBeGreaterThan(0.85)
    expect(ceiling?.value).toBeGreaterThan(0.8)
    // These columns depend on each other weakly.
    expect(floor.value).toBeLessThan((score.value ?? 0) - 0.05)
    expect(boosted.foldAucs).toHaveLength(3)
  })

  it('ranks independent columns over uniform values', async () => {
    const shuffled = await auc(await (await independent().fit(real)).sample(400))
    const uniformValues = await auc(await (await uniform().fit(real)).sample(400))
    expect(shuffled).toBeGreaterThan(0.55)
    expect(uniformValues).toBeGreaterThan(shuffled + 0.05)
  })

  it('by trees sees dependence; by logistic regression it does not', async () => {
    const strong = numericTable(400, 1)
    const shuffled = await (await independent().fit(strong)).sample(400)
    const { boosted, logistic } = await detection({ real: strong, synthetic: shuffled })
    expect(boosted.auc).toBeGreaterThan(0.9)
    expect(logistic.auc).toBeLessThan(0.6)
  })

  it('falls the further below 0.5 the more rows are copies', async () => {
    const both = mixedTable(800, 1)
    const auc = async (from: number) =>
      (
        await detection({
          real: selectRows(both, rows(0, 400)),
          synthetic: selectRows(both, rows(from, from + 400)),
        })
      ).boosted.auc ?? Number.NaN
    const [none, some, all] = [await auc(400), await auc(200), await auc(0)]
    expect(some).toBeLessThan(none - 0.05)
    expect(all).toBeLessThan(some - 0.05)
  })

  it('sees values that are missing too often', async () => {
    const holed = (share: number) => {
      const values = Float64Array.from({ length: 300 }, (_, row) =>
        row % 100 < share ? Number.NaN : row % 7,
      )
      return tableOf([numericalField('x', values)], 300)
    }
    expect(await auc(holed(60), holed(10))).toBeGreaterThan(0.7)
  })

  it('is JSON, the same for the same seed, and uses no more rows than allowed', async () => {
    const measure = (seed: number) => detection({ real, synthetic: other, seed, maxRows: 200 })
    const result = await measure(3)
    expect(JSON.parse(JSON.stringify(result))).toEqual(result)
    expect(result.boosted.rows).toEqual({ real: 200, synthetic: 200 })
    expect(result.maxRows).toBe(200)
    expect(await measure(3)).toEqual(result)
    expect((await measure(4)).boosted).not.toEqual(result.boosted)
  })

  it('is null with a reason where there is too little to tell by', async () => {
    const few = await detection({ real, synthetic: selectRows(real, rows(0, 40)) })
    expect(few.score).toEqual({
      value: null,
      reason: 'It takes 60 rows of either table; there are 400 and 40 synthetic ones.',
    })
    expect(few.logistic.value).not.toBeNull()
    const none = await detection({ real, synthetic: selectRows(real, rows(0, 0)) })
    for (const result of [none.score, none.boosted, none.logistic]) expect(result.value).toBeNull()
    const ids = selectRows(real, rows(0, 100))
    const onlyIds: Table = {
      ...ids,
      schema: { columns: ids.schema.columns.slice(0, 1) },
      columns: ids.columns.slice(0, 1),
    }
    expect((await detection({ real: onlyIds, synthetic: onlyIds })).score).toEqual({
      value: null,
      reason: 'There are no columns to tell rows by.',
    })
  })

  it('rejects tables of other columns, and stops when its signal is aborted', async () => {
    await expect(detection({ real, synthetic: numericTable(100) })).rejects.toMatchObject({
      code: 'INVALID_TABLE',
    })
    const signal = AbortSignal.abort()
    await expect(detection({ real, synthetic: real, signal })).rejects.toMatchObject({ code: 'ABORTED' })
  })
})

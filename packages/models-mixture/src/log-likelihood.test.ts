import { createRng, independent, normal, selectRows, type Table } from '@tabricate/core'
import { categoricalField, mixedTable, numericalField, tableOf } from '@tabricate/core/testing'
import { describe, expect, it } from 'vitest'
import { logLikelihood } from './log-likelihood.ts'
import { mixture } from './mixture.ts'

/** y = x + noise, and a group that says which half x is in. */
function correlated(rowCount: number, seed: number): Table {
  const rng = createRng(seed)
  const x = Float64Array.from({ length: rowCount }, () => normal(rng))
  return tableOf(
    [
      numericalField('x', x),
      numericalField(
        'y',
        x.map((value) => value + 0.3 * normal(rng)),
      ),
      categoricalField(
        'half',
        ['low', 'high'],
        x.map((value) => (value > 0 ? 1 : 0)),
      ),
    ],
    rowCount,
  )
}

const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length

describe('logLikelihood', () => {
  it('comes near the true entropy on rows never seen, and sees dependence', async () => {
    const real = correlated(8000, 1)
    const fresh = correlated(2000, 2)
    const found = mean(await logLikelihood(await mixture({ components: 4 }).fit(real), fresh))
    // −h(x) − h(y | x), in nats; the group is certain.
    const entropy = 0.5 * Math.log(2 * Math.PI * Math.E) + 0.5 * Math.log(2 * Math.PI * Math.E * 0.09)
    expect(found).toBeGreaterThan(-entropy - 0.25)
    expect(found).toBeLessThan(-entropy + 0.05)
    const apart = mean(
      await logLikelihood(await mixture({ components: 1, dependence: 'none' }).fit(real), fresh),
    )
    expect(found).toBeGreaterThan(apart + 1)
  })

  it('is −∞ for rows that cannot be drawn, and takes columns in any order', async () => {
    const real = mixedTable(200)
    const synthesizer = await mixture({ components: 2 }).fit(real)
    const some = selectRows(real, Int32Array.of(0, 1, 2))
    const values = await logLikelihood(synthesizer, some)
    expect(values.every(Number.isFinite)).toBe(true)
    const reversed: Table = {
      rowCount: 3,
      schema: { columns: real.schema.columns.toReversed() },
      columns: some.columns.toReversed(),
    }
    expect(await logLikelihood(synthesizer, reversed)).toEqual(values)
    const column = some.columns.findIndex(({ type }) => type === 'categorical')
    const unknown = some.columns.map((each, index) =>
      index === column
        ? { type: 'categorical' as const, categories: ['never seen'], codes: new Int32Array(3) }
        : each,
    )
    const impossible = await logLikelihood(synthesizer, { ...some, columns: unknown })
    expect(Array.from(impossible)).toEqual(new Array(3).fill(Number.NEGATIVE_INFINITY))
  })

  it('refuses other models, and tables of other columns', async () => {
    const real = correlated(50, 3)
    await expect(logLikelihood(await independent().fit(real), real)).rejects.toMatchObject({
      code: 'MODEL_UNKNOWN',
    })
    const synthesizer = await mixture({ components: 1 }).fit(real)
    await expect(logLikelihood(synthesizer, mixedTable(5))).rejects.toMatchObject({ code: 'INVALID_TABLE' })
  })
})

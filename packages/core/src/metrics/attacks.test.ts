import { describe, expect, it } from 'vitest'
import { normal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { concatTables } from '../table/concat-tables.ts'
import { selectRows, type Table } from '../table/table.ts'
import {
  categoricalField,
  dateField,
  degenerateTable,
  idField,
  mixedTable,
  numericalField,
  tableOf,
} from '../testing/table-fixtures.ts'
import { attackRisk } from './attack-risk.ts'
import { inference } from './inference.ts'
import { linkability } from './linkability.ts'
import { prepareSinglingOut, singlingOut } from './singling-out.ts'

const rng = createRng(1)
const range = (from: number, count: number) => Int32Array.from({ length: count }, (_, i) => from + i)

// One table cut in three, so that all share categories.
const population = mixedTable(1200)
const [train, fresh, holdout] = [0, 400, 800].map((from) => selectRows(population, range(from, 400)))
const links = [
  ['__proto__', 'gain', 'children', 'since'],
  ['amount', 'score', 'smoker'],
] as const

async function risksOf(synthetic: Table, control: Table | undefined = holdout) {
  if (train === undefined) throw new Error('There is no table.')
  const tables = { train, synthetic, ...(control && { holdout: control }) }
  const prepared = prepareSinglingOut(tables, rng)
  const single = (mode: 'univariate' | 'multivariate') =>
    singlingOut.compute({ tables: prepared, mode, rng, attempts: 50_000 })
  return {
    univariate: await single('univariate'),
    multivariate: await single('multivariate'),
    links: await linkability.compute({ ...tables, columns: links, rng }),
    amount: (await inference.compute({ ...tables, secrets: ['amount'], rng }))[0],
  }
}

describe('attacks', () => {
  it('succeed more with every further share of copied rows, and hardly at all without', async () => {
    if (train === undefined || fresh === undefined) throw new Error('There is no table.')
    const risks = []
    for (const share of [0, 0.35, 0.7, 1]) {
      const copied = Math.round(400 * share)
      const leaked = concatTables([
        selectRows(train, range(0, copied)),
        selectRows(fresh, range(copied, 400 - copied)),
      ])
      risks.push(await risksOf(leaked))
    }
    for (const key of ['univariate', 'multivariate', 'links', 'amount'] as const) {
      const values = risks.map((risk) => risk[key]?.value ?? Number.NaN)
      values.slice(1).forEach((value, i) => {
        expect(value, key).toBeGreaterThan(values[i] ?? Number.NaN)
      })
      // Half of the width of a 95 % interval over 400 attacks is 0.05 at most, before it is divided by 1 − r_c.
      expect(values[0], key).toBeLessThan(0.08)
      expect(values.at(-1), key).toBeGreaterThan(0.8)
    }
  })

  it('have no risk without a holdout, but rates; and nothing without rows', async () => {
    if (train === undefined || fresh === undefined) throw new Error('There is no table.')
    for (const result of Object.values(await risksOf(fresh, selectRows(fresh, range(0, 0))))) {
      expect(result).toMatchObject({ value: null, interval: null, control: null })
      expect(result?.train?.attacks).toBeGreaterThan(0)
      expect(result?.value === null && result.reason).toMatch(/holdout/)
    }
    for (const result of Object.values(await risksOf(selectRows(fresh, range(0, 0))))) {
      expect(result).toMatchObject({ value: null, train: null, control: null, baseline: null })
    }
  })

  it('survive one row, columns without information, and ids alone', async () => {
    const ids = tableOf([idField('id', ['a', 'b'])], 2)
    for (const table of [degenerateTable(1), degenerateTable(20), mixedTable(1), ids]) {
      const tables = { train: table, synthetic: table, holdout: table }
      const prepared = prepareSinglingOut(tables, rng)
      const results = [
        await singlingOut.compute({ tables: prepared, mode: 'univariate', rng }),
        await singlingOut.compute({ tables: prepared, mode: 'multivariate', rng, attempts: 1000 }),
        ...(await inference.compute({ ...tables, rng })),
      ]
      for (const result of results) {
        // What is as true of the holdout as of training rows is no leak.
        expect(result.value ?? 0).toBe(0)
        expect(JSON.parse(JSON.stringify(result))).toEqual(result)
      }
    }
  })

  it('are stopped by their signal', async () => {
    if (train === undefined) throw new Error('There is no table.')
    const tables = { train, synthetic: train, signal: AbortSignal.abort(), rng }
    await expect(inference.compute(tables)).rejects.toMatchObject({ code: 'ABORTED' })
    await expect(linkability.compute({ ...tables, columns: links })).rejects.toMatchObject({
      code: 'ABORTED',
    })
    const singled = { tables: prepareSinglingOut(tables, rng), mode: 'multivariate', rng } as const
    await expect(singlingOut.compute({ ...singled, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    })
  })
})

describe('attackRisk', () => {
  it('says when an attack does no better than guessing', () => {
    const result = attackRisk({
      train: { attacks: 100, successes: 10 },
      control: { attacks: 50, successes: 5 },
      baseline: { attacks: 100, successes: 12 },
    })
    expect(result.remark).toMatch(/no better than guessing/)
  })
})

describe('inference', () => {
  const secretOnly = async (real: Table, synthetic: Table, tolerance?: number) => {
    const options = {
      secrets: ['secret'],
      rng,
      attacks: 2000,
      ...(tolerance === undefined ? {} : { tolerance }),
    }
    const [result] = await inference.compute({ train: real, synthetic, ...options })
    return (result?.train?.successes ?? Number.NaN) / (result?.train?.attacks ?? Number.NaN)
  }

  // 276 successes of 276 and 68 of 68 were a risk of .743: rates are drawn towards one half, the more the fewer attacks there are.
  it('has no risk where every guess is right, however few rows are held out', async () => {
    const years = (rows: number) =>
      tableOf(
        [
          numericalField(
            'year',
            Float64Array.from({ length: rows }, (_, i) => 2007 + (i % 3)),
          ),
          numericalField(
            'x',
            Float64Array.from({ length: rows }, (_, i) => i % 7),
          ),
        ],
        rows,
      )
    const [risk] = await inference.compute({
      train: years(276),
      synthetic: years(276),
      holdout: years(68),
      secrets: ['year'],
      rng,
    })
    expect(risk).toMatchObject({ value: 0, train: { attacks: 68, successes: 68 }, control: { attacks: 68 } })
  })

  it('never learns of the secret from the secret, where known columns are alike', async () => {
    // A distance that is added and taken off again leaves a rounding error behind, which favours rows with the true secret.
    const source = createRng(7)
    const table = () =>
      tableOf(
        [
          numericalField(
            'a',
            Array.from({ length: 2000 }, () => source.integer(3) / 7),
          ),
          numericalField(
            'b',
            Array.from({ length: 2000 }, () => source.integer(3) / 11),
          ),
          categoricalField(
            'secret',
            ['w', 'x', 'y', 'z'],
            Array.from({ length: 2000 }, () => source.integer(4)),
          ),
        ],
        2000,
      )
    // Standard error of a quarter over 2,000 rows: 0.0097; the attacker's own guesses vary with nine groups of ties: 0.07.
    expect(Math.abs((await secretOnly(table(), table())) - 0.25)).toBeLessThan(0.2)
    const numeric = (rows: number) =>
      tableOf(
        [
          numericalField(
            'a',
            Array.from({ length: rows }, (_, row) => row % 3),
          ),
          numericalField(
            'secret',
            Array.from({ length: rows }, () => normal(source)),
          ),
        ],
        rows,
      )
    // Only the three nearest rows are ever guessed, and a real value within 5 % of one of them is rare.
    expect(await secretOnly(numeric(2000), numeric(2000))).toBeLessThan(0.08)
  })

  it('takes negative guesses by their size, dates by the range, and missing as a value', async () => {
    const pair = (real: number[], guess: number[], field: typeof numericalField | typeof dateField) => {
      const table = (values: number[]) =>
        tableOf([categoricalField('key', ['a', 'b'], [0, 1]), field('secret', values)], 2)
      return secretOnly(table(real), table(guess))
    }
    expect(await pair([5, 5], [-100, -5.1], numericalField)).toBe(0)
    expect(await pair([-100, -5], [-96, -5.1], numericalField)).toBe(1)
    expect(await pair([Number.NaN, 1], [Number.NaN, Number.NaN], numericalField)).toBe(0.5)
    // Five per cent of 100 days.
    expect(await pair([10_000, 10_100], [10_004, 10_106], dateField)).toBe(0.5)
  })
})

describe('linkability', () => {
  it('links through any of k neighbours', async () => {
    const table = tableOf([numericalField('a', [0, 0.4, 1]), numericalField('b', [0.4, 0, 1])], 3)
    const real = selectRows(table, range(0, 2))
    const links = async (neighbours: number) =>
      (
        await linkability.compute({
          train: tableOf([numericalField('a', [0, 1]), numericalField('b', [0, 1])], 2),
          synthetic: table,
          columns: [['a'], ['b']],
          neighbours,
          rng,
        })
      ).train?.successes
    // Of (0, 0), the nearest in a is row 0, the nearest in b row 1; of (1, 1) both are row 2.
    expect(await links(1)).toBe(1)
    expect(await links(2)).toBe(2)
    expect(real.rowCount).toBe(2)
  })
})

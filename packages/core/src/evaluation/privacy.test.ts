import { describe, expect, it } from 'vitest'
import { uniformTable } from '../metrics/uniform-table.ts'
import { createRng } from '../random/rng.ts'
import { concatTables } from '../table/concat-tables.ts'
import { selectRows, type Table } from '../table/table.ts'
import {
  categoricalField,
  degenerateTable,
  idField,
  mixedTable,
  numericalField,
  tableOf,
} from '../testing/table-fixtures.ts'
import { evaluatePrivacy, type PrivacyOptions } from './privacy.ts'
import { shuffleColumns } from './shuffle-columns.ts'

const range = (from: number, count: number) => Int32Array.from({ length: count }, (_, i) => from + i)

const cutInThree = (population: Table, rows: number) => ({
  train: selectRows(population, range(0, rows)),
  fresh: selectRows(population, range(rows, rows)),
  holdout: selectRows(population, range(2 * rows, rows)),
})

/** Values that many rows share: nobody is known by one of them. */
function coarseTable(rowCount: number): Table {
  const rng = createRng(4)
  const group = Int32Array.from({ length: rowCount }, () => rng.integer(4))
  const draw = (of: (row: number) => number) => Array.from({ length: rowCount }, (_, row) => of(row))
  return tableOf(
    [
      categoricalField('group', ['a', 'b', 'c', 'd'], group),
      numericalField(
        'age',
        draw((row) => 20 + 10 * (group[row] ?? 0) + rng.integer(12)),
      ),
      numericalField(
        'hours',
        draw(() => rng.integer(25)),
      ),
      categoricalField(
        'town',
        ['u', 'v', 'w', 'x', 'y'],
        draw((row) => (rng.uniform() < 0.6 ? (group[row] ?? 0) : rng.integer(5))),
      ),
      numericalField(
        'children',
        draw(() => rng.integer(5)),
      ),
    ],
    rowCount,
  )
}

describe('evaluatePrivacy', () => {
  const options: PrivacyOptions = { attacks: 600 }
  const measure = (train: Table, synthetic: Table, holdout?: Table) =>
    evaluatePrivacy({ train, synthetic, holdout, options, rng: createRng(1) })

  it('falls with every further share of copied rows, in all its parts', async () => {
    const { train, fresh, holdout } = cutInThree(mixedTable(1800), 600)
    const figures: { readonly [figure: string]: number }[] = []
    const of = (value: number | null | undefined) => value ?? Number.NaN
    for (const share of [0, 0.3, 0.6, 1]) {
      const copied = Math.round(share * 600)
      const leaked = concatTables([
        selectRows(train, range(0, copied)),
        selectRows(fresh, range(copied, 600 - copied)),
      ])
      const { score, distances, identicalMatches, newRowSynthesis, attacks } = await measure(
        train,
        leaked,
        holdout,
      )
      // All the other way round that fall where risks rise.
      figures.push({
        score: 1 - of(score.value),
        dcrShare: of(distances.dcrShare?.value),
        overfitting: 1 - of(distances.overfittingProtection?.value),
        overfittingSdmetrics: 1 - of(distances.overfittingProtectionSdmetrics?.value),
        identical: of(identicalMatches.synthetic.value),
        repeated: 1 - of(newRowSynthesis.value),
        singlingOut: of(attacks.singlingOut.univariate.value),
        singlingOutByMany: of(attacks.singlingOut.multivariate.value),
        linkability: of(attacks.linkability.value),
        inference: of(attacks.inference.value),
        membership: of(attacks.membershipInference?.value),
      })
    }
    const [honest, ...leaks] = figures
    leaks.forEach((leak, i) => {
      for (const [name, value] of Object.entries(leak)) {
        expect(value, name).toBeGreaterThan(figures[i]?.[name] ?? Number.NaN)
      }
    })
    expect(honest?.score).toBeLessThan(0.15)
    expect(leaks.at(-1)).toMatchObject({
      score: 1,
      dcrShare: 1,
      overfitting: 1,
      identical: 1,
      repeated: 1,
      membership: 1,
    })
  })

  it('finds independent columns and uniform values safe, and the table itself not', async () => {
    const { train, holdout } = cutInThree(coarseTable(2400), 800)
    const safe = [shuffleColumns(train, createRng(2)), uniformTable(train, 800, createRng(3))]
    for (const synthetic of safe) {
      const { score, distances, attacks } = await measure(train, synthetic, holdout)
      expect(score.value).toBeGreaterThan(0.85)
      const [low = 1, high = 0] = distances.dcrShare?.interval ?? []
      expect(low < 0.5 && 0.5 < high).toBe(true)
      for (const { value } of attacks.inference.secrets) expect(value).toBeLessThan(0.15)
    }
    const self = await measure(train, train, holdout)
    expect(self.score.value).toBeLessThan(0.1)
    expect(self.distances.dcrShare?.value).toBeGreaterThan(0.7)
    expect(self.distances.nearestNeighbourRatio.train.value).toBe(0)
    expect(self.identicalMatches.synthetic.value).toBe(1)
    expect(self.identicalMatches.holdout?.value).toBeLessThan(0.2)
  })

  it('says without a holdout what cannot be said, and measures the rest', async () => {
    const { train, fresh } = cutInThree(mixedTable(600), 200)
    for (const holdout of [undefined, selectRows(fresh, range(0, 0))]) {
      const family = await measure(train, fresh, holdout)
      expect(family.score).toEqual({ value: null, reason: 'Without a holdout, privacy cannot be judged.' })
      expect(family.remarks[0]).toMatch(/no holdout.*cannot be told/)
      expect(family.distances).toMatchObject({
        dcrShare: null,
        overfittingProtection: null,
        holdoutToTrain: null,
      })
      expect(family.distances.syntheticToTrain).toMatchObject({ rows: 200, referenceRows: 200 })
      expect(family.distances.syntheticToTrain.value).toBeGreaterThan(0)
      expect(family.attacks.membershipInference).toBeNull()
      expect(family.attacks.inference.value).toBeNull()
      for (const secret of family.attacks.inference.secrets) expect(secret.train?.attacks).toBe(200)
      expect(JSON.parse(JSON.stringify(family))).toEqual(family)
    }
  })

  it('states the rows that figures rest on, and keeps references equally large', async () => {
    const population = mixedTable(900)
    const [train, synthetic, holdout] = [
      selectRows(population, range(0, 500)),
      selectRows(population, range(500, 300)),
      selectRows(population, range(800, 100)),
    ]
    const family = await evaluatePrivacy({
      train,
      synthetic,
      holdout,
      options: {
        attacks: 150,
        distanceRows: 120,
        maxRows: 400,
        disclosure: { known: ['children'], sensitive: ['smoker'] },
      },
      rng: createRng(1),
    })
    expect(family.remarks).toEqual([
      'The holdout has only 100 rows: the intervals are wide.',
      'Of the 500 train rows, 400 chosen at random were used, but for identical rows: leaks of few rows look smaller.',
      'Distances were measured of 120 synthetic rows chosen at random.',
      'Distances to training rows and to the holdout are to equally many: 100 of each.',
    ])
    expect(family.distances.dcrShare).toMatchObject({ rows: 120, referenceRows: 100 })
    expect(family.distances.overfittingProtectionSdmetrics).toMatchObject({ rows: 120, referenceRows: 500 })
    expect(family.attacks.linkability.train?.attacks).toBe(100)
    expect(family.attacks.linkability.control?.attacks).toBe(100)
    expect(family.attacks.linkability.columns).toEqual([
      ['__proto__', 'gain', 'children', 'since'],
      ['amount', 'score', 'smoker'],
    ])
    expect(family.identicalMatches.synthetic.rows).toBe(300)
    expect(family.disclosureProtection).toMatchObject({
      realRows: 400,
      syntheticRows: 300,
      known: ['children'],
    })
    expect(family.disclosureProtection?.value).toBeGreaterThan(0.5)
  })

  it.each([
    ['no synthetic rows', mixedTable(50), selectRows(mixedTable(50), range(0, 0)), mixedTable(50)],
    ['no rows at all', degenerateTable(0), degenerateTable(0), degenerateTable(0)],
    ['one row', mixedTable(1), mixedTable(1), mixedTable(1)],
    ['columns without information', degenerateTable(30), degenerateTable(30), degenerateTable(30)],
    [
      'ids alone',
      tableOf([idField('id', ['a'])], 1),
      tableOf([idField('id', ['a'])], 1),
      tableOf([idField('id', ['b'])], 1),
    ],
    ['no columns', tableOf([], 0), tableOf([], 0), tableOf([], 0)],
  ])('stands %s', async (_, train, synthetic, holdout) => {
    const family = await measure(train, synthetic, holdout)
    expect(JSON.parse(JSON.stringify(family))).toEqual(family)
    expect(family.score.value ?? 1).toBeGreaterThanOrEqual(0)
  })

  it('names all options that are wrong', async () => {
    const train = mixedTable(20)
    const wrong: PrivacyOptions = {
      attacks: 0,
      maxRows: 1.5,
      secrets: ['nope', 'id'],
      links: [['amount', 'gain'], ['gain']],
      disclosure: { known: ['gain'], sensitive: ['void'] },
    }
    await expect(
      evaluatePrivacy({ train, synthetic: train, options: wrong, rng: createRng(1) }),
    ).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      issues: [
        { path: ['privacy', 'attacks'] },
        { path: ['privacy', 'maxRows'] },
        { path: ['privacy', 'secrets', 0] },
        { path: ['privacy', 'secrets', 1] },
        { path: ['privacy', 'disclosure', 'sensitive', 0] },
        { path: ['privacy', 'links'] },
      ],
    })
  })

  it('is the same for the same seed, and stops when its signal is aborted', async () => {
    const { train, fresh, holdout } = cutInThree(mixedTable(300), 100)
    expect(await measure(train, fresh, holdout)).toEqual(await measure(train, fresh, holdout))
    const controller = new AbortController()
    const running = evaluatePrivacy({
      train,
      synthetic: fresh,
      holdout,
      rng: createRng(1),
      signal: controller.signal,
    })
    setTimeout(() => {
      controller.abort()
    }, 0)
    await expect(running).rejects.toMatchObject({ code: 'ABORTED' })
  })
})

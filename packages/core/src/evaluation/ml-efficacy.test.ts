import { describe, expect, it } from 'vitest'
import { independent } from '../baselines/independent.ts'
import { normal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { selectRows, type Table } from '../table/table.ts'
import {
  booleanField,
  categoricalField,
  idField,
  mixedTable,
  numericalField,
  tableOf,
} from '../testing/table-fixtures.ts'
import { type MlEfficacyFamily, mlEfficacy } from './ml-efficacy.ts'

/** Two inputs that tell a class of three, a rarer class of two, and a number. */
function predictable(rowCount: number, seed: number): Table {
  const rng = createRng(seed)
  const [a, b] = [0, 1].map(() => Float64Array.from({ length: rowCount }, () => normal(rng)))
  const of = (read: (a: number, b: number) => number) =>
    Float64Array.from({ length: rowCount }, (_, row) => read(a?.[row] ?? 0, b?.[row] ?? 0))
  return tableOf(
    [
      numericalField('a', a ?? []),
      numericalField('b', b ?? []),
      categoricalField(
        'third',
        ['low', 'middle', 'high'],
        of((x) => (x < -0.5 ? 0 : x < 0.5 ? 1 : 2)),
      ),
      booleanField(
        'rare',
        of((x, y) => (x + y > 1.2 ? 1 : 0)),
      ),
      numericalField(
        'product',
        of((x, y) => x * y + 0.1 * normal(rng)),
      ),
      numericalField(
        'two',
        of((x) => (x > 0 ? 10 : 20)),
      ),
      idField(
        'id',
        Array.from({ length: rowCount }, (_, row) => `r${row}`),
      ),
    ],
    rowCount,
  )
}

const [real, holdout, fresh] = [predictable(500, 1), predictable(300, 2), predictable(500, 3)]
const first = (count: number, table: Table) =>
  selectRows(
    table,
    Int32Array.from({ length: count }, (_, i) => i),
  )

/** [TSTR, TRTR, guess] of a learner's metric. */
function figures(family: MlEfficacyFamily, metric: string, learner = 'boosted trees') {
  const found = family.learners.find((each) => each.learner === learner)
  const score = found?.scores.find((each) => each.metric === metric)
  return [score?.trainedOnSynthetic, score?.trainedOnReal, score?.constantGuess].map(
    (result) => result?.value ?? Number.NaN,
  )
}

describe('machine-learning efficacy', () => {
  it('predicts two classes as well from a good synthetic table as from the real one', async () => {
    const family = await mlEfficacy({ real, synthetic: fresh, holdout, target: 'rare' })
    expect(family.task).toBe('classification')
    // A truth value's words are the schema's; its rarer class comes first.
    expect(family.classes).toEqual(['true', 'false'])
    const positives =
      real.columns[3]?.type === 'boolean' ? real.columns[3].codes.filter((code) => code === 1).length : 0
    expect(positives / 500).toBeLessThan(0.3)
    for (const value of figures(family, 'AUC').slice(0, 2)) expect(value).toBeGreaterThan(0.97)
    expect(figures(family, 'AUC')[2]).toBe(0.5)
    for (const value of figures(family, 'F1').slice(0, 2)) expect(value).toBeGreaterThan(0.8)
    const share = 1 - (figures(family, 'Accuracy')[2] ?? 0)
    // Always saying the rarer class has precision p and recall 1.
    expect(figures(family, 'F1')[2]).toBeCloseTo((2 * share) / (1 + share), 12)
    expect(family.score.value).toBeGreaterThan(0.95)
    expect(family.learners.map(({ learner }) => learner)).toEqual([
      'boosted trees',
      'linear model',
      'linear model, classes balanced',
    ])
  })

  it('predicts nothing from independent columns, whatever the task', async () => {
    const synthetic = await (await independent().fit(real)).sample(500)
    for (const [target, metric] of [
      ['rare', 'AUC'],
      ['third', 'MacroF1'],
      ['product', 'R2'],
    ] as const) {
      const family = await mlEfficacy({ real, synthetic, holdout, target })
      const [onSynthetic = 0, onReal = 0, guess = 0] = figures(family, metric)
      expect(onReal).toBeGreaterThan(0.75)
      // Noise: 300 rows are judged.
      expect(onSynthetic - guess).toBeLessThan(0.2)
      expect(family.score.value).toBeLessThan(0.4)
    }
  })

  it('predicts three classes, and numbers; a product only by trees', async () => {
    const classes = await mlEfficacy({ real, synthetic: fresh, holdout, target: 'third' })
    expect(classes.learners.map(({ scores }) => scores.map(({ metric }) => metric))).toEqual([
      ['MacroF1', 'Accuracy'],
      ['MacroF1', 'Accuracy'],
    ])
    for (const value of figures(classes, 'Accuracy').slice(0, 2)) expect(value).toBeGreaterThan(0.95)
    const numbers = await mlEfficacy({ real, synthetic: fresh, holdout, target: 'product' })
    expect(numbers.task).toBe('regression')
    for (const value of figures(numbers, 'R2').slice(0, 2)) expect(value).toBeGreaterThan(0.75)
    expect(figures(numbers, 'R2')[2]).toBeCloseTo(0, 1)
    // a, b and the columns made of them have no linear part of a · b.
    expect(figures(numbers, 'R2', 'linear model')[1]).toBeLessThan(0.4)
  })

  it('takes numbers of two values for classes', async () => {
    const family = await mlEfficacy({ real, synthetic: fresh, holdout, target: 'two' })
    expect([...family.classes].sort()).toEqual(['10', '20'])
    expect(figures(family, 'AUC')[1]).toBeGreaterThan(0.98)
  })

  it('is JSON, the same for the same seed, and states how many rows it used', async () => {
    const table = mixedTable(300, 1)
    const measure = (seed: number) =>
      mlEfficacy({
        real: table,
        synthetic: mixedTable(200, 2),
        holdout: mixedTable(150, 3),
        target: 'smoker',
        seed,
        maxRows: 100,
      })
    const family = await measure(5)
    expect(JSON.parse(JSON.stringify(family))).toEqual(family)
    expect(await measure(5)).toEqual(family)
    expect(family.rows).toEqual({ real: 100, synthetic: 100, holdout: 100 })
    expect((await measure(6)).learners).not.toEqual(family.learners)
  })

  it('leaves out rows without a target, and synthetic rows of classes that do not exist', async () => {
    const codes = (count: number, missing: number) =>
      Int32Array.from({ length: count }, (_, row) => (row < missing ? -1 : row % 2))
    const table = (categories: string[], each: Int32Array) =>
      tableOf([categoricalField('c', categories, each), numericalField('x', each)], each.length)
    const family = await mlEfficacy({
      real: table(['no', 'yes'], codes(80, 20)),
      synthetic: table(
        ['maybe', 'no', 'yes'],
        codes(90, 10).map((code, row) => (code < 0 ? -1 : row % 3)),
      ),
      holdout: table(['no', 'yes', 'never'], codes(60, 5)),
      target: 'c',
    })
    expect(family.rows).toEqual({ real: 60, synthetic: 54, holdout: 55 })
    expect(family.unknownClassRows).toBe(26)
  })

  const cannot: readonly (readonly [string, Parameters<typeof mlEfficacy>[0], RegExp])[] = [
    ['no target', { real, synthetic: fresh, holdout }, /No target column/],
    ['no holdout', { real, synthetic: fresh, target: 'rare' }, /Without a holdout/],
    ['an id as target', { real, synthetic: fresh, holdout, target: 'id' }, /is an id/],
    [
      'a holdout of few rows',
      { real, synthetic: fresh, holdout: first(19, holdout), target: 'rare' },
      /20 holdout rows.*19/,
    ],
    ['an empty real table', { real: first(0, real), synthetic: fresh, holdout, target: 'rare' }, /no values/],
    [
      'a target of one value',
      { real: first(1, real), synthetic: fresh, holdout, target: 'rare' },
      /one value only/,
    ],
  ]
  it.each(cannot)('is null with a reason for %s', async (_, efficacyArguments, reason) => {
    const family = await mlEfficacy(efficacyArguments)
    expect(family.score.value).toBeNull()
    expect(family.score.value === null && family.score.reason).toMatch(reason)
    expect(family.learners).toEqual([])
  })

  it('is null for the synthetic table alone where only that cannot be learned from', async () => {
    for (const [synthetic, reason] of [
      [first(39, fresh), /It takes 40 synthetic rows.*39/],
      [selectRows(fresh, new Int32Array(50)), /one value only in the synthetic table/],
    ] as const) {
      const family = await mlEfficacy({ real, synthetic, holdout, target: 'rare' })
      expect(family.score.value === null && family.score.reason).toMatch(reason)
      expect(figures(family, 'AUC')[1]).toBeGreaterThan(0.9)
      for (const { trainedOnSynthetic } of family.learners.flatMap(({ scores }) => scores))
        expect(trainedOnSynthetic.value).toBeNull()
    }
  })

  it('says when the real table predicts nothing either', async () => {
    const noise = (seed: number) => {
      const rng = createRng(seed)
      const numbers = () => Float64Array.from({ length: 300 }, () => normal(rng))
      return tableOf([numericalField('x', numbers()), numericalField('y', numbers())], 300)
    }
    const family = await mlEfficacy({ real: noise(1), synthetic: noise(2), holdout: noise(3), target: 'y' })
    expect(family.score.value === null && family.score.reason).toMatch(/hardly better than a constant guess/)
    expect(figures(family, 'R2').every(Number.isFinite)).toBe(true)
  })

  it('rejects a target that does not exist, and stops when its signal is aborted', async () => {
    const common = { real, synthetic: fresh, holdout }
    await expect(mlEfficacy({ ...common, target: 'nope' })).rejects.toMatchObject({ code: 'INVALID_TABLE' })
    const signal = AbortSignal.abort()
    await expect(mlEfficacy({ ...common, target: 'rare', signal })).rejects.toMatchObject({ code: 'ABORTED' })
  })
})

import { beforeAll, describe, expect, it } from 'vitest'
import { readPair } from '../../test/golden.ts'
import { uniformTable } from '../metrics/uniform-table.ts'
import { createRng } from '../random/rng.ts'
import type { Column } from '../table/column.ts'
import { concatTables } from '../table/concat-tables.ts'
import { selectRows, type Table } from '../table/table.ts'
import { evaluate } from './evaluate.ts'
import type { Report } from './report.ts'
import { shuffleColumns } from './shuffle-columns.ts'

/**
 * The report of tables of which it is known how good they are: 1,000 rows of Adult, the table itself, a Gaussian copula (a model that
 * learns much, not all), the columns shuffled one by one, and random values.
 */
const { real, synthetic: copula, validation: holdout } = readPair('adult_copula')

const judge = (synthetic: Table) => evaluate({ real, synthetic, holdout, target: 'income' })

/** −1 where a figure is missing, so that it is below all others. */
const of = (result: { readonly value: number | null } | null | undefined) => result?.value ?? -1

describe('the report', () => {
  let itself: Report
  let good: Report
  let independent: Report
  let random: Report

  beforeAll(async () => {
    itself = await judge(real)
    good = await judge(copula)
    independent = await judge(shuffleColumns(real, createRng(2)))
    random = await judge(uniformTable(real, real.rowCount, createRng(3)))
  }, 300_000)

  it('gives a table compared with itself full marks, and no privacy', () => {
    for (const score of [
      itself.quality.score,
      itself.quality.columnShapes,
      itself.quality.columnPairTrends,
      itself.qualityAllPairs.score,
      itself.diagnostic.score,
      itself.families.mlEfficacy.score,
      itself.families.detection.score,
    ]) {
      expect(of(score)).toBeCloseTo(1, 12)
    }
    // A column of people's ages is no key.
    for (const { metrics } of itself.families.statisticalSimilarity.columns)
      for (const { metric, value } of metrics)
        if (metric !== 'KeyUniqueness' && value !== null) expect(value, metric).toBeCloseTo(1, 12)
    expect(of(itself.families.privacy.score)).toBeLessThan(0.05)
  })

  it.each<[string, (report: Report) => number]>([
    ['quality', ({ quality }) => of(quality.score)],
    ['column pair trends', ({ quality }) => of(quality.columnPairTrends)],
    ['detection by trees', ({ families }) => of(families.detection.score)],
  ])('%s: the table itself, a good model, independent columns, random values', (_, figure) => {
    const [self, model, shuffled, uniform] = [itself, good, independent, random].map(figure)
    expect(self).toBeGreaterThan(model ?? Number.NaN)
    expect(model).toBeGreaterThan((shuffled ?? Number.NaN) + 0.005)
    expect(shuffled).toBeGreaterThan((uniform ?? Number.NaN) + 0.05)
  })

  it('column shapes, which do not see dependence: a good model, random values', () => {
    const [self, model, uniform] = [itself, good, random].map(({ quality }) => of(quality.columnShapes))
    expect(self).toBeGreaterThanOrEqual(model ?? Number.NaN)
    expect(model).toBeGreaterThan((uniform ?? Number.NaN) + 0.05)
    expect(of(independent.quality.columnShapes)).toBeCloseTo(1, 12)
  })

  it('usefulness: a good model, and nothing of what has no dependence', () => {
    const [self, model, ...useless] = [itself, good, independent, random].map(({ families }) =>
      of(families.mlEfficacy.score),
    )
    expect(self).toBeGreaterThan(model ?? Number.NaN)
    expect(model).toBeGreaterThan(0.5)
    for (const score of useless) expect(score).toBeLessThan(0.25)
  })

  it('finds nothing to leak in a good model, nor in random values', () => {
    for (const { families } of [good, random]) expect(of(families.privacy.score)).toBeGreaterThan(0.9)
    // Shuffled columns hold every value that one person alone has, and nothing else of that person.
    const { attacks, distances } = independent.families.privacy
    expect(of(attacks.singlingOut.univariate)).toBeGreaterThan(0.9)
    for (const risk of [attacks.singlingOut.multivariate, attacks.linkability, attacks.inference])
      expect(of(risk)).toBeLessThan(0.1)
    const [low = 1, high = 0] = distances.dcrShare?.interval ?? []
    expect(low < 0.5 && 0.5 < high).toBe(true)
  })

  it('raises every privacy risk with every further share of copied rows', async () => {
    const range = (from: number, to: number) => Int32Array.from({ length: to - from }, (_, i) => from + i)
    const risksOf = ({ families: { privacy } }: Report) => {
      const { attacks, distances, identicalMatches, newRowSynthesis } = privacy
      return {
        'privacy, all in all': 1 - of(privacy.score),
        'share nearer to rows learned': of(distances.dcrShare),
        'overfitting protection': 1 - of(distances.overfittingProtection),
        'overfitting protection as in SDMetrics': 1 - of(distances.overfittingProtectionSdmetrics),
        'baseline protection': 1 - of(distances.baselineProtection),
        'distance to the closest record': -of(distances.syntheticToTrain),
        'nearest-neighbour distance ratio': -of(distances.nearestNeighbourRatio.train),
        'identical rows': of(identicalMatches.synthetic),
        'rows that are not new': 1 - of(newRowSynthesis),
        'singling out by one value': of(attacks.singlingOut.univariate),
        'singling out by several': of(attacks.singlingOut.multivariate),
        linkability: of(attacks.linkability),
        inference: of(attacks.inference),
        'membership inference': of(attacks.membershipInference),
      }
    }
    let before: Readonly<Record<string, number>> = risksOf(good)
    for (const share of [0.15, 0.3, 0.45]) {
      const copied = Math.round(share * real.rowCount)
      const leaked = concatTables([
        selectRows(real, range(0, copied)),
        selectRows(withCategoriesOf(real, copula), range(copied, copula.rowCount)),
      ])
      const risks = risksOf(await judge(leaked))
      for (const [name, risk] of Object.entries(risks))
        expect(risk, `${name}, ${100 * share} % copied`).toBeGreaterThan(before[name] ?? Number.NaN)
      before = risks
    }
  })
})

/** A table under the category numbers of another, which has all its categories. */
function withCategoriesOf(model: Table, table: Table): Table {
  const columns = table.columns.map((column, i): Column => {
    const like = model.columns[i]
    if (column.type !== 'categorical' || like?.type !== 'categorical') return column
    const codes = column.codes.map((code) => like.categories.indexOf(column.categories[code] ?? ''))
    return { ...column, codes, categories: like.categories }
  })
  return { ...table, columns }
}

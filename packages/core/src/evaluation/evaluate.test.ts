import { describe, expect, it } from 'vitest'
import { independent } from '../baselines/independent.ts'
import { uniform } from '../baselines/uniform.ts'
import { selectRows } from '../table/table.ts'
import { mixedTable, numericalField, numericTable, tableOf } from '../testing/table-fixtures.ts'
import { evaluate } from './evaluate.ts'
import { reportSchema } from './report-schema.ts'

describe('evaluate', () => {
  const real = mixedTable(600, 1)
  const holdout = mixedTable(300, 2)

  it('sets the score between a floor without dependence and the ceiling of real rows', async () => {
    const strong = numericTable(600, 1)
    const report = await evaluate({ real: strong, synthetic: strong, holdout: numericTable(300, 2) })
    const floor = report.floor.quality.score.value ?? Number.NaN
    const ceiling = report.ceiling?.quality.score.value ?? Number.NaN
    expect(report.quality.score.value).toBeCloseTo(1, 12)
    // Independent columns keep every shape but no correlation of a pair whose real one is 0.999: (1 + 0.5) / 2.
    expect(floor).toBeCloseTo(0.75, 1)
    expect(ceiling).toBeGreaterThan(0.95)
    expect(ceiling).toBeLessThan(1)
  })

  it('ranks the table itself over independent columns over uniform values', async () => {
    const score = async (synthetic: typeof real) =>
      (await evaluate({ real, synthetic })).quality.score.value ?? Number.NaN
    const [self, independentColumns, uniformValues] = await Promise.all([
      score(real),
      (await independent().fit(real)).sample(600).then(score),
      (await uniform().fit(real)).sample(600).then(score),
    ])
    expect(self).toBeGreaterThan(independentColumns + 0.02)
    expect(independentColumns).toBeGreaterThan(uniformValues + 0.02)
  })

  it('is JSON, and the same for the same seed', async () => {
    const tables = { real: mixedTable(200, 1), synthetic: mixedTable(150, 2), holdout: mixedTable(100, 3) }
    const measure = (seed: number) => evaluate({ ...tables, target: 'smoker', seed })
    const report = await measure(3)
    expect(reportSchema.parse(JSON.parse(JSON.stringify(report)))).toEqual(report)
    expect(await measure(3)).toEqual(report)
    const other = await measure(4)
    expect(other.floor).not.toEqual(report.floor)
    // Of what the tables themselves give, nothing changes.
    expect(other.qualityAllPairs.score).toEqual(report.qualityAllPairs.score)
    expect(other.ceiling?.quality.score).toEqual(report.ceiling?.quality.score)
    expect(other.diagnostic).toEqual(report.diagnostic)
    // Other rows are drawn into the folds of detection.
    expect(other.families.detection).not.toEqual(report.families.detection)
    expect(report.families.mlEfficacy?.target).toBe('smoker')
    expect(report.families.mlEfficacy?.learners).toHaveLength(3)
  })

  it('reports every metric that applies to a column, ids too', async () => {
    const { families } = await evaluate({ real, synthetic: holdout })
    const columns = families.statisticalSimilarity?.columns ?? []
    const metricsOf = (name: string) =>
      columns.find((column) => column.column === name)?.metrics.map((each) => each.metric)
    expect(columns).toHaveLength(real.columns.length)
    expect(metricsOf('id')).toEqual(['MissingValueSimilarity', 'KeyUniqueness'])
    expect(metricsOf('since')).toContain('StatisticSimilarityMedian')
    expect(metricsOf('smoker')).toContain('CategoryCoverage')
  })

  it('gives intervals, and says when scores rest on few pairs of columns', async () => {
    const strong = numericTable(200, 1)
    const tables = { real: strong, synthetic: numericTable(200, 2), holdout: numericTable(100, 3) }
    const { quality, floor, ceiling, families } = await evaluate(tables)
    const [low = 1, high = 0] = quality.interval.score ?? []
    expect(low < (quality.score.value ?? 2) && (quality.score.value ?? 2) < high).toBe(true)
    expect(quality.interval.resamples).toBe(200)
    for (const judged of [floor.quality, floor.qualityAllPairs, ceiling?.quality, ceiling?.qualityAllPairs]) {
      const [lower = 1, upper = 0] = judged?.interval.score ?? []
      expect(lower <= (judged?.score.value ?? 2) && (judged?.score.value ?? 2) <= upper).toBe(true)
      expect(lower).toBeLessThan(upper)
    }
    expect(families.correlationPreservation?.remark).toMatch(/Only 1 pair of columns is/)
    const x = tableOf([numericalField('x', [1, 2, 3])], 3)
    const alone = (await evaluate({ real: x, synthetic: x })).families.correlationPreservation
    expect(alone?.remark).toMatch(/No pair of columns/)
  })

  it('measures privacy as its options say, and checks them first', async () => {
    const tables = { real: mixedTable(100, 1), synthetic: mixedTable(100, 2), holdout: mixedTable(100, 3) }
    const options = { attacks: 30, secrets: ['gain'], disclosure: { known: ['gain'], sensitive: ['smoker'] } }
    const { privacy } = (await evaluate({ ...tables, privacy: options })).families
    expect(privacy?.attacks.inference.secrets.map(({ secret, train }) => [secret, train?.attacks])).toEqual([
      ['gain', 30],
    ])
    expect(privacy?.disclosureProtection?.sensitive).toEqual(['smoker'])
    expect(privacy?.score.value).not.toBeNull()
    await expect(
      evaluate({ ...tables, privacy: { disclosure: { known: ['no'], sensitive: [] } } }),
    ).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      issues: [{ path: ['privacy', 'disclosure', 'known', 0] }],
    })
  })

  it('has no ceiling without a holdout', async () => {
    const report = await evaluate({ real, synthetic: holdout })
    expect(report.ceiling).toBeNull()
    expect(report.rows).toEqual({ real: 600, synthetic: 300, holdout: null })
  })

  it('measures an empty synthetic table as null', async () => {
    const report = await evaluate({ real, synthetic: selectRows(real, new Int32Array(0)), holdout })
    expect(report.quality.score.value).toBeNull()
    expect(report.ceiling?.quality.score.value).toBeGreaterThan(0.9)
  })

  it('rejects tables that differ, naming synthetic and holdout, and a target that does not exist', async () => {
    const other = tableOf([numericalField('x', [1])], 1)
    const x = tableOf([numericalField('x', [1]), numericalField('y', [1])], 1)
    await expect(evaluate({ real: x, synthetic: other, holdout: other })).rejects.toMatchObject({
      code: 'INVALID_TABLE',
      issues: [
        { path: ['synthetic', 'y'], message: 'is missing' },
        { path: ['holdout', 'y'], message: 'is missing' },
      ],
    })
    await expect(evaluate({ real, synthetic: real, target: 'nope' })).rejects.toMatchObject({
      code: 'INVALID_OPTIONS',
      issues: [{ path: ['target'] }],
    })
  })

  it('stops when its signal is aborted', async () => {
    await expect(evaluate({ real, synthetic: real, signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'ABORTED',
    })
  })
})

import { describe, expect, it } from 'vitest'
import { ksComplement } from '../metrics/ks-complement.ts'
import type { ColumnMetric, MetricResult } from '../metrics/metric.ts'
import { namedColumns } from '../table/table.ts'
import type { MetricTables } from './metric-tables.ts'
import { type MetricClaim, type TableMetric, testMetric } from './test-metric.ts'

/** Names of the cases that fail. */
async function failures(
  metric: ColumnMetric | TableMetric,
  claims: readonly MetricClaim[] = [],
): Promise<readonly string[]> {
  const failed: string[] = []
  for (const { name, run } of testMetric(metric, { claims })) await run().catch(() => failed.push(name))
  return failed
}

const measuring = (measure: (tables: MetricTables) => MetricResult): TableMetric => ({
  name: 'Made',
  goal: 'maximize',
  range: [0, 1],
  measure,
})

describe('testMetric', () => {
  it('passes a metric that keeps its word', async () => {
    expect(await failures(ksComplement, ['identity', 'shapes'])).toEqual([])
  })

  it.each<[string, TableMetric, RegExp]>([
    ['no name', { ...measuring(() => ({ value: 1 })), name: ' ' }, /says what it is/],
    ['a range of no size', { ...measuring(() => ({ value: 1 })), range: [1, 1] }, /says what it is/],
    ['a figure out of its range', measuring(() => ({ value: 2 })), /is in its range/],
    ['no figure ever', measuring(() => ({ value: null, reason: 'Never.' })), /is in its range/],
    [
      'NaN for tables without rows',
      measuring(({ synthetic }) => ({ value: synthetic.rowCount / synthetic.rowCount })),
      /stands no synthetic rows/,
    ],
    [
      'null without a reason',
      measuring(({ real }) => (real.rowCount === 0 ? { value: null, reason: '' } : { value: 1 })),
      /stands no real rows/,
    ],
    [
      'an exception for a single row',
      measuring(({ real }) => {
        if (real.rowCount === 1) throw new Error('too few')
        return { value: 1 }
      }),
      /stands one row/,
    ],
    ['a result that JSON does not keep', measuring(() => ({ value: 1, rows: new Set() })), /plain JSON/],
    [
      'a table changed',
      measuring(({ real }) => {
        for (const { column } of namedColumns(real)) if ('codes' in column) column.codes[0] = -1
        return { value: 1 }
      }),
      /leaves the tables/,
    ],
    [
      'the first row alone',
      measuring(({ real }) => {
        const column = real.columns.find((each) => each.type === 'datetime')
        return { value: ((column?.values[0] ?? 0) % 864_000_000) / 864_000_000 }
      }),
      /order of rows/,
    ],
  ])('finds %s', async (_, metric, failed) => {
    expect((await failures(metric)).join()).toMatch(failed)
  })

  it('finds a metric that is not the same again', async () => {
    let calls = 0
    const metric = measuring(() => ({ value: ++calls % 2 }))
    expect((await failures(metric)).join()).toMatch(/same again/)
  })

  it('finds a metric that takes any column', async () => {
    const metric: ColumnMetric = { ...ksComplement, compute: () => ({ value: 1 }) }
    expect(await failures(metric)).toEqual(['refuses types of columns it does not apply to'])
  })

  it('finds claims that do not hold', async () => {
    const constant = measuring(() => ({ value: 0.5 }))
    expect(await failures(constant, ['identity', 'shapes', 'dependence', 'copies'])).toEqual([
      'is perfect for a table compared with itself',
      'is worse for random values than for shuffled columns',
      'is worse for shuffled columns than for rows of the same kind',
      'is the worse the more rows are copies',
    ])
  })
})

import { isTabricateError } from '../errors.ts'
import { comparableColumns } from '../evaluation/comparable-columns.ts'
import {
  allTypes,
  type ColumnMetric,
  type MetricDescription,
  type MetricResult,
  type PairMetric,
} from '../metrics/metric.ts'
import { createRng } from '../random/rng.ts'
import type { Column, ColumnType } from '../table/column.ts'
import { type ConformanceCase, ensure, ensureSame } from './conformance-case.ts'
import {
  alikeTables,
  copiedTables,
  independentTables,
  type MetricTables,
  oddTables,
  rearranged,
  uniformTables,
} from './metric-tables.ts'

/** A metric of whole tables. `measure` gives one figure, or several of the same kind, say of each column. */
export interface TableMetric extends MetricDescription {
  readonly measure: (
    tables: MetricTables,
  ) => MetricResult | readonly MetricResult[] | Promise<MetricResult | readonly MetricResult[]>
}

/**
 * What a metric may claim to see.
 *
 * - `identity`: a table compared with itself gets the best value of the range
 * - `shapes`: random values are worse than columns shuffled one by one, which keep every distribution
 * - `dependence`: columns shuffled one by one are worse than rows of the same kind
 * - `copies`: the more synthetic rows are copies of real ones, the worse
 */
export type MetricClaim = 'identity' | 'shapes' | 'dependence' | 'copies'

/** How {@link testMetric} judges the metric under test. */
export interface TestMetricArguments {
  /** Default: none. */
  readonly claims?: readonly MetricClaim[]
  /** The figure depends on rows drawn at random, hence on their order. Default false. */
  readonly draws?: boolean
}

/**
 * What every metric must do, and what this one claims to see. Metrics of columns and pairs are measured on all columns and pairs they
 * apply to.
 */
export function testMetric(
  metric: ColumnMetric | PairMetric | TableMetric,
  { claims = [], draws = false }: TestMetricArguments = {},
): ConformanceCase[] {
  const measure = measureOf(metric)
  return [
    { name: 'says what it is, what is good, and how far it goes', run: async () => ensureDescribed(metric) },
    {
      name: 'is in its range, or null with a reason',
      run: async () => {
        const results = await measure(alikeTables())
        ensure(
          results.some(({ value }) => value !== null),
          'it gives no figure for ordinary tables',
        )
        results.forEach((result) => {
          ensureResult(metric, result, 'ordinary tables')
        })
      },
    },
    ...oddTables().map(([oddity, tables]) => ({
      name: `stands ${oddity}`,
      run: async () => {
        for (const result of await measure(tables)) ensureResult(metric, result, oddity)
      },
    })),
    {
      name: 'is plain JSON',
      run: async () => {
        ensure(isJson(await measure(alikeTables())), 'the result holds what JSON cannot')
      },
    },
    {
      name: 'is the same again, and leaves the tables as they are',
      run: async () => {
        const tables = alikeTables()
        const results = await measure(tables)
        ensureSame(tables, alikeTables(), 'a table after it was measured')
        ensureSame(await measure(tables), results, 'the second result')
      },
    },
    ...(draws ? [] : [doesNotDependOnOrder(measure)]),
    ...('appliesTo' in metric ? [refusesOtherTypes(metric)] : []),
    ...claims.map((claim) => claimCase(claim, metric, measure)),
  ]
}

type Measure = (tables: Omit<MetricTables, 'rng'>) => Promise<readonly MetricResult[]>

/** All figures of a metric, whatever it compares. */
function measureOf(metric: ColumnMetric | PairMetric | TableMetric): Measure {
  if ('measure' in metric) {
    return async (tables) => {
      const results = await metric.measure({ ...tables, rng: createRng(0) })
      return 'value' in results ? [results] : results
    }
  }
  return async ({ real, synthetic }) => {
    const columns = comparableColumns(real, synthetic)
    if (isPairMetric(metric)) {
      return columns.flatMap((a, i) =>
        columns
          .slice(i + 1)
          .filter((b) => appliesToPair(metric, [a.schema.type, b.schema.type]))
          .map((b) => metric.compute([a.real, b.real], [a.synthetic, b.synthetic])),
      )
    }
    return columns
      .filter(({ schema }) => metric.appliesTo.includes(schema.type))
      .map((column) => metric.compute(column.real, column.synthetic))
  }
}

function isPairMetric(metric: ColumnMetric | PairMetric): metric is PairMetric {
  return Array.isArray(metric.appliesTo[0])
}

function appliesToPair(
  { appliesTo: [first, second] }: PairMetric,
  [a, b]: [ColumnType, ColumnType],
): boolean {
  return first.includes(a) && second.includes(b)
}

function ensureDescribed({ name, goal, range: [low, high] }: MetricDescription): void {
  ensure(/^\S(.*\S)?$/.test(name), `it is called "${name}"`)
  ensure(goal === 'maximize' || goal === 'minimize', `its goal is ${goal}`)
  ensure(low < high, `its range is ${low} to ${high}`)
}

function ensureResult({ range: [low, high] }: MetricDescription, result: MetricResult, where: string): void {
  if (result.value === null) {
    ensure(
      /\S.*\.$/s.test(result.reason),
      `${where}: null with the reason "${result.reason}", which is no sentence`,
    )
    return
  }
  ensure(Number.isFinite(result.value), `${where}: ${result.value} is no figure`)
  ensure(
    low <= result.value && result.value <= high,
    `${where}: ${result.value} is not from ${low} to ${high}`,
  )
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (Array.isArray(value)) return value.every(isJson)
  return (
    typeof value === 'object' &&
    Object.getPrototypeOf(value) === Object.prototype &&
    Object.values(value).every(isJson)
  )
}

/** Sums in another order may be rounded otherwise. */
const rounding = 1e-9

function doesNotDependOnOrder(measure: Measure): ConformanceCase {
  return {
    name: 'does not depend on the order of rows, nor on how categories are numbered',
    run: async () => {
      const tables = alikeTables()
      const [before, after] = [await measure(tables), await measure(rearranged(tables))]
      before.forEach(({ value }, i) => {
        const other = after[i]?.value ?? null
        const isSame = value === null ? other === null : other !== null && Math.abs(other - value) <= rounding
        ensure(isSame, `${value} became ${other}`)
      })
    },
  }
}

function refusesOtherTypes(metric: ColumnMetric | PairMetric): ConformanceCase {
  const columnOf: Readonly<Record<ColumnType, Column>> = {
    numerical: { type: 'numerical', values: Float64Array.of(1, 2) },
    datetime: { type: 'datetime', values: Float64Array.of(1, 2) },
    categorical: { type: 'categorical', codes: Int32Array.of(0, 0), categories: ['a'] },
    boolean: { type: 'boolean', codes: Int8Array.of(0, 1) },
    id: { type: 'id', values: ['a', 'b'] },
  }
  const ensureRefused = (compute: () => MetricResult, what: string) => {
    let error: unknown
    try {
      compute()
    } catch (thrown) {
      error = thrown
    }
    ensure(isTabricateError(error) && error.code === 'INVALID_TABLE', `${what}: no INVALID_TABLE`)
  }
  return {
    name: 'refuses types of columns it does not apply to',
    run: async () => {
      for (const type of allTypes) {
        const column = columnOf[type]
        if (isPairMetric(metric)) {
          if (metric.appliesTo.some((types) => types.includes(type))) continue
          ensureRefused(() => metric.compute([column, column], [column, column]), type)
        } else if (!metric.appliesTo.includes(type)) ensureRefused(() => metric.compute(column, column), type)
      }
    },
  }
}

function claimCase(
  claim: MetricClaim,
  { goal, range }: MetricDescription,
  measure: Measure,
): ConformanceCase {
  /** Mean of the figures, the larger the better. */
  const good = async (tables: Omit<MetricTables, 'rng'>): Promise<number> => {
    const values = (await measure(tables)).flatMap(({ value }) => (value === null ? [] : [value]))
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return goal === 'maximize' ? mean : -mean
  }
  const ensureBetter = (better: number, worse: number, what: string) => {
    ensure(better > worse, `${what}: ${better} against ${worse}`)
  }
  switch (claim) {
    case 'identity':
      return {
        name: 'is perfect for a table compared with itself',
        run: async () => {
          const tables = alikeTables()
          const best = goal === 'maximize' ? range[1] : -range[0]
          const self = await good({ ...tables, synthetic: tables.real })
          ensure(Math.abs(self - best) <= rounding, `${self} instead of ${best}`)
        },
      }
    case 'shapes':
      return {
        name: 'is worse for random values than for shuffled columns',
        run: async () =>
          ensureBetter(await good(independentTables()), await good(uniformTables()), 'shuffled, random'),
      }
    case 'dependence':
      return {
        name: 'is worse for shuffled columns than for rows of the same kind',
        run: async () =>
          ensureBetter(await good(alikeTables()), await good(independentTables()), 'alike, shuffled'),
      }
    case 'copies':
      return {
        name: 'is the worse the more rows are copies',
        run: async () => {
          let before = await good(copiedTables(0))
          // A median is at its worst once half of the rows are copies.
          for (const share of [0.15, 0.3, 0.45]) {
            const now = await good(copiedTables(share))
            ensureBetter(before, now, `${100 * share} % copied`)
            before = now
          }
          const all = await good(copiedTables(1))
          ensure(before >= all, `all copied: ${before} became ${all}`)
        },
      }
    default:
      return claim satisfies never
  }
}

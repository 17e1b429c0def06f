import { type Issue, TabricateError, throwIssues } from '../errors.ts'
import type { Column } from '../table/column.ts'
import type { ColumnSchema } from '../table/schema.ts'
import { namedColumns, type Table } from '../table/table.ts'
import { describeGroups, groupCategories } from './category-groups.ts'
import { categoryScores } from './category-scores.ts'
import { codeCount, counted, missingToo } from './plan-reason.ts'
import type { CategoriesPlan, ColumnPlan, PreparationPlan } from './preparation-plan.ts'
import { prepareIds } from './prepare-ids.ts'
import { type DecisionRule, type Planned, prepareNumbers } from './prepare-numbers.ts'
import type { DiscreteColumn, PreparedColumn, PreparedTable } from './prepared.ts'

/** How {@link prepareTable} decides between codes and numbers. */
export interface PrepareOptions {
  /** Numerical and datetime columns to learn as codes of their distinct values, whatever the rule says. */
  readonly discrete?: readonly string[]
  /** Numerical and datetime columns to learn as numbers, whatever the rule says. */
  readonly continuous?: readonly string[]
  /** A column of up to so many distinct values, each on several rows, is discrete. From 0; default 40. */
  readonly maxDistinct?: number
  /** A value of a continuous column on a larger share of the rows is a spike. 0 … 1; default 0.02. */
  readonly spikeShare?: number
  /** No more spikes a column than this: the most frequent values. From 0; default 40. */
  readonly maxSpikes?: number
  /**
   * The categories of a column share so many codes where there are more: rare ones are grouped (see `category-groups.ts`). From 2;
   * default: any number. Networks set it, because their cost grows with the codes.
   */
  readonly maxCategories?: number
}

/**
 * Turns a table into what models learn, and says how to turn it back ({@link restoreTable}). Deterministic.
 *
 * @throws TabricateError `INVALID_OPTIONS` for column names that do not exist, are not numbers or dates, or stand in both lists, or
 *   `maxCategories` below 2;
 *   `INVALID_TABLE` for infinite numbers
 */
export function prepareTable(
  table: Table,
  {
    discrete = [],
    continuous = [],
    maxDistinct = 40,
    spikeShare = 0.02,
    maxSpikes = 40,
    maxCategories = Number.POSITIVE_INFINITY,
  }: PrepareOptions = {},
): { prepared: PreparedTable; plan: PreparationPlan } {
  throwIssues('INVALID_OPTIONS', 'The columns cannot be prepared as asked', [
    ...overrideIssues(table, discrete, continuous),
    ...categoryIssues(maxCategories),
  ])
  const columns: PreparedColumn[] = []
  const plans = namedColumns(table).map(({ schema, column }): ColumnPlan => {
    const asked = discrete.includes(schema.name)
      ? 'discrete'
      : continuous.includes(schema.name)
        ? 'continuous'
        : undefined
    const rule = { asked, maxDistinct, spikeShare, maxSpikes } as const
    const { plan, prepared } = prepareColumn(schema, column, columns.length, rule)
    if (prepared !== undefined) columns.push(prepared)
    return plan
  })
  const all = [...columns]
  const grouped = plans.map((plan) => {
    if (plan.kind !== 'categories' || plan.used.length <= maxCategories) return plan
    const { preparedIndex } = plan
    const column = all[preparedIndex ?? -1]
    if (preparedIndex === null || column?.kind !== 'discrete') return plan
    const others = all.filter((_, index) => index !== preparedIndex)
    const found = groupColumn(plan, column, others, maxCategories)
    columns[preparedIndex] = found.prepared
    return found.plan
  })
  return { prepared: { rowCount: table.rowCount, columns }, plan: { schema: table.schema, columns: grouped } }
}

/** Has the categories of a column share codes. Missing stays the last code. */
function groupColumn(
  plan: CategoriesPlan,
  { name, codes }: DiscreteColumn,
  others: readonly PreparedColumn[],
  maxCategories: number,
): { plan: CategoriesPlan; prepared: DiscreteColumn } {
  const { used, categories, hasMissing } = plan
  const counts = new Float64Array(used.length)
  for (const code of codes) if (code < counts.length) counts[code] = (counts[code] ?? 0) + 1
  const groups = groupCategories(
    counts,
    (category) => categories[used[category] ?? 0] ?? '',
    (among) => categoryScores(codes, used.length, among, others),
    maxCategories,
  )
  const shared = Int32Array.from(groups.codes)
  return {
    plan: { ...plan, groups, reason: `${describeGroups(groups)}${missingToo(hasMissing)}` },
    prepared: {
      kind: 'discrete',
      name,
      codes: codes.map((code) => shared[code] ?? groups.codeCount),
      cardinality: codeCount(groups.codeCount, hasMissing),
    },
  }
}

function categoryIssues(maxCategories: number): Issue[] {
  return maxCategories >= 2
    ? []
    : [{ path: ['maxCategories'], message: `must be 2 or more, not ${maxCategories}` }]
}

function overrideIssues(table: Table, discrete: readonly string[], continuous: readonly string[]): Issue[] {
  const check = (option: string, names: readonly string[], others: readonly string[]) =>
    names.flatMap((name, index): Issue[] => {
      const path = [option, index]
      const column = table.schema.columns.find((each) => each.name === name)
      if (column === undefined) return [{ path, message: `there is no column "${name}"` }]
      if (column.type !== 'numerical' && column.type !== 'datetime') {
        return [
          {
            path,
            message: `"${name}" is ${column.type}; only numerical and datetime columns leave a choice`,
          },
        ]
      }
      return others.includes(name)
        ? [{ path, message: `"${name}" is named as discrete and as continuous` }]
        : []
    })
  return [...check('discrete', discrete, continuous), ...check('continuous', continuous, [])]
}

function prepareColumn(schema: ColumnSchema, column: Column, index: number, rule: DecisionRule): Planned {
  const { name } = schema
  switch (column.type) {
    case 'categorical': {
      const { used, codes, hasMissing } = recode(column.codes, column.categories.length)
      const reason = `${counted(used.length, 'category', 'categories')} in use${missingToo(hasMissing)}`
      const base = { name, preparedIndex: index, hasMissing, reason }
      return {
        plan: { ...base, kind: 'categories', categories: column.categories, used },
        prepared: { kind: 'discrete', name, codes, cardinality: codeCount(used.length, hasMissing) },
      }
    }
    case 'boolean': {
      const { used, codes, hasMissing } = recode(Int32Array.from(column.codes), 2)
      const reason = `boolean${used.length === 1 ? ' that is always the same' : ''}${missingToo(hasMissing)}`
      return {
        plan: { kind: 'booleans', name, preparedIndex: index, hasMissing, reason, used },
        prepared: { kind: 'discrete', name, codes, cardinality: codeCount(used.length, hasMissing) },
      }
    }
    case 'id':
      if (schema.type !== 'id') {
        throw new TabricateError(
          'INVALID_TABLE',
          `Column "${name}" is described as ${schema.type} but holds ids.`,
        )
      }
      return prepareIds(schema, column.values, index)
    case 'numerical':
    case 'datetime':
      return prepareNumbers(schema, column, index, rule)
    default:
      return column satisfies never
  }
}

/** Numbers the codes that occur 0, 1, …; missing becomes the last. */
function recode(codes: Int32Array, categoryCount: number) {
  const occurs = new Uint8Array(categoryCount)
  let hasMissing = false
  for (const code of codes) {
    if (code < 0) hasMissing = true
    else occurs[code] = 1
  }
  const used: number[] = []
  const newCodes = new Int32Array(categoryCount)
  occurs.forEach((flag, code) => {
    if (flag === 1) newCodes[code] = used.push(code) - 1
  })
  return { used, hasMissing, codes: codes.map((code) => (code < 0 ? used.length : (newCodes[code] ?? 0))) }
}

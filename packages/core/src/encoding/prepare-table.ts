import { type Issue, TabricateError, throwIssues } from '../errors.ts'
import type { Column } from '../table/column.ts'
import type { ColumnSchema } from '../table/schema.ts'
import { namedColumns, type Table } from '../table/table.ts'
import { codeCount, counted, missingToo } from './plan-reason.ts'
import type { ColumnPlan, PreparationPlan } from './preparation-plan.ts'
import { prepareIds } from './prepare-ids.ts'
import { type DecisionRule, type Planned, prepareNumbers } from './prepare-numbers.ts'
import type { PreparedColumn, PreparedTable } from './prepared.ts'

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
}

/**
 * Turns a table into what models learn, and says how to turn it back ({@link restoreTable}). Deterministic.
 *
 * @throws TabricateError `INVALID_OPTIONS` for column names that do not exist, are not numbers or dates, or stand in both lists;
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
  }: PrepareOptions = {},
): { prepared: PreparedTable; plan: PreparationPlan } {
  throwIssues(
    'INVALID_OPTIONS',
    'The columns cannot be prepared as asked',
    overrideIssues(table, discrete, continuous),
  )
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
  return { prepared: { rowCount: table.rowCount, columns }, plan: { schema: table.schema, columns: plans } }
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

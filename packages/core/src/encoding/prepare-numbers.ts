import { TabricateError } from '../errors.ts'
import type { Column } from '../table/column.ts'
import type { ColumnSchema, NumberFormat } from '../table/schema.ts'
import { dateResolution, resolutionName } from './date-resolution.ts'
import { type DistinctValues, distinctValues, indexOfSorted } from './distinct-values.ts'
import { learnDecimals } from './number-rounding.ts'
import { codeCount, counted, missingToo } from './plan-reason.ts'
import type { ColumnPlan } from './preparation-plan.ts'
import type { PreparedColumn } from './prepared.ts'

/** What decides between codes and numbers. */
export interface DecisionRule {
  readonly asked: 'discrete' | 'continuous' | undefined
  readonly maxDistinct: number
  readonly spikeShare: number
  readonly maxSpikes: number
}

/** A column's plan, and the prepared column if something of it is learned. */
export interface Planned {
  readonly plan: ColumnPlan
  readonly prepared: PreparedColumn | undefined
}

/** Rows that each distinct value takes on average, at least, in a column that is discrete for its few values. */
const minRowsPerWhole = 3
const minRowsPerFraction = 10

/** A value on fewer rows is no spike: in a small table its share may be chance. */
const minSpikeRows = 10

/** Real values are a grid for drawn ones when there are no more than this, on so many rows each on average. */
const maxGridValues = 1000
const minRowsPerGridValue = 20

/** Decides whether a column of numbers or dates is learned as codes or as numbers, and prepares it. */
export function prepareNumbers(
  schema: ColumnSchema,
  column: Column & { readonly type: 'numerical' | 'datetime' },
  index: number,
  rule: DecisionRule,
): Planned {
  const { name } = schema
  const distinct = distinctValues(column.values)
  const hasMissing = distinct.total < column.values.length
  const min = distinct.values[0] ?? 0
  const max = distinct.values[distinct.values.length - 1] ?? 0
  if (!Number.isFinite(min) || !Number.isFinite(max)) {
    throw new TabricateError(
      'INVALID_TABLE',
      `Column "${name}" has infinite values, which no model can learn. Make them missing (NaN), or read the column as categories.`,
    )
  }
  const base = { name, preparedIndex: index, hasMissing }
  const { isDiscrete, reason } = decide(distinct, column.type, rule)
  if (isDiscrete) {
    const values = Array.from(distinct.values)
    const codes = Int32Array.from(column.values, (value) =>
      Number.isNaN(value) ? values.length : indexOfSorted(values, value),
    )
    return {
      plan: {
        ...base,
        kind: 'distinct',
        type: column.type,
        values,
        reason: `${reason}${missingToo(hasMissing)}`,
      },
      prepared: { kind: 'discrete', name, codes, cardinality: codeCount(values.length, hasMissing) },
    }
  }
  const spikes = findSpikes(distinct, column.values.length, rule)
  const isGrid =
    distinct.values.length <= maxGridValues && distinct.total >= minRowsPerGridValue * distinct.values.length
  const found = `${reason}${spikes.length === 0 ? '' : `, ${counted(spikes.length, 'spike', 'spikes')}`}`
  if (column.type === 'datetime') {
    const resolution = dateResolution(distinct.values, min)
    const toSteps = (date: number) => (date - min) / resolution
    return {
      plan: {
        ...base,
        kind: 'dates',
        origin: min,
        resolution,
        last: toSteps(max),
        grid: isGrid ? Array.from(distinct.values, toSteps) : null,
        reason: `${found}, resolution 1 ${resolutionName(resolution)}${gridText(isGrid)}`,
      },
      prepared: {
        kind: 'continuous',
        name,
        values: column.values.map(toSteps),
        spikes: spikes.map(toSteps),
        hasMissing,
      },
    }
  }
  const decimals = commonDecimals(schema, distinct.values)
  return {
    plan: {
      ...base,
      kind: 'numbers',
      min,
      max,
      decimals,
      grid: isGrid ? Array.from(distinct.values) : null,
      reason: `${found}, ${decimalsText(decimals)}${gridText(isGrid)}`,
    },
    prepared: { kind: 'continuous', name, values: column.values, spikes, hasMissing },
  }
}

function decide(
  { values, total }: DistinctValues,
  type: 'numerical' | 'datetime',
  { asked, maxDistinct }: DecisionRule,
): { isDiscrete: boolean; reason: string } {
  if (values.length === 0) return { isDiscrete: true, reason: 'all cells are missing' }
  const found = `${counted(values.length, 'distinct value', 'distinct values')} in ${counted(total, 'cell', 'cells')}`
  if (asked !== undefined) return { isDiscrete: asked === 'discrete', reason: `${found}, ${asked} as asked` }
  const whole = type === 'datetime' || values.every(Number.isInteger)
  const enough = total >= values.length * (whole ? minRowsPerWhole : minRowsPerFraction)
  const few = values.length <= 2 || (values.length <= maxDistinct && enough)
  return { isDiscrete: few, reason: `${found}: ${few ? 'discrete' : 'continuous'}` }
}

function findSpikes(
  { values, counts }: DistinctValues,
  rowCount: number,
  { spikeShare, maxSpikes }: DecisionRule,
): number[] {
  const rowsOf = (index: number) => counts[index] ?? 0
  return Array.from(values.keys())
    .filter((index) => rowsOf(index) > spikeShare * rowCount && rowsOf(index) >= minSpikeRows)
    .sort((a, b) => rowsOf(b) - rowsOf(a))
    .slice(0, maxSpikes)
    .map((index) => values[index] ?? 0)
    .sort((a, b) => a - b)
}

/** Decimals of present `values`: what they show; where the schema, which may have seen more rows, allows more digits, those. */
export function commonDecimals(schema: ColumnSchema, values: Float64Array): number | null {
  const learned = learnDecimals(values)
  const format: NumberFormat | undefined = schema.type === 'numerical' ? schema.format : undefined
  return learned === null ? null : Math.max(learned, format?.decimals ?? 0)
}

function decimalsText(decimals: number | null): string {
  if (decimals === null) return 'not rounded'
  return decimals === 0 ? 'whole numbers' : counted(decimals, 'decimal', 'decimals')
}

function gridText(isGrid: boolean): string {
  return isGrid ? ', only values seen are drawn' : ''
}

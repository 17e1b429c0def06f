import type { DatesPlan, NumbersPlan, PreparationPlan } from './preparation-plan.ts'
import { type NumberRange, preparedIntervals } from './prepared-intervals.ts'
import { restoreDate, restoreNumber } from './restore-cell.ts'

/** A condition on one prepared column. */
export type PreparedCondition =
  /** `allowed[code]` is 1 where the code satisfies the condition. `column` counts prepared columns. */
  | { readonly kind: 'discrete'; readonly column: number; readonly allowed: Uint8Array }
  | {
      readonly kind: 'continuous'
      readonly column: number
      readonly matches: (value: number) => boolean
      /** The present values that match, up to rounding; undefined where a condition is not made of ranges. */
      readonly intervals?: readonly NumberRange[]
    }

/**
 * What a condition on column `column` of the schema means for the prepared table. `matches` decides on a cell as the
 * restored table has it: text, number, boolean, dates as ms since 1970, `null` = missing.
 * `ranges`: the numbers and dates that it accepts, if it is known. `undefined` for ids, which are not learned.
 */
export function conditionOnPrepared(
  plan: PreparationPlan,
  column: number,
  matches: (cell: string | number | boolean | null) => boolean,
  ranges?: readonly NumberRange[],
): PreparedCondition | undefined {
  const columnPlan = plan.columns[column]
  if (columnPlan === undefined || columnPlan.kind === 'generated' || columnPlan.preparedIndex === null)
    return undefined
  const { preparedIndex, hasMissing } = columnPlan
  const discrete = (cells: readonly (string | number | boolean)[]): PreparedCondition => {
    // The one code of a column without rows stands for missing.
    const all = hasMissing || cells.length === 0 ? [...cells, null] : cells
    return {
      kind: 'discrete',
      column: preparedIndex,
      allowed: Uint8Array.from(all, (cell) => (matches(cell) ? 1 : 0)),
    }
  }
  const continuous = (
    numbers: NumbersPlan | DatesPlan,
    restore: (value: number) => number,
  ): PreparedCondition => ({
    kind: 'continuous',
    column: preparedIndex,
    matches: (value) => matches(Number.isNaN(value) ? null : restore(value)),
    ...(ranges !== undefined && { intervals: preparedIntervals(numbers, ranges) }),
  })
  switch (columnPlan.kind) {
    case 'categories':
      return discrete(columnPlan.used.map((index) => columnPlan.categories[index] ?? ''))
    case 'booleans':
      return discrete(columnPlan.used.map((code) => code === 1))
    case 'distinct':
      return discrete(columnPlan.values)
    case 'numbers':
      return continuous(columnPlan, (value) => restoreNumber(columnPlan, value))
    case 'dates':
      return continuous(columnPlan, (value) => restoreDate(columnPlan, value))
    default:
      return columnPlan satisfies never
  }
}

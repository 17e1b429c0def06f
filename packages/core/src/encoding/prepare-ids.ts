import type { IdFormat } from '../table/schema.ts'
import type { GeneratedPlan } from './preparation-plan.ts'
import type { Planned } from './prepare-numbers.ts'
import { realValueFilter } from './real-value-filter.ts'

/** What is known of an id column before it is prepared. */
interface IdColumn {
  readonly name: string
  readonly missing: string
  readonly format: IdFormat
  readonly unique: boolean
}

/** Plans how new ids are made of which none is a real one; where some are missing, which rows have none is learned. */
export function prepareIds(column: IdColumn, values: readonly (string | null)[], index: number): Planned {
  const hasMissing = values.includes(null)
  const { name, unique } = column
  const distinct = new Set(values.filter((value) => value !== null))
  const format = column.format.kind === 'sequence' ? continued(column.format, distinct) : column.format
  const plan: GeneratedPlan = {
    kind: 'generated',
    name,
    preparedIndex: hasMissing ? index : null,
    hasMissing,
    format,
    unique,
    distinct: distinct.size,
    // A new value that reads as missing would be lost in a file.
    real: format.kind === 'sequence' ? '' : realValueFilter(new Set([...distinct, column.missing])),
    reason: `ids are made anew, never learned or copied${hasMissing ? '; which rows have none is learned' : ''}`,
  }
  if (!hasMissing) return { plan, prepared: undefined }
  const codes = Int32Array.from(values, (value) => (value === null ? 1 : 0))
  return { plan, prepared: { kind: 'discrete', name, codes, cardinality: 2 } }
}

/** The running number after the last real one, in the direction of its step. */
export function continued(
  format: Extract<IdFormat, { kind: 'sequence' }>,
  distinct: ReadonlySet<string>,
): IdFormat {
  const { step } = format
  let { start } = format
  for (const text of distinct) {
    const value = Number(text)
    if (!Number.isSafeInteger(value)) continue
    if (step > 0 ? value >= start : value <= start) start = value + step
  }
  return { ...format, start }
}

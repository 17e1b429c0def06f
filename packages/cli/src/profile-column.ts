import { type Column, isMissing, type NamedColumn } from '@tabricate/core'

/** What `inspect` says of one column. */
export interface ColumnProfile {
  readonly name: string
  readonly type: Column['type']
  readonly reason: string
  readonly missing: number
  /** Different values, missing not counted. */
  readonly distinct: number
  /** Smallest and largest value; dates as ISO 8601 text; `null` where values have no order or there is none. */
  readonly min: number | string | null
  readonly max: number | string | null
}

export function profileColumn({ schema, column }: NamedColumn): ColumnProfile {
  const { name, type, reason } = schema
  const [min, max] = extremes(column)
  return { name, type, reason, missing: countMissing(column), distinct: countDistinct(column), min, max }
}

function countMissing(column: Column): number {
  const { length } = 'codes' in column ? column.codes : column.values
  let missing = 0
  for (let row = 0; row < length; row++) if (isMissing(column, row)) missing++
  return missing
}

function countDistinct(column: Column): number {
  switch (column.type) {
    case 'numerical':
    case 'datetime':
      return countOthers(column.values, (value) => Number.isNaN(value))
    case 'categorical':
    case 'boolean':
      return countOthers<number>(column.codes, (code) => code < 0)
    case 'id':
      return countOthers(column.values, (value) => value === null)
    default:
      return column satisfies never
  }
}

function countOthers<Value>(values: Iterable<Value>, isLeftOut: (value: Value) => boolean): number {
  const seen = new Set<Value>()
  for (const value of values) if (!isLeftOut(value)) seen.add(value)
  return seen.size
}

function extremes(column: Column): readonly [number | string | null, number | string | null] {
  if (column.type !== 'numerical' && column.type !== 'datetime') return [null, null]
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (const value of column.values) {
    if (value < min) min = value
    if (value > max) max = value
  }
  if (min > max) return [null, null]
  return column.type === 'numerical' ? [min, max] : [isoDate(min), isoDate(max)]
}

/** `2024-05-01`, or with the time where it is not midnight. */
function isoDate(ms: number): string {
  return new Date(ms)
    .toISOString()
    .replace(/T00:00:00\.000Z$/, '')
    .replace('.000Z', 'Z')
}

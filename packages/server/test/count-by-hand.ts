import { expect } from 'vitest'
import type { statsIntervals } from '../src/contracts/stats.ts'
import { jobStates } from '../src/jobs/job-states.ts'

// What statistics should say, counted row by row.

export const between = (from: Date, to: Date) => (at: Date | null) => at !== null && at >= from && at < to
export const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
export const known = <Value>(values: readonly (Value | null)[]): readonly Value[] =>
  values.flatMap((value) => (value === null ? [] : [value]))
export const mean = (values: readonly number[]) => (values.length === 0 ? null : sum(values) / values.length)
/** Up to rounding: sums here and there add in another order. */
export const near = (value: number | null): unknown => (value === null ? null : expect.closeTo(value, 6))

export function countStates(rows: readonly { readonly state: string }[]) {
  return Object.fromEntries(
    jobStates.map((state) => [state, rows.filter((row) => row.state === state).length]),
  )
}

function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place))
}

export function distributionOf(values: readonly number[]) {
  return {
    count: values.length,
    mean: near(mean(values)),
    median: near(quantile(values, 0.5)),
    p95: near(quantile(values, 0.95)),
    min: near(values.length === 0 ? null : Math.min(...values)),
    max: near(values.length === 0 ? null : Math.max(...values)),
  }
}

export function endsOf(rows: readonly { readonly state: string }[]) {
  const { succeeded = 0, failed = 0, cancelled = 0 } = countStates(rows)
  return {
    succeeded,
    failed,
    cancelled,
    success_rate: near(succeeded + failed === 0 ? null : succeeded / (succeeded + failed)),
  }
}

export function stepOf(at: Date, interval: (typeof statsIntervals)[number]): string {
  const step = new Date(at)
  step.setUTCMinutes(0, 0, 0)
  if (interval !== 'hour') step.setUTCHours(0)
  // Monday is the first day of a week.
  if (interval === 'week') step.setUTCDate(step.getUTCDate() - ((step.getUTCDay() + 6) % 7))
  if (interval === 'month') step.setUTCDate(1)
  return `${step.toISOString().slice(0, 19)}Z`
}

export function groups<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): readonly (readonly [string, readonly Row[]])[] {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row])
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Most frequent first, as lists of statistics. */
export function ranking<Row>(rows: readonly Row[], keyOf: (row: Row) => string, label: string, unit: string) {
  return groups(rows, keyOf)
    .map(([name, members]) => ({ [label]: name, [unit]: members.length }))
    .sort((a, b) => Number(b[unit]) - Number(a[unit]))
}

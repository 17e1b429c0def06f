import type { MetricResult } from '../../metrics/metric.ts'

/** Stands where there is no figure. */
export const noFigure = '–'

/** Three decimals: 0.944. */
export function formatShare(value: number | null | undefined): string {
  return value === null || value === undefined ? noFigure : withoutMinusZero(value.toFixed(3))
}

/** A score, or a dash: the reason is told elsewhere. */
export function formatResult(result: MetricResult | null): string {
  return formatShare(result?.value)
}

/** 0.930 to 0.951. */
export function formatInterval(interval: readonly [number, number] | null | undefined): string {
  return interval === null || interval === undefined
    ? noFigure
    : `${formatShare(interval[0])} to ${formatShare(interval[1])}`
}

/** 12.3 %, and never 0 % for what is not 0. */
export function formatPercent(share: number): string {
  if (share > 0 && share < 0.0005) return '< 0.1 %'
  return `${(100 * share).toFixed(1)} %`
}

/** 32,561. */
export function formatCount(value: number): string {
  return value.toLocaleString('en')
}

/** `1 row`, `2 rows`. */
export function formatCounted(value: number, noun: string): string {
  return `${formatCount(value)} ${noun}${value === 1 ? '' : 's'}`
}

/** Milliseconds as 1,004.2 s. */
export function formatSeconds(ms: number): string {
  return `${(ms / 1000).toLocaleString('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 })} s`
}

/** Four significant digits. */
export function formatValue(value: number): string {
  const size = Math.abs(value)
  if (value === 0) return '0'
  if (size >= 1e7 || size < 1e-4) return value.toExponential(2)
  return Number(value.toPrecision(size >= 1000 ? 6 : 4)).toLocaleString('en', { maximumFractionDigits: 7 })
}

const msPerDay = 86_400_000

/** A date, with the time of day where `spanMs`, what is shown beside it, is short. */
export function formatDate(ms: number, spanMs: number): string {
  const date = new Date(ms)
  if (Number.isNaN(date.getTime())) return noFigure
  const iso = date.toISOString()
  return spanMs < 5 * msPerDay ? iso.slice(0, 16).replace('T', ' ') : iso.slice(0, 10)
}

function withoutMinusZero(text: string): string {
  return text === '-0.000' ? '0.000' : text
}

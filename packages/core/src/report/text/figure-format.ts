import type { MetricResult } from '../../metrics/metric.ts'
import type { ReportLanguage } from '../texts/report-options.ts'

/** Stands where there is no figure. */
export const noFigure = '–'

/** How figures are written in a language. */
export interface FigureFormat {
  /** Is it followed by a noun in the singular? */
  readonly isOne: (value: number) => boolean
  /** Three decimals: 0.944. */
  readonly share: (value: number | null | undefined) => string
  /** A score, or a dash: the reason is told elsewhere. */
  readonly result: (result: MetricResult | null) => string
  /** 0.930 to 0.951. */
  readonly interval: (interval: readonly [number, number] | null | undefined) => string
  /** 12.3 %, and never 0 % for what is not 0. */
  readonly percent: (share: number) => string
  /** 32,561. */
  readonly count: (value: number) => string
  /** With all its decimals. */
  readonly number: (value: number) => string
  /** Milliseconds as 1,004.2 s. */
  readonly seconds: (ms: number) => string
  /** Four significant digits. */
  readonly value: (value: number) => string
  /** A date, with the time of day where `spanMs`, what is shown beside it, is short. */
  readonly date: (ms: number, spanMs: number) => string
  /** Two decimals without a zero before them, for narrow cells: .93, −.40. */
  readonly cell: (value: number) => string
}

/** In what the languages differ. */
interface Conventions {
  /** BCP 47: groups of digits, plurals. */
  readonly locale: string
  readonly decimalMark: string
  /** Before a unit. */
  readonly unitSpace: string
  readonly range: (low: string, high: string) => string
  readonly day: (year: string, month: string, day: string) => string
}

export const figureFormats: Readonly<Record<ReportLanguage, FigureFormat>> = {
  en: figureFormat({
    locale: 'en',
    decimalMark: '.',
    unitSpace: ' ',
    range: (low, high) => `${low} to ${high}`,
    day: (year, month, day) => `${year}-${month}-${day}`,
  }),
  fr: figureFormat({
    locale: 'fr',
    decimalMark: ',',
    unitSpace: '\u202F',
    range: (low, high) => `${low} à ${high}`,
    day: (year, month, day) => `${day}/${month}/${year}`,
  }),
}

const msPerDay = 86_400_000

function figureFormat({ locale, decimalMark, unitSpace, range, day }: Conventions): FigureFormat {
  const plurals = new Intl.PluralRules(locale)
  const decimals = (text: string) => text.replace('.', decimalMark)
  const number = (value: number, options: Intl.NumberFormatOptions = {}) =>
    value.toLocaleString(locale, { maximumFractionDigits: 20, ...options })

  function share(value: number | null | undefined): string {
    if (value === null || value === undefined) return noFigure
    return decimals(value.toFixed(3).replace('-0.000', '0.000'))
  }

  return {
    isOne: (value) => plurals.select(value) === 'one',
    share,
    result: (result) => share(result?.value),
    interval: (interval) =>
      interval === null || interval === undefined ? noFigure : range(share(interval[0]), share(interval[1])),
    percent: (value) =>
      value > 0 && value < 0.0005
        ? decimals(`<${unitSpace}0.1${unitSpace}%`)
        : decimals(`${(100 * value).toFixed(1)}${unitSpace}%`),
    count: (value) => number(value),
    number: (value) => number(value),
    seconds: (ms) =>
      `${number(ms / 1000, { minimumFractionDigits: 1, maximumFractionDigits: 1 })}${unitSpace}s`,
    value(value) {
      const size = Math.abs(value)
      if (value === 0) return '0'
      if (size >= 1e7 || size < 1e-4) return decimals(value.toExponential(2))
      return number(Number(value.toPrecision(size >= 1000 ? 6 : 4)), { maximumFractionDigits: 7 })
    },
    date(ms, spanMs) {
      const date = new Date(ms)
      if (Number.isNaN(date.getTime())) return noFigure
      const [, year = '', month = '', dayOfMonth = '', time = ''] =
        /^([+-]?\d+)-(\d\d)-(\d\d)T(\d\d:\d\d)/.exec(date.toISOString()) ?? []
      const written = day(year, month, dayOfMonth)
      return spanMs < 5 * msPerDay ? `${written} ${time}` : written
    },
    cell: (value) =>
      decimals(
        value
          .toFixed(2)
          .replace('-0.00', '0.00')
          .replace(/^(-?)0\./, '$1.'),
      ).replace('-', '−'),
  }
}

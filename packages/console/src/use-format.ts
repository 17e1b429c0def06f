import { useMemo } from 'react'
import { useLanguage } from './messages/language.tsx'
import type { Language } from './messages/language-names.ts'

/** Years are not grouped. */
const useGrouping = 'min2'

export interface Format {
  /** What stands in numbers that are entered. */
  readonly separators: { readonly decimal: string; readonly group: string }
  number(value: number, digits?: number): string
  percent(share: number): string
  bytes(count: number): string
  date(iso: string): string
  dateTime(iso: string): string
  duration(seconds: number): string
}

/** The chosen language as the browser's own region writes it: English dates differ between its countries. */
export function localeOf(language: Language, preferred: readonly string[]): string {
  return preferred.find((tag) => tag.split('-')[0] === language && isLocale(tag)) ?? language
}

/** Browsers pass on what the system is set to, as `en-US@posix`, which is none. */
function isLocale(tag: string): boolean {
  try {
    return new Intl.Locale(tag).baseName !== ''
  } catch {
    return false
  }
}

function separatorsOf(locale: string): Format['separators'] {
  const parts = new Intl.NumberFormat(locale).formatToParts(10_000.5)
  const find = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return { decimal: find('decimal'), group: find('group') }
}

/** Numbers, sizes and times as the chosen language writes them. */
export function useFormat(): Format {
  const { language, t } = useLanguage()
  return useMemo(() => {
    const locale = localeOf(language, navigator.languages)
    const number = (value: number, digits = 3) =>
      new Intl.NumberFormat(locale, { maximumSignificantDigits: Math.max(digits, 1), useGrouping }).format(
        value,
      )
    const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, useGrouping })
    const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 })
    const dates = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
    const times = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
    return {
      separators: separatorsOf(locale),
      number: (value, digits) =>
        digits === undefined && Number.isInteger(value) ? whole.format(value) : number(value, digits),
      percent: (share) => percent.format(share),
      bytes(count) {
        const power = count < 1 ? 0 : Math.min(t.units.length - 1, Math.floor(Math.log10(count) / 3))
        return `${number(count / 1000 ** power)}\u00a0${t.units[power]}`
      },
      date: (iso) => dates.format(new Date(iso)),
      dateTime: (iso) => times.format(new Date(iso)),
      duration(seconds) {
        if (seconds < 1) return t.time.under
        if (seconds < 90) return t.time.seconds(Math.round(seconds))
        if (seconds < 5400) return t.time.minutes(Math.round(seconds / 60))
        return t.time.hours(Math.floor(seconds / 3600), Math.round((seconds % 3600) / 60))
      },
    }
  }, [language, t])
}

import { useMemo } from 'react'
import { useLanguage } from './messages/language.tsx'

export interface Format {
  number(value: number, digits?: number): string
  percent(share: number): string
  bytes(count: number): string
  date(iso: string): string
  dateTime(iso: string): string
  duration(seconds: number): string
}

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const

/** Numbers, sizes and times as the chosen language writes them. */
export function useFormat(): Format {
  const { language, t } = useLanguage()
  return useMemo(() => {
    const number = (value: number, digits = 3) =>
      new Intl.NumberFormat(language, { maximumSignificantDigits: Math.max(digits, 1) }).format(value)
    const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
    const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 })
    const dates = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' })
    const times = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
    return {
      number: (value, digits) =>
        digits === undefined && Number.isInteger(value) ? whole.format(value) : number(value, digits),
      percent: (share) => percent.format(share),
      bytes(count) {
        const power = count < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(count) / 3))
        return `${number(count / 1000 ** power)} ${units[power]}`
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

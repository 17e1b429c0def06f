/**
 * Spreadsheets keep points in time as days since the end of 1899, with the time of day as a fraction. They take 1900 for a
 * leap year, as Lotus 1-2-3 did: day 60 is a 29th of February that never was. Files of old Macintoshes count from 1904.
 */
const dayMs = 86_400_000
const daysTo1970 = 25_569
const days1904 = 1_462
const falseLeapDay = 60

/** Milliseconds since 1970-01-01 of a serial date; a number below 1 is a time of day, on 1970-01-01. */
export function serialToMs(serial: number, is1904: boolean): number {
  if (serial >= 0 && serial < 1) return Math.round(serial * dayMs)
  const days = is1904 ? serial + days1904 : serial < falseLeapDay ? serial + 1 : serial
  return Math.round((days - daysTo1970) * dayMs)
}

/** The serial date of milliseconds since 1970-01-01; null before March 1900, where spreadsheets disagree. */
export function msToSerial(ms: number): number | null {
  const serial = ms / dayMs + daysTo1970
  return serial > falseLeapDay ? serial : null
}

/** The part of a day, for times without a date. */
export function msToDayFraction(ms: number): number | null {
  return ms >= 0 && ms < dayMs ? ms / dayMs : null
}

/** Texts, escapes, fillers, and brackets but those of durations (`[h]`): what is in a number format without being part of it. */
const decorations = /"[^"]*"|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi

/** Does a number format, as `yyyy-mm-dd` or `[$-409]d/m/yy h:mm;@`, show a date or a time? */
export function isDateFormat(format: string): boolean {
  return /[ymdhs]/i.test(format.replace(decorations, ''))
}

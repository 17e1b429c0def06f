import { utcFormat, utcParse } from 'd3-time-format'

/** Writes milliseconds since 1970 in a strftime format, in UTC. */
export function datetimeFormatter(format: string): (value: number) => string {
  const write = utcFormat(format)
  return (value) => write(new Date(value))
}

/** Reads texts of a strftime format as milliseconds since 1970, taken as UTC; NaN when the text is not of the format. */
export function datetimeParser(format: string): (text: string) => number {
  const parse = utcParse(format)
  return (text) => parse(text)?.getTime() ?? Number.NaN
}

/** Like {@link datetimeParser}, but NaN also when writing the value would give another text, as for `2023-02-31`. */
export function exactDatetimeParser(format: string): (text: string) => number {
  const parse = datetimeParser(format)
  const write = datetimeFormatter(format)
  return (text) => {
    const value = parse(text)
    return Number.isNaN(value) || write(value) !== text ? Number.NaN : value
  }
}

/**
 * The strftime formats that `text` may be written in, likelier ones first: a date, a time or both, in the orders and with
 * the separators in use. An offset (`Z`, `+02:00`) becomes a literal part of the format: the value is the local time.
 * Month before day comes first where both are possible (`03/08/1971`), day first with full stops.
 */
export function datetimeFormatsOf(text: string): string[] {
  if (text.length > 40) return []
  const formats = timeFormatsOf(text)
  for (const [shape, dates] of dateShapes) {
    const date = shape.exec(text)?.[0]
    if (date === undefined) continue
    const rest = text.slice(date.length)
    if (rest === '') formats.push(...dates)
    const gap = /^(?:T|,? )/.exec(rest)?.[0]
    if (gap === undefined) continue
    for (const time of timeFormatsOf(rest.slice(gap.length)))
      formats.push(...dates.map((each) => each + gap + time))
  }
  return formats
}

function dayMonthYear(separator: string, year: '%Y' | '%y', monthFirst: boolean): string[] {
  const padded = [
    ['%m', '%d', year],
    ['%d', '%m', year],
  ]
  const plain = [
    ['%-m', '%-d', year],
    ['%-d', '%-m', year],
  ]
  return [padded, plain].flatMap((orders) =>
    (monthFirst ? orders : orders.toReversed()).map((order) => order.join(separator)),
  )
}

function namedMonth(name: '%b' | '%B'): string[] {
  return ['%Y', '%y'].flatMap((year) =>
    ['%d', '%-d'].flatMap((day) => [' ', '-', '/'].map((separator) => [day, name, year].join(separator))),
  )
}

/** What a date looks like, and the formats that make such a look. */
const dateShapes: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\d{4}-\d{2}-\d{2}/, ['%Y-%m-%d']],
  [/^\d{4}\/\d{1,2}\/\d{1,2}/, ['%Y/%m/%d', '%Y/%-m/%-d']],
  [/^\d{4}\.\d{2}\.\d{2}/, ['%Y.%m.%d']],
  [/^\d{1,2}\/\d{1,2}\/\d{4}/, dayMonthYear('/', '%Y', true)],
  [/^\d{1,2}\/\d{1,2}\/\d{2}(?!\d)/, dayMonthYear('/', '%y', true)],
  [/^\d{1,2}-\d{1,2}-\d{4}/, dayMonthYear('-', '%Y', true)],
  [/^\d{1,2}\.\d{1,2}\.\d{4}/, dayMonthYear('.', '%Y', false)],
  [/^\d{1,2}\.\d{1,2}\.\d{2}(?!\d)/, dayMonthYear('.', '%y', false)],
  [/^\d{1,2}[- /][A-Z][a-z]{2}[- /]\d{2,4}/, namedMonth('%b')],
  [/^\d{1,2}[- /][A-Z][a-z]{2,8}[- /]\d{2,4}/, namedMonth('%B')],
  [/^[A-Z][a-z]{2} \d{1,2}, \d{4}/, ['%b %d, %Y', '%b %-d, %Y']],
  [/^[A-Z][a-z]{2,8} \d{1,2}, \d{4}/, ['%B %d, %Y', '%B %-d, %Y']],
  [/^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4}/, ['%a, %d %b %Y']],
  [/^\d{4}-\d{2}(?![-\d])/, ['%Y-%m']],
  [/^\d{8}(?!\d)/, ['%Y%m%d']],
]

const timeShape =
  /^\d{1,2}:\d{2}(?<seconds>:\d{2})?(?<fraction>\.\d{3}|\.\d{6})?(?<half> ?[AP]M)?(?<zone> ?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}))?$/

function timeFormatsOf(text: string): string[] {
  const groups = timeShape.exec(text)?.groups
  if (groups === undefined) return []
  const { seconds, fraction, half, zone = '' } = groups
  if (fraction !== undefined && seconds === undefined) return []
  const hours = half === undefined ? ['%H', '%-H'] : ['%I', '%-I']
  const second = seconds === undefined ? '' : ':%S'
  const fractions = fraction === undefined ? '' : fraction.length === 4 ? '.%L' : '.%f'
  const tail = half === undefined ? zone : `${half.slice(0, -2)}%p${zone}`
  return hours.map((hour) => `${hour}:%M${second}${fractions}${tail}`)
}

import { exactDatetimeParser } from './datetime-format.ts'
import type { ColumnSchema } from './schema.ts'

/** Columns of dates that are dates too with day and month exchanged, by name. */
export type AmbiguousDates = Map<string, AmbiguousDate>

export interface AmbiguousDate {
  /** The format with the day first. */
  readonly exchanged: string
  /** The column's reason for a format, with a remark on how it was chosen. */
  say(format: string, how: string): string
}

const monthFirst = /%-?m([^%]+)%-?d\1%[Yy]/
const dayFirst = /%-?d([^%]+)%-?m\1%[Yy]/

/**
 * The format with day and month exchanged, when all texts are dates in it as well, and not the same ones; else null. `format` has the
 * month first: texts that only fit with the day first leave no choice.
 */
export function exchangedOrder(format: string, texts: readonly string[]): string | null {
  if (!monthFirst.test(format)) return null
  const exchanged = format.replace(/m([^%]+%-?)d/, 'd$1m')
  const [parse, parseExchanged] = [exactDatetimeParser(format), exactDatetimeParser(exchanged)]
  const isFit = texts.every((text) => !Number.isNaN(parseExchanged(text)))
  return isFit && texts.some((text) => parse(text) !== parseExchanged(text)) ? exchanged : null
}

/**
 * Decides the order of day and month where a column's values fit both. The day comes first if it does in a column of the file that
 * leaves no choice, or if no column shows an order and numbers have decimal commas, as in the countries that write so. Otherwise the
 * month does. Each decision is told to `onNotice`.
 */
export function settleDateOrders(
  columns: readonly ColumnSchema[],
  ambiguous: AmbiguousDates,
  onNotice: ((notice: string) => void) | undefined,
): readonly ColumnSchema[] {
  if (ambiguous.size === 0) return columns
  const sure = columns.filter(({ name, type }) => type === 'datetime' && !ambiguous.has(name))
  const formatOf = (column: ColumnSchema) => (column.type === 'datetime' ? column.format : '')
  const proof =
    sure.find((column) => monthFirst.test(formatOf(column))) ??
    sure.find((column) => dayFirst.test(formatOf(column)))
  const commas = columns.find((column) => column.type === 'numerical' && column.format.decimalMark === ',')
  return columns.map((column) => {
    const found = ambiguous.get(column.name)
    if (found === undefined || column.type !== 'datetime') return column
    const isDayFirst = proof === undefined ? commas !== undefined : dayFirst.test(formatOf(proof))
    const evidence =
      proof !== undefined
        ? `as in "${proof.name}"`
        : commas !== undefined
          ? `as where numbers have decimal commas`
          : 'nothing in the table tells'
    const format = isDayFirst ? found.exchanged : column.format
    const other = isDayFirst ? column.format : found.exchanged
    const order = isDayFirst ? 'the day' : 'the month'
    onNotice?.(
      `Column "${column.name}": its dates fit with the day or the month first; read with ${order} first (${format}), ${evidence}. To read them otherwise, give its format: { type: 'datetime', format: '${other}' }.`,
    )
    const how = ` (day and month may be the other way round; ${order} was taken first, ${evidence})`
    return { ...column, format, reason: found.say(format, how) }
  })
}

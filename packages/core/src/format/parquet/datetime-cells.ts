import { createColumnBuilder } from '../../table/column-builder.ts'
import { datetimeFormatter } from '../../table/datetime-format.ts'
import type { RawColumn } from '../../table/raw-column.ts'
import type { ParquetType } from './parquet-type.ts'

/** Takes the cells of a column of dates or timestamps. */
export interface DatetimeCells {
  /** False when the value is no date. */
  push(value: unknown): boolean
  pushMissing(): void
  /** Points in time; texts when one of them is finer than a millisecond. Starts an empty column. */
  finish(): RawColumn
}

const millisOfDay = 86_400_000

export function createDatetimeCells(
  name: string,
  type: Extract<ParquetType, { kind: 'timestamp' } | { kind: 'date' }>,
): DatetimeCells {
  const isDate = type.kind === 'date'
  const perMilli = isDate ? 1n : type.perSecond / 1000n
  const zone = isDate ? '' : type.zone
  let units: (bigint | null)[] = []

  return {
    push(value) {
      if (isDate && typeof value === 'number') units.push(BigInt(value) * BigInt(millisOfDay))
      else if (!isDate && typeof value === 'bigint') units.push(value)
      else return false
      return true
    },
    pushMissing() {
      units.push(null)
    },
    finish() {
      const taken = units
      units = []
      if (taken.some((value) => value !== null && value % perMilli !== 0n))
        return fineTexts(name, taken, perMilli, zone)
      const values = Float64Array.from(taken, (value) =>
        value === null ? Number.NaN : Number(value / perMilli),
      )
      const hasMillis = values.some((value) => value % 1000 !== 0 && !Number.isNaN(value))
      const format = isDate ? '%Y-%m-%d' : `%Y-%m-%dT%H:%M:%S${hasMillis ? '.%L' : ''}${zone}`
      return { kind: 'datetimes', name, values, format }
    },
  }
}

/** ISO texts with all digits that the unit has. */
function fineTexts(
  name: string,
  units: readonly (bigint | null)[],
  perMilli: bigint,
  zone: string,
): RawColumn {
  const builder = createColumnBuilder(name)
  const write = datetimeFormatter('%Y-%m-%dT%H:%M:%S')
  const perSecond = perMilli * 1000n
  const digits = String(perSecond).length - 1
  for (const value of units) {
    if (value === null) {
      builder.pushMissing()
      continue
    }
    const fraction = ((value % perSecond) + perSecond) % perSecond
    const seconds = (value - fraction) / perSecond
    builder.pushLiteral(`${write(Number(seconds) * 1000)}.${String(fraction).padStart(digits, '0')}${zone}`)
  }
  return builder.finish()
}

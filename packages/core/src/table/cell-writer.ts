import type { Column } from './column.ts'
import { datetimeFormatter } from './datetime-format.ts'
import { numberFormatter } from './number-text.ts'
import type { ColumnSchema } from './schema.ts'

/**
 * A function that gives the text of each cell of a column, as a file has it. `transform` is applied to every text, and to
 * each category only once.
 */
export function cellWriter(
  column: Column,
  schema: ColumnSchema,
  transform: (text: string) => string = (text) => text,
): (row: number) => string {
  const missing = transform(schema.missing)
  switch (column.type) {
    case 'numerical': {
      const format =
        schema.type === 'numerical' ? schema.format : ({ style: 'shortest', decimals: null } as const)
      const write = numberFormatter(format)
      // Signs, digits, points and exponents never need a transformation; a decimal comma may.
      const plain = format.decimalMark === undefined
      return (row) => {
        const value = column.values[row] ?? Number.NaN
        if (Number.isNaN(value)) return missing
        return plain ? write(value) : transform(write(value))
      }
    }
    case 'datetime': {
      const write = datetimeFormatter(schema.type === 'datetime' ? schema.format : '%Y-%m-%dT%H:%M:%S.%LZ')
      return (row) => {
        const value = column.values[row] ?? Number.NaN
        return Number.isNaN(value) ? missing : transform(write(value))
      }
    }
    case 'categorical': {
      const texts = column.categories.map(transform)
      return (row) => texts[column.codes[row] ?? -1] ?? missing
    }
    case 'boolean': {
      const texts = (schema.type === 'boolean' ? schema.words : ['false', 'true']).map(transform)
      return (row) => texts[column.codes[row] ?? -1] ?? missing
    }
    case 'id':
      return (row) => {
        const value = column.values[row] ?? null
        return value === null ? missing : transform(value)
      }
    default:
      return column satisfies never
  }
}

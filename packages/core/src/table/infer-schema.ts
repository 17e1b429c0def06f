import { type Issue, throwIssues } from '../errors.ts'
import { knownNames } from '../known-names.ts'
import { type AmbiguousDates, settleDateOrders } from './ambiguous-dates.ts'
import { type ColumnRules, ruleMap } from './column-rule.ts'
import { missingPart, valuesAre } from './evidence.ts'
import { inferNumbers } from './infer-numbers.ts'
import { settleLocales } from './infer-personal.ts'
import { inferTexts } from './infer-texts.ts'
import { overruleColumn } from './overrule-column.ts'
import type { RawColumn, RawDatetimes } from './raw-column.ts'
import type { ColumnSchema, Schema } from './schema.ts'
import { settleRowNumbers } from './settle-row-numbers.ts'

export interface InferenceOptions {
  /** Types that the user decides; all other columns are inferred. */
  readonly columns?: ColumnRules
  /** Read `1,5` as one and a half, as files separated by semicolons write it. Default false. */
  readonly decimalComma?: boolean
  /** Where the rows stand in their file, from 0, ascending, when only some were read. Default: they are all. */
  readonly places?: Float64Array
  /** Told, in a sentence each, what was decided although it could be otherwise. */
  readonly onNotice?: (notice: string) => void
}

/**
 * The type of every column, what is needed to write its values back as they were read, and the reason, for people to read.
 *
 * A column whose texts a type could not give back stays text: categories when values repeat, an id when they hardly do.
 * Dates that fit with the month and with the day first follow the file's other dates (see {@link settleDateOrders}); numbers of rows
 * that are ordered by another column are data (see {@link settleRowNumbers}).
 * @throws TabricateError `INVALID_SCHEMA` with every rule that names no column or does not fit its column's values
 */
export function inferSchema(columns: readonly RawColumn[], options: InferenceOptions = {}): Schema {
  const { decimalComma = false, places, onNotice } = options
  const rules = ruleMap(options.columns)
  const ambiguous: AmbiguousDates = new Map()
  const issues: Issue[] = []
  const names = new Set(columns.map((raw) => raw.name))
  for (const name of rules.keys()) {
    if (!names.has(name))
      issues.push({
        path: ['columns', name],
        message: `there is no such column; ${knownNames(name, [...names])}`,
      })
  }
  const schemas = columns.map((raw): ColumnSchema => {
    const rule = rules.get(raw.name)
    if (rule !== undefined) return overruleColumn(raw, rule, decimalComma, issues)
    return inferColumn(raw, decimalComma, places, ambiguous)
  })
  throwIssues('INVALID_SCHEMA', 'The column types asked for do not fit the table', issues)
  const dated = settleDateOrders(settleLocales(schemas), ambiguous, onNotice)
  return { columns: settleRowNumbers(dated, columns, (name) => rules.has(name)) }
}

function inferColumn(
  raw: RawColumn,
  decimalComma: boolean,
  places: Float64Array | undefined,
  ambiguous: AmbiguousDates,
): ColumnSchema {
  switch (raw.kind) {
    case 'numbers':
      return inferNumbers(raw, places)
    case 'texts':
      return inferTexts(raw, decimalComma, ambiguous)
    case 'datetimes':
      return inferDatetimes(raw)
    default:
      return raw satisfies never
  }
}

function inferDatetimes({ name, values, format }: RawDatetimes): ColumnSchema {
  const total = values.length
  const missing = values.reduce((count, value) => (Number.isNaN(value) ? count + 1 : count), 0)
  const reason = `${valuesAre(total - missing, total)} dates or times by nature, written as ${format}${missingPart(missing, null)} → datetime`
  return { name, type: 'datetime', format, missing: '', reason }
}

import { type Issue, throwIssues } from '../errors.ts'
import { type ColumnRules, ruleMap } from './column-rule.ts'
import { inferNumbers } from './infer-numbers.ts'
import { inferTexts } from './infer-texts.ts'
import { overruleColumn } from './overrule-column.ts'
import type { RawColumn } from './raw-column.ts'
import type { ColumnSchema, Schema } from './schema.ts'

export interface InferenceOptions {
  /** Types that the user decides; all other columns are inferred. */
  readonly columns?: ColumnRules
  /** Read `1,5` as one and a half, as files separated by semicolons write it. Default false. */
  readonly decimalComma?: boolean
}

/**
 * The type of every column, what is needed to write its values back as they were read, and the reason, for people to read.
 *
 * A column whose texts a type could not give back stays text: categories when values repeat, an id when they hardly do.
 * @throws TabricateError `INVALID_SCHEMA` with every rule that names no column or does not fit its column's values
 */
export function inferSchema(columns: readonly RawColumn[], options: InferenceOptions = {}): Schema {
  const rules = ruleMap(options.columns)
  const issues: Issue[] = []
  const names = new Set(columns.map((raw) => raw.name))
  for (const name of rules.keys()) {
    if (!names.has(name))
      issues.push({ path: ['columns', name], message: `there is no such column; ${listed(names)}` })
  }
  const schemas = columns.map((raw): ColumnSchema => {
    const rule = rules.get(raw.name)
    if (rule !== undefined) return overruleColumn(raw, rule, options.decimalComma ?? false, issues)
    return raw.kind === 'numbers' ? inferNumbers(raw) : inferTexts(raw, options.decimalComma ?? false)
  })
  throwIssues('INVALID_SCHEMA', 'The column types asked for do not fit the table', issues)
  return { columns: schemas }
}

function listed(names: ReadonlySet<string>): string {
  const shown = [...names].slice(0, 20).map((name) => `"${name}"`)
  return `there are ${shown.join(', ')}${names.size > shown.length ? ', …' : ''}`
}

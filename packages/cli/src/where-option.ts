import { type Condition, type Issue, type Schema, throwIssues, type Where } from '@tabricate/core'

/** `<column><operator><value>`, taken apart. */
export interface Term {
  readonly column: string
  readonly operator: '=' | '>=' | '<='
  readonly value: string
}

/**
 * Reads `--where` texts against a schema: `column=value`, `column>=value`, `column<=value`. Several `=` of one column mean
 * any of these values; all else must hold together. The column's missing token (such as `?` or nothing) stands for missing.
 * @throws TabricateError `CONDITION_INVALID` with every issue at once
 */
export function readWhereOption(texts: readonly string[], schema: Schema): Where {
  const issues: Issue[] = []
  const terms = new Map<string, Term[]>()
  for (const text of texts) {
    const term = splitTerm(text, schema)
    if (term === undefined) {
      issues.push({
        path: [`--where ${text}`],
        message: 'write column=value, column>=value or column<=value',
      })
      continue
    }
    terms.set(term.column, [...(terms.get(term.column) ?? []), term])
  }
  const where = [...terms].map(([column, own]): [string, Condition] => {
    const missing = schema.columns.find(({ name }) => name === column)?.missing
    const values = own
      .filter(({ operator }) => operator === '=')
      .map(({ value }) => (value === missing ? null : value))
    if (values.length > 0 && values.length < own.length) {
      issues.push({ path: [`--where ${column}`], message: 'give values (=) or a range (>=, <=), not both' })
    }
    const [only] = values
    if (values.length === 1 && only !== undefined) return [column, only]
    return [column, values.length > 0 ? values : range(own)]
  })
  throwIssues('CONDITION_INVALID', 'The conditions cannot be read', issues)
  return Object.fromEntries(where)
}

function range(terms: readonly Term[]): Condition {
  const min = terms.findLast(({ operator }) => operator === '>=')
  const max = terms.findLast(({ operator }) => operator === '<=')
  return { ...(min && { min: min.value }), ...(max && { max: max.value }) }
}

/** Splits at the operator after the longest existing column name; without one, at the first operator. */
export function splitTerm(text: string, schema: Schema): Term | undefined {
  const terms = Array.from(
    text.matchAll(/>=|<=|=/g),
    ({ 0: operator, index }): Term => ({
      column: text.slice(0, index),
      operator: operator === '>=' || operator === '<=' ? operator : '=',
      value: text.slice(index + operator.length),
    }),
  )
  return terms.findLast(({ column }) => schema.columns.some(({ name }) => name === column)) ?? terms[0]
}

import { type Issue, type Rebalance, type Schema, throwIssues } from '@tabricate/core'
import { splitTerm } from './where-option.ts'

/**
 * Reads `--rebalance` texts against a schema: `column=value:share`, such as `income=>50K:0.5`. The column's missing token stands for
 * missing.
 * @throws TabricateError `CONDITION_INVALID` with every issue at once
 */
export function readRebalanceOption(texts: readonly string[], schema: Schema): Rebalance {
  const issues: Issue[] = []
  const columns = new Map<string, Map<string, number>>()
  for (const text of texts) {
    const colon = text.lastIndexOf(':')
    const term = colon < 0 ? undefined : splitTerm(text.slice(0, colon), schema)
    const share = text.slice(colon + 1).trim() === '' ? Number.NaN : Number(text.slice(colon + 1))
    if (term?.operator !== '=' || Number.isNaN(share)) {
      issues.push({
        path: [`--rebalance ${text}`],
        message: 'write column=value:share, such as sex=Female:0.5',
      })
      continue
    }
    const missing = schema.columns.find(({ name }) => name === term.column)?.missing
    const values = columns.get(term.column) ?? new Map<string, number>()
    columns.set(term.column, values.set(term.value === missing ? '' : term.value, share))
  }
  throwIssues('CONDITION_INVALID', 'The shares cannot be read', issues)
  return Object.fromEntries([...columns].map(([name, values]) => [name, Object.fromEntries(values)]))
}

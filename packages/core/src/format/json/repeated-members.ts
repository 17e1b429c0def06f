import type { Issue } from '../../errors.ts'
import { maxJsonIssues } from './json-record.ts'

/** So many records are looked at: what makes files writes all its records in the same way. */
const maxRows = 100

const tokens = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g

/** Reports names that a record has twice: `JSON.parse` would keep the last value and lose the others without a word. */
export function reportRepeatedMembers(record: string, row: number, issues: Issue[]): void {
  if (row > maxRows || issues.length >= maxJsonIssues) return
  const seen = new Set<string>()
  let depth = 0
  let text: string | null = null
  for (const [token] of record.matchAll(tokens)) {
    if (token === ':' && depth === 1 && text !== null) {
      const name: unknown = JSON.parse(text)
      if (typeof name === 'string' && seen.has(name))
        issues.push({ path: ['rows', row, name], message: 'occurs twice in the object; names must differ' })
      else seen.add(String(name))
    }
    if (token === '{' || token === '[') depth++
    if (token === '}' || token === ']') depth--
    text = token.startsWith('"') ? token : null
  }
}

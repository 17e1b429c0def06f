import type { Issue } from '../../errors.ts'
import { maxJsonIssues } from './json-record.ts'
import { jsonTextEnd } from './json-text-end.ts'

/** So many records are looked at: what makes files writes all its records in the same way. */
const maxRows = 100

/** Reports names that a record has twice: `JSON.parse` would keep the last value and lose the others without a word. */
export function reportRepeatedMembers(record: string, row: number, issues: Issue[]): void {
  if (row > maxRows || issues.length >= maxJsonIssues) return
  const seen = new Set<string>()
  let depth = 0
  let text: readonly [start: number, end: number] = [0, 0]
  for (let at = 0; at < record.length; at++) {
    switch (record.charAt(at)) {
      case '"':
        text = [at, jsonTextEnd(record, at)]
        at = text[1] - 1
        break
      case '{':
      case '[':
        depth++
        break
      case '}':
      case ']':
        depth--
        break
      case ':':
        if (depth === 1) see(record.slice(...text))
        break
    }
  }

  function see(json: string): void {
    const name = String(JSON.parse(json))
    if (seen.has(name))
      issues.push({ path: ['rows', row, name], message: 'occurs twice in the object; names must differ' })
    seen.add(name)
  }
}

import type { Schema } from '../table/schema.ts'
import type { Table } from '../table/table.ts'
import type { Constraint, Unique } from './constraint.ts'
import { formatConstraint } from './constraint-text.ts'
import { rowKeys } from './row-keys.ts'
import { createSeenTexts } from './seen-texts.ts'

/**
 * Keeps the rows of one sample or stream apart. In bounded memory: for each constraint four bytes a row, 512 MB at most. The price is that about
 * one row in a thousand is refused though it is new; no row is ever let through twice.
 */
export interface UniqueRows {
  /** Takes the rows marked 1 in `obeys`, clears the marks of those that were there before, and tells which rule they break. */
  take(table: Table, obeys: Uint8Array, onRefused: (name: string) => void): void
}

/** `undefined` when there is no such constraint. */
export function openUniqueRows(
  constraints: readonly Constraint[],
  { columns }: Schema,
): UniqueRows | undefined {
  const isId = (name: string) => columns.some((each) => each.name === name && each.type === 'id')
  // Ids that are unique by how they are made keep every row apart; they are not made yet where rows are checked.
  const rules = constraints.filter(
    (each): each is Unique => each.kind === 'unique' && !each.columns.some(isId),
  )
  if (rules.length === 0) return undefined
  const seen = rules.map((rule) => ({ rule, name: formatConstraint(rule), texts: createSeenTexts() }))
  return {
    take(rows, obeys, onRefused) {
      const keys = seen.map(({ rule }) => rowKeys(rows, rule.columns))
      for (let row = 0; row < obeys.length; row++) {
        if (obeys[row] === 0) continue
        const texts = keys.map((keyOf) => keyOf(row))
        const broken = seen.find((each, index) => {
          const text = texts[index]
          return text !== undefined && each.texts.has(text)
        })
        if (broken !== undefined) {
          obeys[row] = 0
          onRefused(broken.name)
          continue
        }
        // Only now: a row that another rule refuses must not keep a later one away.
        seen.forEach((each, index) => {
          const text = texts[index]
          if (text !== undefined) each.texts.add(text)
        })
      }
    },
  }
}

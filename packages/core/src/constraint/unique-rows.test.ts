import { describe, expect, it } from 'vitest'
import { categoricalField, numericalField, tableOf } from '../testing/table-fixtures.ts'
import { unique } from './constraint.ts'
import { createSeenTexts } from './seen-texts.ts'
import { openUniqueRows } from './unique-rows.ts'

describe('rows kept apart', () => {
  it('finds every text that was added, and few others, over several layers', () => {
    const seen = createSeenTexts()
    const added = 300_000
    for (let i = 0; i < added; i++) seen.add(`text ${i}`)
    let lost = 0
    for (let i = 0; i < added; i += 7) if (!seen.has(`text ${i}`)) lost++
    expect(lost).toBe(0)
    let found = 0
    for (let i = 0; i < 100_000; i++) if (seen.has(`other ${i}`)) found++
    // Three layers of which two are full: below .1 % each.
    expect(found).toBeLessThan(300)
  })

  it('lets a row through once, and never for a row that another rule refuses', () => {
    const table = tableOf(
      [
        numericalField('a', [1, 1, 2, 2, 3, Number.NaN, Number.NaN], 0),
        categoricalField('b', ['x', 'y', 'z'], [0, 1, 0, 1, 2, 2, -1]),
      ],
      7,
    )
    const rows = openUniqueRows([unique('a'), unique('b')], table.schema)
    const obeys = Uint8Array.of(1, 1, 1, 1, 0, 1, 1)
    const refused: string[] = []
    rows?.take(table, obeys, (name) => refused.push(name))
    // Row 2 (1, y) and row 3 (2, x) are refused; so row 4 (2, y) is new. Rows that miss a value are not compared in it.
    expect(Array.from(obeys)).toEqual([1, 0, 0, 1, 0, 1, 1])
    expect(refused).toEqual(['unique(a)', 'unique(b)'])
  })
})

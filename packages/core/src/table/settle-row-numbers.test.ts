import { describe, expect, it } from 'vitest'
import { parseTable } from '../format/parse-table.ts'

/** A file of `rows` rows: a counter called `name`, and what `other` says of each. */
async function typesOf(name: string, other: (row: number) => string, columns = {}) {
  const rows = Array.from({ length: 40 }, (_, row) => `${row + 1},${other(row)}`)
  const { schema } = await parseTable(`${name},other\n${rows.join('\n')}\n`, { columns })
  return schema.columns
}

const zigzag = (row: number) => String((row * 17) % 10)
const year = (row: number) => String(2010 + Math.floor(row / 10))

describe('a number of the row', () => {
  it.each(['No', 'index', 'row', '#'])(
    'called %j is data where the rows are ordered by another column',
    async (name) => {
      const [counter] = await typesOf(name, year)
      expect(counter).toMatchObject({ type: 'numerical', format: { style: 'integer' } })
      expect(counter?.reason).toBe(
        'whole numbers that rise with the rows as "other" does: they tell when, not who → numerical',
      )
    },
  )

  it('is data where the rows are ordered by dates', async () => {
    const [counter] = await typesOf(
      'No',
      (row) =>
        `2010-01-${String(1 + (row % 28)).padStart(2, '0')}T${String(10 + Math.floor(row / 28))}:00:00`,
    )
    expect(counter?.type).toBe('id')
    const [ordered] = await typesOf('No', (row) => new Date(86_400_000 * row).toISOString().slice(0, 10))
    expect(ordered?.type).toBe('numerical')
  })

  it('stays an id where nothing goes with it, and where the name is that of a thing', async () => {
    expect((await typesOf('No', zigzag))[0]?.type).toBe('id')
    expect((await typesOf('id', year))[0]?.type).toBe('id')
    expect((await typesOf('customer_no', year))[0]?.type).toBe('id')
  })

  it('stays what the user says that it is', async () => {
    expect((await typesOf('No', year, { No: 'id' }))[0]?.type).toBe('id')
  })
})

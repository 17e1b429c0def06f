import { describe, expect, it } from 'vitest'
import { parseCsv } from '../format/csv/parse-csv.ts'
import { exchangedOrder } from './ambiguous-dates.ts'

async function read(text: string, columns = {}) {
  const notices: string[] = []
  const table = await parseCsv(text, { columns, onNotice: (notice) => notices.push(notice) })
  const formats = Object.fromEntries(
    table.schema.columns.map((column) => [column.name, column.type === 'datetime' ? column.format : null]),
  )
  return { table, notices, formats }
}

describe('dates that fit with the month and with the day first', () => {
  it('are read with the month first, with a notice, where nothing tells', async () => {
    const { formats, notices, table } = await read('when,n\n01/02/2020,1\n03/04/2020,2\n')
    expect(formats).toEqual({ when: '%m/%d/%Y', n: null })
    expect(notices).toEqual([
      `Column "when": its dates fit with the day or the month first; read with the month first (%m/%d/%Y), nothing in the table tells. To read them otherwise, give its format: { type: 'datetime', format: '%d/%m/%Y' }.`,
    ])
    expect(table.columns[0]).toMatchObject({
      values: Float64Array.of(Date.UTC(2020, 0, 2), Date.UTC(2020, 2, 4)),
    })
    expect(table.schema.columns[0]?.reason).toContain('may be the other way round; the month was taken first')
  })

  it('are read as the user says, without a notice', async () => {
    const rule = { when: { type: 'datetime', format: '%d/%m/%Y' } }
    const { formats, notices } = await read('when\n01/02/2020\n03/04/2020\n', rule)
    expect([formats, notices]).toEqual([{ when: '%d/%m/%Y' }, []])
  })

  it('follow a column that leaves no choice', async () => {
    const dayFirst = await read('a,b\n01/02/2020,31/12/2020 10:00\n03/04/2020,01/01/2021 11:00\n')
    expect(dayFirst.formats).toEqual({ a: '%d/%m/%Y', b: '%d/%m/%Y %H:%M' })
    expect(dayFirst.notices[0]).toContain('the day first (%d/%m/%Y), as in "b"')
    const monthFirst = await read('a,b\n1/2/2020,12/31/2020\n3/4/2020,1/1/2021\n')
    expect(monthFirst.formats.a).toBe('%-m/%-d/%Y')
  })

  it('have the day first where numbers have decimal commas', async () => {
    const { formats, notices } = await read('a;x\n01/02/20;1,5\n03/04/20;2,25\n')
    expect(formats.a).toBe('%d/%m/%y')
    expect(notices[0]).toContain('as where numbers have decimal commas')
  })

  it.each([
    ['a day beyond 12', 'when\n01/02/2020\n03/14/2020\n', '%m/%d/%Y'],
    ['a first part beyond 12', 'when\n01/02/2020\n14/03/2020\n', '%d/%m/%Y'],
    ['the same day and month', 'when\n01/01/2020\n02/02/2020\n', '%m/%d/%Y'],
    ['full stops', 'when\n01.02.2020\n03.04.2020\n', '%d.%m.%Y'],
    ['years first', 'when\n2020-01-02\n2020-03-04\n', '%Y-%m-%d'],
  ])('are not those with %s', async (_, text, format) => {
    const { formats, notices } = await read(text)
    expect([formats.when, notices]).toEqual([format, []])
  })
})

it('exchanges day and month within a format', () => {
  expect(exchangedOrder('%-m/%-d/%Y %H:%M', ['1/2/2020 10:30'])).toBe('%-d/%-m/%Y %H:%M')
  expect(exchangedOrder('%Y-%m-%d', ['2020-01-02'])).toBeNull()
})

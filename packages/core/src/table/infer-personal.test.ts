import { describe, expect, it } from 'vitest'
import { parseCsv } from '../format/csv/parse-csv.ts'
import { cellWriter } from './cell-writer.ts'
import type { ColumnRules } from './column-rule.ts'

async function read(name: string, cells: readonly string[], columns?: ColumnRules) {
  const csv = [name, ...cells].map((cell) => `"${cell}"`).join('\n')
  const table = await parseCsv(`${csv}\n`, columns === undefined ? {} : { columns })
  const [schema] = table.schema.columns
  const [column] = table.columns
  if (schema === undefined || column === undefined) throw new Error('there is no column')
  const write = cellWriter(column, schema)
  return { schema, written: cells.map((_, row) => write(row)) }
}

describe('columns of personal data', () => {
  it.each([
    [
      'email',
      ['ann@example.org', '', 'bob@example.org'],
      { provider: 'email' },
      'likely e-mail addresses, personal data',
    ],
    [
      'phone',
      ['0301234567', '0401234567', '0301234567'],
      { provider: 'phone', pattern: '9999999999' },
      'leading zeros',
    ],
    ['phone', ['3012345678', '4012345678', '5012345678'], { provider: 'phone' }, 'telephone numbers'],
    [
      'cc',
      ['6759521864920116', '6767119071901597', '3576031598965625'],
      { provider: 'card-number' },
      'card numbers',
    ],
    [
      'ssn',
      ['219-09-9999', '078-05-1120'],
      { provider: 'us-ssn', pattern: '999-99-9999' },
      'social security',
    ],
    ['Vorname', ['Uwe', 'Uwe', 'Anke'], { provider: 'first-name', locale: 'de' }, 'first names'],
    ['name', ['Ann Lee', 'Bob Smith', 'Mary Ross'], { provider: 'full-name' }, 'names of persons'],
  ])('%s %j', async (name, cells, format, reason) => {
    const { schema, written } = await read(name, cells)
    expect(schema).toMatchObject({ type: 'id', format: { kind: 'personal', ...format } })
    expect(schema.reason).toContain(reason)
    expect(schema.reason).toMatch(/→ id/)
    expect(written).toEqual(cells)
  })
  it('are made up in the language of the others', async () => {
    const csv = 'Vorname,email,x\nUwe,a@b.com,1\nAnke,c@d.com,2\n'
    const { columns } = (await parseCsv(csv)).schema
    expect(columns[1]).toMatchObject({ format: { provider: 'email', locale: 'de' } })
    expect((await read('email', ['a@b.com'])).schema).toMatchObject({ format: { locale: 'en' } })
  })
  it('towns are categories, and made up where they are ids anyway', async () => {
    expect((await read('city', ['Rio', 'Paris', 'Rio'])).schema.type).toBe('categorical')
    const towns = Array.from({ length: 26 }, (_, i) => `${String.fromCharCode(65 + i)}ville`)
    expect((await read('city', towns)).schema).toMatchObject({
      type: 'id',
      format: { kind: 'personal', provider: 'city' },
    })
  })
  it('are what a rule says', async () => {
    const emails = ['a@b.com', 'c@d.com']
    expect((await read('email', emails, { email: 'categorical' })).schema.type).toBe('categorical')
    expect((await read('email', emails, { email: 'id' })).schema).toMatchObject({
      format: { provider: 'email' },
    })
    expect(
      (await read('x', ['7', '8'], { x: { type: 'id', provider: 'username', locale: 'fr' } })).schema,
    ).toMatchObject({
      format: { kind: 'personal', provider: 'username', locale: 'fr' },
    })
    expect((await read('x', ['7', '8'], { x: { type: 'id', pattern: 'X-999' } })).schema).toMatchObject({
      format: { kind: 'pattern', pattern: 'X-999' },
    })
  })
})

it('a pattern takes no character for fixed that only looks like a class', async () => {
  const { schema } = await read('id', ['A9a-9A', 'B8b-8B', 'C7c-7C'])
  expect(schema).toMatchObject({ format: { kind: 'pattern', pattern: 'A9a-9A' } })
})

import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { cellsOf, compareCells } from '../../test/compare-cells.ts'
import { dataTitle, findDataFile } from '../../test/csv-columns.ts'
import type { Table } from '../table/table.ts'
import { formatCsv } from './csv/format-csv.ts'
import { formatJson } from './json/format-json.ts'
import { formatParquet } from './parquet/format-parquet.ts'
import { parseTable } from './parse-table.ts'
import type { TableFormat } from './table-format.ts'
import { formatXlsx } from './xlsx/format-xlsx.ts'

/**
 * Every real table through every format, compared cell by cell with the file it came from. The table in docs/formats.md is what these
 * tests found: `TABRICATE_UPDATE_DOCS=1` writes it, else it has to be the same.
 */
const names = [
  'adult',
  'beijing_pm25',
  'california_housing',
  'census_kdd_10k',
  'german_credit',
  'insurance',
  'intrusion_20k',
  'magic',
  'penguins',
  'penguins_raw',
  'userdata1',
  'world_cities',
] as const

const writers: Readonly<Record<TableFormat, (table: Table) => string | Uint8Array>> = {
  csv: (table) => formatCsv(table),
  tsv: (table) => formatCsv(table, { delimiter: '\t' }),
  json: (table) => formatJson(table),
  jsonl: (table) => formatJson(table, { layout: 'lines' }),
  parquet: (table) => formatParquet(table),
  xlsx: (table) => formatXlsx(table),
}
const formats: readonly TableFormat[] = ['csv', 'tsv', 'json', 'jsonl', 'parquet', 'xlsx']
/** Formats that say what is a number and what a text: their types must come back without a schema too. */
const typedFormats: readonly TableFormat[] = ['parquet', 'xlsx']

const typesOf = (table: Table) => table.schema.columns.map(({ name, type }) => `${name}: ${type}`)
const lines = new Map<string, string>()
const counted = (count: number) => count.toLocaleString('en')

describe('every table through every format', () => {
  for (const name of names) {
    const file = findDataFile(`${name}.csv`)
    it.skipIf(file === undefined)(dataTitle(name, `${name}.csv`), async () => {
      const bytes = readFileSync(file ?? '')
      const table = await parseTable(bytes)
      const expected = cellsOf(bytes.toString('utf8'))
      const results: string[] = []
      for (const format of formats) {
        const again = await parseTable(writers[format](table), { schema: table.schema })
        const found = compareCells(expected, cellsOf(formatCsv(again)))
        expect(found.different, `${format}: ${found.example}`).toBe(0)
        results.push(found.sameDouble === 0 ? 'equal' : `equal; ${found.sameDouble} as the same double`)
      }
      for (const format of typedFormats) results.push(await returnTrip(table, format))
      const [header = []] = expected
      const size = `${counted(expected.length - 1)} × ${header.length}`
      lines.set(name, `| \`${name}.csv\` | ${size} | ${results.join(' | ')} |`)
    })
  }

  const parquet = findDataFile('userdata1.parquet')
  it.skipIf(parquet === undefined)(dataTitle('userdata1.parquet', 'userdata1.parquet'), async () => {
    const table = await parseTable(readFileSync(parquet ?? ''))
    const expected = cellsOf(formatCsv(table))
    const results: string[] = []
    for (const format of formats) {
      const again = await parseTable(writers[format](table), { schema: table.schema })
      const found = compareCells(expected, cellsOf(formatCsv(again)))
      expect(found.different, `${format}: ${found.example}`).toBe(0)
      results.push('equal')
    }
    for (const format of typedFormats) results.push(await returnTrip(table, format))
    lines.set(
      'userdata1.parquet',
      `| \`userdata1.parquet\` | ${counted(table.rowCount)} × ${table.columns.length} | ${results.join(' | ')} |`,
    )
  })
})

/** Format → CSV → the same format again, each read by the schema of the first: the same values; and the types read without one. */
async function returnTrip(table: Table, format: TableFormat): Promise<string> {
  const first = await parseTable(writers[format](table))
  const csv = await parseTable(formatCsv(first), { schema: first.schema })
  const second = await parseTable(writers[format](csv))
  expect(typesOf(second)).toEqual(typesOf(first))
  expect(formatCsv(second)).toBe(formatCsv(first))
  return 'values and types'
}

const page = join(import.meta.dirname, '../../../../docs/formats.md')
const [opening, closing] = ['<!-- faithful -->\n', '<!-- /faithful -->']

afterAll(() => {
  if (lines.size < names.length + 1) return
  const text = readFileSync(page, 'utf8')
  const [start, end] = [text.indexOf(opening) + opening.length, text.indexOf(closing)]
  const head = [
    '',
    'rows × columns',
    ...formats.map((each) => each.toUpperCase()),
    'Parquet → CSV → Parquet',
    'XLSX → CSV → XLSX',
  ]
  const made = [`| ${head.join(' | ')} |`, `|${'---|'.repeat(head.length)}`, ...lines.values(), ''].join('\n')
  if (process.env.TABRICATE_UPDATE_DOCS === '1')
    writeFileSync(page, text.slice(0, start) + made + text.slice(end))
  else
    expect(text.slice(start, end), 'docs/formats.md is stale: TABRICATE_UPDATE_DOCS=1 writes it').toBe(made)
})

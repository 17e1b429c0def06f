import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { dataTitle, findDataFile } from '../../../test/csv-columns.ts'
import { delimiters } from './csv-dialect.ts'
import { formatCsv } from './format-csv.ts'
import { parseCsv } from './parse-csv.ts'

const tables = join(import.meta.dirname, '../../../test/data/tables')
/** Texts that no double prints as: they come out as the same double. */
const respelled: Readonly<Partial<Record<string, number>>> = { 'penguins_raw.csv': 5 }

const cellsOf = (text: string) => Papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true }).data

async function checkTable(name: string, file: string) {
  const text = readFileSync(file, 'utf8').replace(/^\ufeff/, '')
  const before = cellsOf(text)
  const after = cellsOf(formatCsv(await parseCsv(readFileSync(file))))
  const changed = before.flatMap((row, index) =>
    row.flatMap((cell, column) => (cell === after[index]?.[column] ? [] : [[cell, after[index]?.[column]]])),
  )
  expect(after.length).toBe(before.length)
  expect(changed.length).toBe(respelled[name] ?? 0)
  for (const [cell, written] of changed) expect(Number(written)).toBe(Number(cell))
}

describe('reading and writing gives the same cells', () => {
  it.each(['insurance', 'penguins', 'penguins_raw', 'german_credit', 'userdata1'])('%s', (name) =>
    checkTable(`${name}.csv`, join(tables, `${name}.csv`)),
  )

  const large = [
    'adult',
    'beijing_pm25',
    'california_housing',
    'census_kdd_10k',
    'intrusion_20k',
    'magic',
    'world_cities',
  ]
  for (const name of large) {
    const file = findDataFile(`${name}.csv`)
    it.skipIf(file === undefined)(dataTitle(name, `${name}.csv`), () => checkTable(`${name}.csv`, file ?? ''))
  }
})

/** Texts that break careless readers and writers, next to any others. NUL is not text. */
const hostile = fc.constantFrom(
  '',
  ' ',
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  '\r\n',
  'a"b',
  '"a',
  '\ufeff',
  '__proto__',
  'constructor',
  'toString',
  '=1+1',
  '0',
  '1',
  '-0',
  '007',
  '1.50',
  '1e5',
  '9007199254740993',
  'NA',
  '?',
  'null',
  'NaN',
  'true',
  'no',
  '2020-01-31',
  '\\N',
  '😀',
  '\ud800',
)
const cell = fc
  .oneof({ weight: 2, arbitrary: hostile }, fc.string({ unit: 'binary', maxLength: 6 }))
  .map((text) => text.replaceAll('\0', ''))
const number = fc.oneof(
  fc.integer().map(String),
  fc.integer({ min: -99999, max: 99999 }).map((value) => (value / 100).toFixed(2)),
)
const name = cell.filter((text) => text.trim() !== '')
const column = (rowCount: number) => {
  const size = { minLength: rowCount, maxLength: rowCount }
  return fc.oneof(fc.array(cell, size), fc.array(number, size), fc.array(hostile, size))
}
const grid = fc
  .tuple(fc.uniqueArray(name, { minLength: 1, maxLength: 5 }), fc.nat({ max: 12 }))
  .chain(([names, rowCount]) =>
    fc.record({ names: fc.constant(names), columns: fc.tuple(...names.map(() => column(rowCount))) }),
  )

/** Equal, or numbers that no double prints as. */
function expectSameCells(actual: readonly string[], expected: readonly string[]) {
  expect(actual.length).toBe(expected.length)
  expected.forEach((text, row) => {
    const isNumber = /^-?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)
    if (isNumber) expect(Number(actual[row])).toBe(Number(text))
    else expect(actual[row]).toBe(text)
  })
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`

describe('any table of texts', () => {
  it.each(delimiters)('survives, separated by %j', async (delimiter) => {
    await fc.assert(
      fc.asyncProperty(
        grid,
        fc.constantFrom('\n' as const, '\r\n' as const),
        async ({ names, columns }, newline) => {
          const rowCount = columns[0]?.length ?? 0
          const rows = Array.from({ length: rowCount }, (_, row) =>
            columns.map((cells) => quoted(cells[row] ?? '')).join(delimiter),
          )
          const text = [names.map(quoted).join(delimiter), ...rows, ''].join(newline)
          const table = await parseCsv(text, { delimiter, newline })
          const written = formatCsv(table, { delimiter, newline })
          // The dialect of what was written is found without being told.
          const again = await parseCsv(written)
          expect(again.schema.columns.map((each) => each.name)).toEqual(names)
          const found = cellColumns(formatCsv(again, { delimiter: ',', newline: '\n' }), names.length)
          for (const [index, cells] of columns.entries()) expectSameCells(found[index] ?? [], cells)
        },
      ),
      { numRuns: 150 },
    )
  })
})

function cellColumns(text: string, width: number): string[][] {
  const rows = Papa.parse<string[]>(text.slice(0, -1), { delimiter: ',', newline: '\n' }).data.slice(1)
  return Array.from({ length: width }, (_, index) => rows.map((row) => row[index] ?? ''))
}

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { damagedBytes } from '../../test/damaged-bytes.ts'
import { isTabricateError } from '../errors.ts'
import type { Table } from '../table/table.ts'
import { tableFromColumns } from '../table/table-from-values.ts'
import { validateTable } from '../table/validate-table.ts'
import { formatCsv } from './csv/format-csv.ts'
import { formatJson } from './json/format-json.ts'
import { formatParquet } from './parquet/format-parquet.ts'
import { parseTable } from './parse-table.ts'
import { formatXlsx } from './xlsx/format-xlsx.ts'

/**
 * Every reader gets damaged files: bytes replaced, cut out, put in, or the end cut off. It has to give a valid table or a typed error,
 * soon and in bounded memory. `TABRICATE_FUZZ_RUNS` multiplies the runs.
 */
const factor = Number(process.env.TABRICATE_FUZZ_RUNS ?? 1)

const table = tableFromColumns({
  n: [1, 2, null, 40_000],
  x: [0.5, -1.25, 2.5e10, null],
  c: ['x', 'y "z"', 'x', null],
  d: ['2020-01-31', '2021-12-31', null, '1999-01-01'],
  b: [true, false, null, true],
})
const encode = (text: string) => new TextEncoder().encode(text)
const files = {
  csv: { bytes: encode(formatCsv(table)), runs: 1000 },
  json: { bytes: encode(formatJson(table)), runs: 1000 },
  jsonl: { bytes: encode(formatJson(table, { layout: 'lines' })), runs: 1000 },
  parquet: { bytes: formatParquet(table), runs: 1000 },
  xlsx: { bytes: formatXlsx(table), runs: 100 },
} as const
type Format = keyof typeof files
const formats: readonly Format[] = ['csv', 'json', 'jsonl', 'parquet', 'xlsx']

async function expectTableOrError(bytes: Uint8Array, format: Format): Promise<'table' | 'error'> {
  const options = { format, maxCells: 100_000, maxUnzippedBytes: 10_000_000 }
  const result: unknown = await parseTable(bytes, options).catch((error: unknown) => error)
  if (isTable(result)) {
    validateTable(result)
    return 'table'
  }
  expect(isTabricateError(result), String(result instanceof Error ? result.stack : result)).toBe(true)
  return 'error'
}

function isTable(value: unknown): value is Table {
  return typeof value === 'object' && value !== null && 'columns' in value && 'rowCount' in value
}

describe.each(formats)('damaged %s', (format) => {
  const { bytes, runs } = files[format]
  it(`gives a valid table or a typed error (${runs * factor} files)`, async () => {
    const seen = { table: 0, error: 0 }
    await fc.assert(
      fc.asyncProperty(damagedBytes(bytes), async (damaged) => {
        seen[await expectTableOrError(damaged, format)]++
      }),
      { numRuns: runs * factor },
    )
    // The damage is neither harmless nor always fatal: both ways are tested.
    expect(seen.error).toBeGreaterThan(0)
  }, 120_000)

  it('cut off anywhere gives a valid table or a typed error', async () => {
    // A workbook takes some ten milliseconds.
    const step = format === 'xlsx' ? 199 : 3
    for (let end = 0; end < bytes.length; end += step) await expectTableOrError(bytes.slice(0, end), format)
  })
})

it(`noise gives a valid table or a typed error, whatever it is taken for (${500 * factor} files)`, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 300 }),
      fc.constantFrom('', 'PAR1', 'PK\x03\x04', '[{"a":', '{"', 'a,b\n1,'),
      async (noise, start) => {
        const bytes = Uint8Array.from([...encode(start), ...noise])
        const result: unknown = await parseTable(bytes).catch((error: unknown) => error)
        if (!isTable(result)) expect(isTabricateError(result), String(result)).toBe(true)
      },
    ),
    { numRuns: 500 * factor },
  )
}, 120_000)

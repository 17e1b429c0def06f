import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { expect, it } from 'vitest'
import { damagedBytes } from '../../../test/damaged-bytes.ts'
import { isTabricateError } from '../../errors.ts'
import { tableFromColumns } from '../../table/table-from-values.ts'
import { validateTable } from '../../table/validate-table.ts'
import { formatXlsx } from './format-xlsx.ts'
import { parseXlsx } from './parse-xlsx.ts'
import { zipOf } from './zip-entries.ts'

const factor = Number(process.env.TABRICATE_FUZZ_RUNS ?? 1)

const table = tableFromColumns({
  n: [1, 2, null, 40_000],
  c: ['x', 'y "z" <&>', 'x', null],
  d: ['2020-01-31', '2021-12-31', null, '1999-01-01'],
  b: [true, false, null, true],
})
const parts = Object.entries(unzipSync(new Uint8Array(formatXlsx(table))))

/** Packed as they should be: the damage gets past the checksums, to what reads the XML. */
function workbookOf(contents: readonly (readonly [string, Uint8Array<ArrayBuffer>])[]) {
  return zipOf(
    contents.map(([name, packed]) => ({ name, packed, method: 0, crc: crc32(packed), size: packed.length })),
  )
}

const workbook = fc.constantFrom(...parts.map(([name]) => name)).chain((damagedPart) =>
  fc
    .tuple(
      ...parts.map(([name, bytes]) => {
        const content = new Uint8Array(bytes)
        return (name === damagedPart ? damagedBytes(content) : fc.constant(content)).map(
          (bytes) => [name, bytes] as const,
        )
      }),
    )
    .map((contents) => ({ damagedPart, bytes: workbookOf(contents) })),
)

it(`a workbook with a damaged part in a sound archive gives a valid table or a typed error (${200 * factor} files)`, async () => {
  const seen = { table: 0, error: 0 }
  await fc.assert(
    fc.asyncProperty(workbook, async ({ bytes, damagedPart }) => {
      const result: unknown = await parseXlsx(bytes, {
        maxCells: 100_000,
        maxUnzippedBytes: 10_000_000,
      }).then(validateTable, (error: unknown) => error)
      if (result === undefined) seen.table++
      else {
        expect(isTabricateError(result), `${damagedPart}: ${String(result)}`).toBe(true)
        seen.error++
      }
      expect(Object.keys(Object.prototype)).toEqual([])
    }),
    { numRuns: 200 * factor },
  )
  // The damage is neither harmless nor always fatal: both ways are tested.
  expect(Math.min(seen.table, seen.error)).toBeGreaterThan(0)
}, 120_000)

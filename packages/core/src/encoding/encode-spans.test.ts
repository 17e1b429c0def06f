import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { throughJson } from '../../test/through-json.ts'
import { normal } from '../random/distributions.ts'
import { createRng } from '../random/rng.ts'
import { mixedTable } from '../testing/table-fixtures.ts'
import { decodeSpans } from './decode-spans.ts'
import { collapseRows, expandRows } from './dense-rows.ts'
import { encodeSpans } from './encode-spans.ts'
import { prepareTable } from './prepare-table.ts'
import type { ContinuousColumn, PreparedColumn, PreparedTable } from './prepared.ts'
import { restoreTable } from './restore-table.ts'
import { fitSpanEncoder, type SpanEncoder } from './span-encoder.ts'
import { allocateSpanRows, type SpanRows } from './span-layout.ts'

function continuous(values: readonly number[], spikes: readonly number[] = []): ContinuousColumn {
  return {
    kind: 'continuous',
    name: 'x',
    values: Float64Array.from(values),
    spikes,
    hasMissing: values.some(Number.isNaN),
  }
}
function discrete(codes: readonly number[], cardinality: number): PreparedColumn {
  return { kind: 'discrete', name: 'c', codes: Int32Array.from(codes), cardinality }
}
function tableOfColumns(...columns: PreparedColumn[]): PreparedTable {
  const [first] = columns
  return {
    rowCount: first === undefined ? 0 : first.kind === 'discrete' ? first.codes.length : first.values.length,
    columns,
  }
}
async function fitAndEncode(prepared: PreparedTable, maxModes = 10) {
  const encoder = await fitSpanEncoder(prepared, { rng: createRng(1), maxModes })
  const saved = throughJson(encoder)
  expect(saved).toEqual(encoder)
  return { encoder: saved, encoded: encodeSpans(saved, prepared, createRng(2)) }
}
function valuesAfter(encoder: SpanEncoder, rows: SpanRows): Float64Array {
  const column = decodeSpans(encoder, rows).columns[0]
  return column?.kind === 'continuous' ? column.values : new Float64Array(0)
}
const deviationOf = (values: readonly number[]) => {
  const mean = values.reduce((sum, x) => sum + x / values.length, 0)
  return Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2 / values.length, 0))
}
function expectDefect(run: () => unknown) {
  expect(run).toThrowError(expect.objectContaining({ code: 'DEFECT' }))
}
const rng = createRng(7)
const normals = Array.from({ length: 2000 }, () => normal(rng))

describe('layout', () => {
  it('puts value before modes, spikes and missing, columns in order, without gaps', async () => {
    const values = [...normals.map((x) => (x > 1 ? 100 + x : x)), 0, 0, Number.NaN]
    const codes = values.map((_, row) => row % 3)
    const { encoder, encoded } = await fitAndEncode(
      tableOfColumns(discrete(codes, 3), continuous(values, [0])),
      2,
    )
    expect(encoder.layout).toEqual({
      width: 8,
      spans: [
        { kind: 'softmax', role: 'category', start: 0, width: 3, column: 0 },
        { kind: 'scalar', role: 'value', start: 3, width: 1, column: 1 },
        { kind: 'softmax', role: 'mode', start: 4, width: 4, column: 1 },
      ],
    })
    // Codes 0 and 1 are the two Gaussian modes, 2 the spike, 3 missing.
    expect([...(encoded.codes[1]?.subarray(-3) ?? [])]).toEqual([2, 2, 3])
    expect([...(encoded.scalars[0]?.subarray(-3) ?? [])]).toEqual([0, 0, 0])
  })
  it('has no scalar where all values are spikes', async () => {
    const { encoder, encoded } = await fitAndEncode(tableOfColumns(continuous([3, 8, 3, Number.NaN], [3, 8])))
    expect(encoder.layout.spans).toEqual([{ kind: 'softmax', role: 'mode', start: 0, width: 3, column: 0 }])
    expect([...valuesAfter(encoder, encoded)]).toEqual([3, 8, 3, Number.NaN])
  })
  it('holds one code or one float a cell', async () => {
    const { encoded } = await fitAndEncode(
      tableOfColumns(
        discrete(
          normals.map((_, row) => row % 900),
          900,
        ),
        continuous(normals),
      ),
    )
    const bytes = [...encoded.codes, ...encoded.scalars].reduce((sum, array) => sum + array.byteLength, 0)
    expect(bytes).toBe(4 * 3 * normals.length)
  })
})

describe('encode, then decode', () => {
  it('is exact for codes, spikes and missing, and to float32 for values, whatever the scale', async () => {
    const scale = fc.constantFrom(1e-200, 1e-6, 1, 1e6, 1e200)
    const cell = fc.oneof(
      fc.double({ min: -10, max: 10, noNaN: true }),
      fc.constant(0.5),
      fc.constant(Number.NaN),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(cell, { minLength: 1, maxLength: 60 }), scale, async (cells, unit) => {
        const values = cells.map((x) => x * unit)
        const prepared = tableOfColumns(
          continuous(values, [0.5 * unit]),
          discrete(
            cells.map((_, row) => row % 4),
            4,
          ),
        )
        const { encoder, encoded } = await fitAndEncode(prepared)
        expect(decodeSpans(encoder, encoded).columns[1]).toEqual(prepared.columns[1])
        const free = values.filter((x) => !Number.isNaN(x) && x !== 0.5 * unit)
        const [column] = encoder.columns
        const modes = column?.kind === 'continuous' ? column.modes : { means: [], standardDeviations: [] }
        const reach = (x: number, k: number) =>
          Math.abs(x - (modes.means[k] ?? 0)) / (modes.standardDeviations[k] ?? 1)
        valuesAfter(encoder, encoded).forEach((decoded, row) => {
          const x = values[row] ?? 0
          if (Number.isNaN(x) || x === 0.5 * unit) {
            expect(decoded).toBe(x)
            return
          }
          // Beyond .99 · 4 deviations of every mode a value is clipped.
          if (modes.means.every((_, k) => reach(x, k) > 3.96)) return
          const widest = Math.max(...modes.standardDeviations)
          // float32 keeps 24 bits of a position, which counts in units of 4 deviations. A spread below the smallest number with all its
          // digits counts as none.
          const bound = 4 * widest * 2 ** -24 + Math.abs(x) * 1e-14 + 8 * 2 ** -1022
          expect(Math.abs(decoded - x)).toBeLessThanOrEqual(bound)
        })
        expect(free.length > 0).toBe(modes.means.length > 0)
      }),
      // Found once: a mean of −0, which JSON does not keep; a deviation that is 0 though the values differ.
      {
        examples: [
          [[-2.470328229206233e-124, 0, Number.NaN], 1e-200],
          [[0, 0, -2.470328229206233e-124, 0, 0], 1e-200],
        ],
      },
    )
  })

  it.each([
    ['one row', [42]],
    ['a constant', [42, 42, 42]],
    ['two rows', [1, 2]],
    ['a huge offset', [1e15, 1e15 + 1, 1e15 + 2, 1e15 + 3]],
  ])('%s', async (_, values) => {
    const { encoder, encoded } = await fitAndEncode(tableOfColumns(continuous(values)))
    valuesAfter(encoder, encoded).forEach((decoded, row) => {
      const x = values[row] ?? 0
      expect(Math.abs(decoded - x)).toBeLessThanOrEqual(1e-6 * Math.max(1, deviationOf(values)))
    })
  })

  it('clips values beyond all modes to the one whose reach comes nearest', async () => {
    const { encoder } = await fitAndEncode(
      tableOfColumns(continuous(normals.map((x) => (x > 0 ? 50 + x / 10 : x / 10)))),
      2,
    )
    const [decoded] = valuesAfter(
      encoder,
      encodeSpans(encoder, tableOfColumns(continuous([1000])), createRng(0)),
    )
    const [column] = encoder.columns
    const modes = column?.kind === 'continuous' ? column.modes : { means: [], standardDeviations: [] }
    const reaches = modes.means.map((mean, k) => mean + 4 * 0.99 * (modes.standardDeviations[k] ?? 0))
    expect(decoded).toBeCloseTo(Math.max(...reaches), 5)
  })

  it('draws modes in proportion to their responsibilities', async () => {
    const [means, standardDeviations, logOffsets] = [
      [-1, 1],
      [1, 1],
      [Math.log(0.3), Math.log(0.7)],
    ] as const
    const encoder: SpanEncoder = {
      columns: [
        {
          kind: 'continuous',
          name: 'x',
          modes: { means, standardDeviations, logOffsets },
          spikes: [],
          hasMissing: false,
        },
      ],
      layout: (await fitSpanEncoder(tableOfColumns(continuous([1, 2, 3])), { rng: createRng(0) })).layout,
    }
    const count = 20_000
    const { codes } = encodeSpans(
      encoder,
      tableOfColumns(continuous(Array.from({ length: count }, () => 0))),
      createRng(5),
    )
    const share = Array.from(codes[0] ?? []).filter((code) => code === 1).length / count
    // At 0 both densities are equal: the share of mode 1 is .7, within 4.5 standard errors.
    expect(Math.abs(share - 0.7)).toBeLessThan(4.5 * Math.sqrt((0.7 * 0.3) / count))
  })

  it('refuses a table that is not the fitted one', async () => {
    const { encoder } = await fitAndEncode(tableOfColumns(continuous([1, 2, 3])))
    expectDefect(() => encodeSpans(encoder, tableOfColumns(discrete([0], 1)), createRng(0)))
    expectDefect(() => encodeSpans(encoder, tableOfColumns(continuous([Number.NaN])), createRng(0)))
    expectDefect(() => decodeSpans(encoder, { rowCount: 1, codes: [], scalars: [] }))
  })

  it('depends on the rng path alone', () => {
    const prepared = prepareTable(mixedTable(300)).prepared
    expect(fitAndEncode(prepared)).toEqual(fitAndEncode(prepared))
  })

  it('keeps a whole table within the rounding of its columns', async () => {
    const table = mixedTable(1000)
    const { prepared, plan } = prepareTable(table)
    const { encoder, encoded } = await fitAndEncode(prepared)
    const restored = restoreTable(plan, decodeSpans(encoder, encoded))
    const loss = table.columns.map((column, index) => {
      const back = restored.columns[index]
      if (column.type !== 'numerical' || back?.type !== 'numerical')
        return isDeepStrictEqual(column, back) ? 0 : 1
      return Array.from(column.values).filter((value, row) => !Object.is(value, back.values[row])).length
    })
    // Normal `amount` and log-normal `gain` have tails beyond 4 deviations of all modes.
    expect(loss[2]).toBeLessThan(5)
    expect(loss[3]).toBeLessThan(10)
    // Ids (column 0) are made anew; `score` (column 4) has no rounding that would take float32's error away.
    expect(loss.filter((_, index) => ![0, 2, 3, 4].includes(index))).toEqual([0, 0, 0, 0])
  })
})

describe('expandRows and collapseRows', async () => {
  const prepared = prepareTable(mixedTable(200)).prepared
  const { encoder, encoded } = await fitAndEncode(prepared)
  const { layout } = encoder

  it('are inverse, row by row, in any order', () => {
    const rows = Int32Array.of(5, 199, 0, 5)
    const dense = new Float32Array(rows.length * layout.width).fill(9)
    expandRows(encoded, rows, dense)
    const back = collapseRows(layout, dense, rows.length)
    encoded.codes.forEach((codes, span) => {
      expect([...(back.codes[span] ?? [])]).toEqual(Array.from(rows, (row) => codes[row]))
    })
    encoded.scalars.forEach((scalars, span) => {
      expect([...(back.scalars[span] ?? [])]).toEqual(Array.from(rows, (row) => scalars[row]))
    })
  })
  it('gives every softmax span exactly one 1', () => {
    const dense = new Float32Array(200 * layout.width)
    expandRows(
      encoded,
      Int32Array.from({ length: 200 }, (_, row) => row),
      dense,
    )
    for (const { kind, start, width } of layout.spans) {
      if (kind === 'scalar') continue
      for (let row = 0; row < 200; row++) {
        const span = dense.subarray(row * layout.width + start, row * layout.width + start + width)
        expect([...span].filter((value) => value !== 0)).toEqual([1])
      }
    }
  })
  it('collect batches in one place', () => {
    const all = Int32Array.from({ length: 200 }, (_, row) => row)
    const into = allocateSpanRows(layout, 200)
    for (const first of [0, 100]) {
      const dense = new Float32Array(100 * layout.width)
      expandRows(encoded, all.subarray(first, first + 100), dense)
      collapseRows(layout, dense, 100, into, first)
    }
    expect(into).toEqual({ rowCount: 200, codes: encoded.codes, scalars: encoded.scalars })
  })
  it('take the largest of a span, the first of equals', () => {
    const spans = [{ kind: 'softmax', role: 'category', start: 0, width: 3, column: 0 }] as const
    const { codes } = collapseRows({ width: 3, spans }, Float32Array.of(0.1, 0.7, 0.2, -5, -5, -9), 2)
    expect([...(codes[0] ?? [])]).toEqual([1, 0])
  })
  it('refuse arrays of another size', () => {
    expectDefect(() => expandRows(encoded, Int32Array.of(0), new Float32Array(1)))
    expectDefect(() => collapseRows(layout, new Float32Array(1), 1))
  })
})

import {
  collapseRows,
  createRng,
  decodeSpans,
  fillUniform,
  fitSpanEncoder,
  normal,
  type PreparationPlan,
  prepareTable,
  restoreTable,
  type SpanEncoder,
  type Table,
} from '@tabricate/core'
import { categoricalField, mixedTable, numericalField, tableOf } from '@tabricate/core/testing'
import * as ort from 'onnxruntime-node'
import { expect, test } from 'vitest'
import { runExported, shareOfDifferentCells } from '../testing/run-exported.ts'
import { aliasTables } from './alias-tables.ts'
import { exportSampler } from './export-sampler.ts'

/** A network that gives out its noise: what is exported is the decoding alone. */
function exportDecoding(plan: PreparationPlan, encoder: SpanEncoder): Uint8Array {
  return exportSampler({
    modelId: 'noise',
    plan,
    encoder,
    normals: encoder.layout.width,
    uniforms: 1,
    build: (rows) => ({ rows, variables: [] }),
    weights: {},
  })
}

async function encodingOf(table: Table, maxCategories?: number) {
  const { prepared, plan } = prepareTable(table, maxCategories === undefined ? {} : { maxCategories })
  return { plan, encoder: await fitSpanEncoder(prepared, { rng: createRng(1) }) }
}

const rowCount = 500

function noise(width: number, uniforms: number) {
  const rng = createRng(3)
  const uniform = new Float32Array(rowCount * uniforms)
  fillUniform(rng, uniform)
  // Positions beyond ±1 are the network's to avoid.
  const rows = Float32Array.from({ length: rowCount * width }, () => Math.tanh(normal(rng)))
  return { rows: rowCount, normal: rows, uniform }
}

/** 60 values on 20 rows each: drawn ones go to the nearest. */
const steps = numericalField(
  'steps',
  Array.from({ length: 1200 }, (_, row) => (row % 60) ** 2 / 8),
)
/** Some values on many rows, others on few, some missing: nothing that few decimals round. */
const spiked = numericalField(
  'spiked',
  Array.from({ length: 1200 }, (_, row) =>
    row % 10 === 0 ? 5 : row % 17 === 0 ? Number.NaN : -Math.sqrt(row + 0.1),
  ),
)

test.each([
  ['every type of column', mixedTable(600)],
  ['a grid, spikes and missing values', tableOf([steps, spiked], 1200)],
])('decodes %s as core does, to the last bit', async (_, table) => {
  const { plan, encoder } = await encodingOf(table)
  const { layout } = encoder
  const drawn = noise(layout.width, 1)
  const own = restoreTable(plan, decodeSpans(encoder, collapseRows(layout, drawn.normal, rowCount)))
  const exported = await runExported(ort, exportDecoding(plan, encoder), drawn)
  expect(exported.columns.map(({ name }) => name)).toEqual(table.schema.columns.map(({ name }) => name))
  expect(shareOfDifferentCells(own, exported, 0)).toBe(0)
  expect(exported.cells.flat().filter((cell) => cell === null).length).toBeGreaterThan(10)
})

test('a code that categories share becomes one of them as often as in the table', async () => {
  const names = Array.from({ length: 300 }, (_, code) => `c${code}`)
  const codes = Array.from({ length: 3000 }, (_, row) =>
    row % 50 === 0 ? -1 : Math.floor(300 * ((row % 997) / 997) ** 3),
  )
  const { plan, encoder } = await encodingOf(tableOf([categoricalField('many', names, codes)], 3000), 20)
  const [column] = plan.columns
  if (column?.kind !== 'categories' || column.groups === undefined) return expect.unreachable()
  const { groups } = column
  const rows = 200_000
  const { width } = encoder.layout
  // The last code that categories share in every row, and missing in the last.
  const code = groups.codeCount - 1
  const dense = Float32Array.from({ length: rows * width }, (_, i) => Number(i % width === code))
  dense.set([9], rows * width - 1)
  const uniform = new Float32Array(rows * 3)
  fillUniform(createRng(1), uniform)
  const exported = await runExported(ort, exportDecoding(plan, encoder), { rows, normal: dense, uniform })
  const cells = exported.cells[0] ?? []
  expect(cells.at(-1)).toBeNull()
  const members = Array.from(groups.codes.entries()).filter(([, own]) => own === code)
  const rowsOf = (category: number) => groups.counts[category] ?? 0
  const total = members.reduce((sum, [category]) => sum + rowsOf(category), 0)
  expect(members.length).toBeGreaterThan(3)
  const drawn = new Map<unknown, number>()
  for (const cell of cells) drawn.set(cell, (drawn.get(cell) ?? 0) + 1)
  expect(drawn.size).toBe(members.length + 1)
  for (const [category] of members) {
    const share = rowsOf(category) / total
    const found = (drawn.get(names[column.used[category] ?? -1]) ?? 0) / (rows - 1)
    // Five standard errors of a share among 200,000 draws.
    expect(Math.abs(found - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / rows))
  }
})

test('the alias of every place and its own share make up the shares of a code', () => {
  const groups = {
    codes: [0, 1, 1, 0, 1],
    counts: [3, 1, 5, 1, 2],
    codeCount: 2,
    keptCount: 0,
    alikeCount: 5,
  }
  const column = {
    kind: 'categories',
    name: 'c',
    categories: ['a', 'b', 'c', 'd', 'e'],
    used: [0, 1, 2, 3, 4],
    preparedIndex: 0,
    hasMissing: false,
    reason: '',
    groups,
  } as const
  const { sizes, starts, kept, members, aliases } = aliasTables(column)
  expect([...sizes]).toEqual([2, 3])
  const shares = new Array<number>(5).fill(0)
  members.forEach((category, place) => {
    const size = sizes[place < (starts[1] ?? 0) ? 0 : 1] ?? 1
    shares[category] = (shares[category] ?? 0) + (kept[place] ?? 0) / size
    const alias = aliases[place] ?? 0
    shares[alias] = (shares[alias] ?? 0) + (1 - (kept[place] ?? 0)) / size
  })
  ;[3 / 4, 1 / 8, 5 / 8, 1 / 4, 2 / 8].forEach((share, category) => {
    expect(shares[category]).toBeCloseTo(share, 12)
  })
})

test('a column of which nothing is known but that it is missing is missing', async () => {
  const nothing = numericalField('nothing', new Array<number>(50).fill(Number.NaN))
  const { plan, encoder } = await encodingOf(tableOf([nothing], 50))
  const { cells } = await runExported(ort, exportDecoding(plan, encoder), noise(encoder.layout.width, 1))
  expect(new Set(cells[0])).toEqual(new Set([null]))
})

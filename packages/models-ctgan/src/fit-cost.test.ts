import { estimateFit, prepareTable, type Table } from '@tabricate/core'
import { categoricalField, mixedTable, tableOf } from '@tabricate/core/testing'
import { describe, expect, test } from 'vitest'
import { ctgan } from './ctgan.ts'
import { ctganCost } from './fit-cost.ts'

function discreteTable(categories: number, rowCount = 4000): Table {
  const names = (count: number) => Array.from({ length: count }, (_, code) => `c${code}`)
  return tableOf(
    [
      categoricalField(
        'many',
        names(categories),
        Int32Array.from({ length: rowCount }, (_, row) => (row * 7) % categories),
      ),
      categoricalField(
        'few',
        names(3),
        Int32Array.from({ length: rowCount }, (_, row) => row % 3),
      ),
    ],
    rowCount,
  )
}

const small = {
  epochs: 2,
  batchSize: 20,
  pac: 2,
  embeddingDim: 8,
  generatorDims: [16, 16],
  discriminatorDims: [16],
}

describe('what CTGAN costs', () => {
  test('parameters are those of its networks', () => {
    const { encodedColumns, parameters } = estimateFit(discreteTable(5), { model: ctgan(small) })
    expect(encodedColumns).toBe(8)
    // Latent 8 + 8; blocks of 16 with batch norm in place of a bias; last layer 48 → 8. Critic: 2 · (8 + 8) → 16 → 1.
    const generator = 16 * 16 + 2 * 16 + (32 * 16 + 2 * 16) + (48 * 8 + 8)
    const critic = 2 * 16 * 16 + 16 + (16 + 1)
    expect(parameters).toBe(generator + critic)
  })

  test('grows with the epochs, and with the categories up to a limit', () => {
    const cost = (table: Table, epochs = 2) => estimateFit(table, { model: ctgan({ ...small, epochs }) })
    const secondsOf = (epochs: number) => cost(discreteTable(5), epochs).seconds
    expect(secondsOf(2)).toBeGreaterThan(secondsOf(1))
    expect(secondsOf(3) - secondsOf(2)).toBeCloseTo(secondsOf(2) - secondsOf(1), 9)
    expect(cost(discreteTable(400)).encodedColumns).toBe(403)
    const many = cost(discreteTable(2000))
    expect(many.encodedColumns).toBeLessThanOrEqual(503)
    expect(many.memoryBytes).toBeLessThan(3 * cost(discreteTable(400)).memoryBytes)
    expect(many.notices[0]).toContain('2,000 categories are learned as')
  })

  test('counts continuous columns as if they had all modes', () => {
    const { prepared } = prepareTable(mixedTable(500))
    const widths = prepared.columns.map((column) =>
      column.kind === 'discrete'
        ? column.cardinality
        : 11 + column.spikes.length + (column.hasMissing ? 1 : 0),
    )
    expect(ctganCost(prepared, ctgan(small).options).encodedColumns).toBe(widths.reduce((a, b) => a + b, 0))
  })
})

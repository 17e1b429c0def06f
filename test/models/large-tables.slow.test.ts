import { estimateFit, getColumn, type Model, parseCsv, type Table } from '@tabricate/core'
import { ctgan } from '@tabricate/models-ctgan'
import { mixture } from '@tabricate/models-mixture'
import { tvae } from '@tabricate/models-tvae'
import { beforeAll, describe, expect, it } from 'vitest'

// Tables that a dense one-hot encoding could not carry. What they take in time and memory is measured in bench/, not here.
const models: { readonly [name: string]: Model } = {
  mixture: mixture({ components: 4 }),
  tvae: tvae({ epochs: 1 }),
  ctgan: ctgan({ epochs: 1, batchSize: 2000 }),
}

async function tableOf(header: string, rows: readonly string[]): Promise<Table> {
  return parseCsv(new TextEncoder().encode(`${header}\n${rows.join('\n')}\n`))
}

describe('500 columns', () => {
  let table: Table
  beforeAll(async () => {
    const columns = Array.from({ length: 500 }, (_, column) => column)
    const cell = (row: number, column: number) =>
      column % 2 === 0 ? `k${(row * (column + 3)) % 8}` : String(((row + column) * 7919) % 1009)
    table = await tableOf(
      columns.map((column) => `column ${column}`).join(),
      Array.from({ length: 200 }, (_, row) => columns.map((column) => cell(row, column)).join()),
    )
  })

  it.each(Object.entries(models))('are learned and drawn: %s', async (_, model) => {
    const synthesizer = await model.fit(table, { seed: 1 })
    const synthetic = await synthesizer.sample(50, { seed: 2 })
    await synthesizer.dispose()
    expect(synthetic.rowCount).toBe(50)
    expect(synthetic.schema.columns.map(({ name, type }) => [name, type])).toEqual(
      table.schema.columns.map(({ name, type }) => [name, type]),
    )
    const { column } = getColumn(synthetic, 'column 498')
    const values =
      column.type === 'categorical' ? [...column.codes].map((code) => column.categories[code]) : []
    expect(new Set(values).size).toBeGreaterThan(1)
  })
})

describe('100,000 categories', () => {
  let table: Table
  beforeAll(async () => {
    // Each town once, a few of them often.
    const towns = Array.from({ length: 100_000 }, (_, town) => town)
    const often = Array.from({ length: 20_000 }, (_, row) => row % 50)
    table = await tableOf(
      'town,price',
      [...towns, ...often].map((town) => `town ${town},${(town % 50) + 0.5}`),
    )
  })

  it.each(Object.entries(models))('are learned and drawn: %s', async (_, model) => {
    const { encodedColumns } = estimateFit(table, { model })
    expect(encodedColumns).toBeLessThan(1000)
    const synthesizer = await model.fit(table, { seed: 1 })
    const { column } = getColumn(await synthesizer.sample(6000, { seed: 2 }), 'town')
    await synthesizer.dispose()
    expect(column.type).toBe('categorical')
    if (column.type !== 'categorical') return
    const drawn = [...column.codes].map((code) => column.categories[code] ?? '')
    const isOften = (town: string) => Number(town.slice(5)) < 50
    // A sixth of the rows has one of the 50, and nearly every other row a town of its own.
    expect(drawn.filter(isOften).length / drawn.length).toBeCloseTo(1 / 6, 1)
    expect(new Set(drawn).size).toBeGreaterThan(4000)
  })
})

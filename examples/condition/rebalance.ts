import { getColumn, type Table } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { mixture } from '@tabricate/models-mixture'

// Other shares than the real ones, to a row: a balanced target, say. The other values keep their shares of the rest.
const real = await readTable('examples/data/adult.csv', { sampleRows: 2000, seed: 1 })
const synthesizer = await mixture().fit(real, { seed: 1 })
const balanced = await synthesizer.sample(1000, { seed: 2, rebalance: { income: { '>50K': 0.5 } } })
console.log('real', shares(real, 'income'))
console.log('balanced', shares(balanced, 'income'))

function shares(table: Table, name: string): Record<string, number> {
  const { column } = getColumn(table, name)
  if (column.type !== 'categorical') throw new Error(`${name} has no categories.`)
  const { categories, codes } = column
  return Object.fromEntries(
    categories.map((category, code) => [
      category,
      codes.filter((each) => each === code).length / codes.length,
    ]),
  )
}

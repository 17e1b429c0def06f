import { splitRows } from '@tabricate/core'
import { readTable, writeTable } from '@tabricate/core/node'
import { mixture } from '@tabricate/models-mixture'

// A statistical model: seconds, no network.
const real = await readTable('examples/data/adult.csv')
for (const { name, type, reason } of real.schema.columns.slice(0, 3)) console.log(name, type, reason)

const { train } = splitRows(real, { holdout: 0.2, seed: 1 })
const synthesizer = await mixture().fit(train, { seed: 42 })
const synthetic = await synthesizer.sample(1000, { seed: 7 })
await writeTable(synthetic, 'synthetic.csv')
console.log(`${synthetic.rowCount} rows`)

import { stat } from 'node:fs/promises'
import { readTable, writeTable } from '@tabricate/core/node'
import { mixture } from '@tabricate/models-mixture'

// More rows than memory holds: tables of up to 1,000 rows, written as they are made. Breaking off ends the drawing.
const synthesizer = await mixture().fit(await readTable('examples/data/penguins.csv'), { seed: 1 })
await writeTable(synthesizer.stream(200_000, { seed: 2 }), 'many.csv')
console.log(`${Math.round((await stat('many.csv')).size / 1e6)} MB`)

let heavy = 0
for await (const { columns, schema } of synthesizer.stream(Number.MAX_SAFE_INTEGER, { seed: 3 })) {
  const mass = columns[schema.columns.findIndex(({ name }) => name === 'body_mass_g')]
  if (mass?.type === 'numerical') heavy += mass.values.filter((grams) => grams > 6000).length
  if (heavy >= 100) break
}
console.log(`found ${heavy} penguins of more than 6 kg`)

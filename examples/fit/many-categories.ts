import { estimateFit, getColumn, parseCsv } from '@tabricate/core'
import { tvae } from '@tabricate/models-tvae'

// Orders from 10,000 towns. A network cannot carry a column for each: it learns 500 codes, frequent towns by themselves, like ones in groups.
const townOf = (row: number) => (row % 2 === 0 ? row / 2 : Math.floor(row ** 2 / 4e4))
const orders = Array.from(
  { length: 20_000 },
  (_, row) => `town ${townOf(row)},${(townOf(row) % 7) * 10 + (row % 5)}`,
)
const table = await parseCsv(new TextEncoder().encode(['town,price', ...orders].join('\n')))

// What a fit would take is known before: columns after encoding, parameters, memory, seconds, and what to know of the encoding.
const model = tvae({ epochs: 2 })
const { encodedColumns, parameters, memoryBytes, seconds, notices } = estimateFit(table, { model })
console.log(`${encodedColumns} encoded columns, ${parameters} parameters`)
console.log(`about ${Math.ceil(memoryBytes / 1e6)} MB and ${Math.ceil(seconds)} s`)
for (const notice of notices) console.log(notice)

const synthesizer = await model.fit(table, { seed: 1 })
const { column } = getColumn(await synthesizer.sample(1000, { seed: 2 }), 'town')
if (column.type === 'categorical') console.log(`${new Set(column.codes).size} towns on 1000 rows`)
await synthesizer.dispose()

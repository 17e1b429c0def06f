import { formatCsv } from '@tabricate/core'
import { loadModel, readTable, saveModel } from '@tabricate/core/node'
import { mixture } from '@tabricate/models-mixture'
import { tvae } from '@tabricate/models-tvae'

// A model file is JSON and numbers with checksums: loading one runs no code from it. The models it may hold are named.
const synthesizer = await tvae({ epochs: 5 }).fit(await readTable('examples/data/penguins.csv'), { seed: 1 })
await saveModel(synthesizer, 'penguins.tabricate')

const again = await loadModel('penguins.tabricate', [tvae, mixture])
const rows = await Promise.all([synthesizer, again].map((each) => each.sample(100, { seed: 2 })))
const [before, after] = rows.map((table) => formatCsv(table))
console.log(again.modelId, 'of', again.snapshot().rowCount, 'rows')
console.log('draws the same rows:', before === after)

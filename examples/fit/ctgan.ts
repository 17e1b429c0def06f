import { readTable, writeTable } from '@tabricate/core/node'
import { ctgan } from '@tabricate/models-ctgan'

// A network, with progress, a time limit and a way to stop it. Five epochs show that it runs: without them, 300.
const real = await readTable('examples/data/penguins.csv')
const controller = new AbortController()
process.once('SIGINT', () => controller.abort())

const model = ctgan({ epochs: 5 })
const { seconds, memoryBytes } = model.estimate(real)
console.log(`about ${Math.ceil(seconds)} s and ${Math.ceil(memoryBytes / 1e6)} MB`)

const synthesizer = await model.fit(real, {
  seed: 42,
  threads: 1,
  maxSeconds: 600,
  signal: controller.signal,
  onNotice: (notice) => console.log(notice),
  onProgress: ({ epoch, epochs, losses }) => console.log(`epoch ${epoch} of ${epochs}`, losses),
})
await writeTable(await synthesizer.sample(344, { seed: 7 }), 'penguins.parquet')
await synthesizer.dispose()

import { readTable } from '@tabricate/core/node'
import { tvae } from '@tabricate/models-tvae'
import { tfjsRuntime } from '@tabricate/nn/tfjs'
import * as tf from '@tensorflow/tfjs-core'
import '@tensorflow/tfjs-backend-wasm'

// The same network by TensorFlow.js, here its WebAssembly backend. Where tfjs-node can be installed: import it instead of these two, without `setBackend`.
const real = await readTable('examples/data/penguins.csv')
await tf.setBackend('wasm')
const runtime = tfjsRuntime(tf)

// Two epochs show that it runs. The default runtime, ONNX Runtime, is faster.
const synthesizer = await tvae({ epochs: 2 }).fit(real, {
  runtime,
  seed: 42,
  onProgress: ({ epoch, epochs, losses }) => console.log(`epoch ${epoch} of ${epochs}`, losses),
})
const synthetic = await synthesizer.sample(344, { seed: 7 })
console.log(`${synthetic.rowCount} rows by ${runtime.id}`)
await synthesizer.dispose()

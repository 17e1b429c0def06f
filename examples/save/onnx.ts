import { writeFile } from 'node:fs/promises'
import { createRng, fillNormal, fillUniform } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { tvae } from '@tabricate/models-tvae'
import * as ort from 'onnxruntime-node'

// A generator that leaves the library: noise in, columns out, in any ONNX Runtime. docs/guides/onnx-export.md has whole decoders.
const synthesizer = await tvae({ epochs: 5 }).fit(await readTable('examples/data/penguins.csv'), { seed: 1 })
await writeFile('penguins.onnx', synthesizer.toOnnx())

const session = await ort.InferenceSession.create('penguins.onnx')
const rng = createRng(2)
const feeds: Record<string, ort.Tensor> = {}
for (const input of session.inputMetadata) {
  if (!input.isTensor) continue
  const noise = new Float32Array(3 * Number(input.shape[1]))
  if (input.name === 'normal') fillNormal(rng, noise)
  else fillUniform(rng, noise)
  feeds[input.name] = new ort.Tensor('float32', noise, [3, noise.length / 3])
}
const { metadata, ...outputs } = await session.run(feeds)
console.log(String(metadata?.data[0]))
for (const [name, { data }] of Object.entries(outputs)) console.log(name, [...data])

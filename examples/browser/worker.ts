import { evaluate, formatCsv, parseTable } from '@tabricate/core'
import { ctgan } from '@tabricate/models-ctgan'
import { tvae } from '@tabricate/models-tvae'
import { onnxWebRuntime } from '@tabricate/nn/web'
import * as ort from 'onnxruntime-web/wasm'
import type { FromWorker, ToWorker } from './messages.ts'

// One thread needs no special headers of the server; the .wasm file lies beside this one.
ort.env.wasm.numThreads = 1
ort.env.wasm.wasmPaths = new URL('./', import.meta.url).href

const send = (message: FromWorker): void => self.postMessage(message)

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => void learn(data))

async function learn(data: ToWorker): Promise<void> {
  try {
    const real = await parseTable(new Uint8Array(data.bytes))
    const model = data.model === 'tvae' ? tvae({ epochs: data.epochs }) : ctgan({ epochs: data.epochs })
    const synthesizer = await model.fit(real, {
      runtime: onnxWebRuntime(ort),
      onProgress: ({ epoch, epochs, rowsPerSecond }) => {
        const millisecondsAStep = (1000 * model.options.batchSize) / rowsPerSecond
        send({ kind: 'progress', epoch, epochs, millisecondsAStep })
      },
    })
    const synthetic = await synthesizer.sample(real.rowCount)
    const { quality } = await evaluate({ real, synthetic })
    send({
      kind: 'done',
      csv: formatCsv(synthetic),
      rowCount: synthetic.rowCount,
      quality: quality.score.value?.toFixed(3) ?? 'unknown',
    })
  } catch (error) {
    send({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
  }
}

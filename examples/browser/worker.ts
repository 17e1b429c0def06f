import { evaluate, formatCsv, parseTable } from '@tabricate/core'
import type { FromWorker, ToWorker } from './messages.ts'
import { modelOf } from './model-of.ts'
import { openRuntime, warmUp } from './runtime.ts'

const send = (message: FromWorker): void => self.postMessage(message)

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => void learn(data))
void warmUp().then(
  () => send({ kind: 'ready' }),
  (error: unknown) => send({ kind: 'failed', message: String(error) }),
)

async function learn({ bytes, model, options, engine }: ToWorker): Promise<void> {
  try {
    const real = await parseTable(new Uint8Array(bytes))
    const synthesizer = await modelOf(model, options).fit(real, {
      runtime: await openRuntime(engine),
      onProgress: ({ epoch, epochs, elapsedMs }) => send({ kind: 'progress', epoch, epochs, elapsedMs }),
    })
    const synthetic = await synthesizer.sample(real.rowCount)
    await synthesizer.dispose()
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

import { evaluate, formatCsv, parseTable } from '@tabricate/core'
import { ctgan } from '@tabricate/models-ctgan'
import { mixture } from '@tabricate/models-mixture'
import { tvae } from '@tabricate/models-tvae'
import type { FromWorker, ToWorker } from './messages.ts'
import { openRuntime, warmUp } from './runtime.ts'

const models = { ctgan, mixture, tvae }

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

/** Options are checked: unknown ones are errors. */
function modelOf(id: string, options: ToWorker['options']) {
  if (id === 'ctgan') return models.ctgan(models.ctgan.definition.options.parse(options))
  if (id === 'tvae') return models.tvae(models.tvae.definition.options.parse(options))
  return models.mixture(models.mixture.definition.options.parse(options))
}

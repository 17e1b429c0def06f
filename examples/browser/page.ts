import { download, element, engine, file, progress, show } from './elements.ts'
import type { FromWorker, ToWorker } from './messages.ts'

// A graphics card only where the browser has one for pages.
engine.disabled = !('gpu' in navigator)
const worker = new Worker('worker.js', { type: 'module' })
worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
  if (data.kind === 'ready') {
    file.disabled = false
    return show('Ready: for a CSV file the network is not needed any more.')
  }
  if (data.kind === 'progress') {
    progress.value = data.epoch / data.epochs
    return show(`Epoch ${data.epoch} of ${data.epochs}, ${(data.elapsedMs / 1000).toFixed(1)} s`)
  }
  if (data.kind === 'failed') return show(data.message)
  download.href = URL.createObjectURL(new Blob([data.csv], { type: 'text/csv' }))
  download.hidden = false
  show(`${data.rowCount} synthetic rows, quality ${data.quality} of 1.`)
})

async function learn(chosen: File): Promise<void> {
  download.hidden = true
  const model = element('model', HTMLSelectElement).value
  // The mixture has no epochs.
  const options = model === 'mixture' ? {} : { epochs: element('epochs', HTMLInputElement).valueAsNumber }
  const bytes = await chosen.arrayBuffer()
  worker.postMessage({ bytes, model, options, engine: engine.value } satisfies ToWorker, [bytes])
}

file.addEventListener('change', () => {
  const [chosen] = file.files ?? []
  if (chosen !== undefined) void learn(chosen)
})
document.addEventListener('dragover', (event) => event.preventDefault())
document.addEventListener('drop', (event) => {
  event.preventDefault()
  const [dropped] = event.dataTransfer?.files ?? []
  if (dropped !== undefined && !file.disabled) void learn(dropped)
})

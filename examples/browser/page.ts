import type { FromWorker, ToWorker } from './messages.ts'

const element = <T extends HTMLElement>(id: string, type: new () => T): T => {
  const found = document.getElementById(id)
  if (found instanceof type) return found
  throw new Error(`The page has no ${id}.`)
}
const file = element('file', HTMLInputElement)
const status = element('status', HTMLElement)
const progress = element('progress', HTMLProgressElement)
const download = element('download', HTMLAnchorElement)

file.addEventListener('change', () => {
  const [chosen] = file.files ?? []
  if (chosen !== undefined) void learn(chosen)
})

async function learn(chosen: File): Promise<void> {
  download.hidden = true
  const worker = new Worker('worker.js', { type: 'module' })
  const show = (text: string) => {
    status.textContent = text
  }
  worker.addEventListener('message', ({ data }: MessageEvent<FromWorker>) => {
    if (data.kind === 'progress') {
      progress.value = data.epoch / data.epochs
      show(`Epoch ${data.epoch} of ${data.epochs}, ${Math.round(data.millisecondsAStep)} ms a step`)
      return
    }
    worker.terminate()
    if (data.kind === 'failed') return show(data.message)
    download.href = URL.createObjectURL(new Blob([data.csv], { type: 'text/csv' }))
    download.hidden = false
    show(`${data.rowCount} synthetic rows, quality ${data.quality} of 1.`)
  })
  const model = element('model', HTMLSelectElement).value
  const epochs = element('epochs', HTMLInputElement).valueAsNumber
  worker.postMessage({ bytes: await chosen.arrayBuffer(), model, epochs } satisfies ToWorker)
}

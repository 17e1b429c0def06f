// A worker as `tabricate worker` runs it, for tests that end it without a warning.
import { createWorkerProcess } from '../dist/index.js'

const { models, settings } = JSON.parse(process.argv[2] ?? '')
const worker = await createWorkerProcess({ models, settings })
await worker.start()
process.send?.('ready')
process.on('disconnect', () => process.exit(1))

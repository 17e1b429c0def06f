// One process of a platform, of the built package, for tests that kill it. Its orders come as JSON: { role, port, settings, models }.
import { createServer as createHttpServer } from 'node:http'
import express from 'express'
import { createServer, createWorkerProcess } from '../../dist/index.js'

const { role, port, settings, models } = JSON.parse(process.argv[2])
const logger = ({ level, message, metadata }) => {
  if (level === 'ERROR') process.stderr.write(`${message} ${JSON.stringify(metadata)}\n`)
}
const options = { models, settings, logger }

const platform =
  role === 'worker'
    ? await createWorkerProcess(options)
    : await createServer({ ...options, worker: role === 'all' })
let http
if (role !== 'worker') {
  http = createHttpServer(express().use(platform.router))
  await new Promise((resolve) => http.listen(port, '127.0.0.1', resolve))
}
await platform.start()
process.on('SIGTERM', async () => {
  http?.closeAllConnections()
  http?.close()
  await platform.stop()
  process.exit(0)
})

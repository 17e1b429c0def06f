import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import chromium from '@sparticuz/chromium'
import { createServer } from '@tabricate/server'
import express from 'express'
import { chromium as playwright } from 'playwright-core'

/** A platform of its own in a folder that is removed afterwards, its first administrator, and a browser to look at its console. */
export async function openConsole(models, settings = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tabricate-console-'))
  const server = await createServer({
    models: models.map((name) => new URL(`../../models-${name}/dist/index.js`, import.meta.url).href),
    settings: { dataDir, port: 0, bcryptCost: 4, ...settings },
  })
  const http = createHttpServer(express().use(server.router))
  await new Promise((resolve) => http.listen(0, '127.0.0.1', resolve))
  await server.start()
  const { email, password } = await server.administrators.ensureFirst('ada@example.org')
  const browser = await playwright.launch({
    executablePath: await chromium.executablePath(),
    args: ['--no-sandbox'],
    headless: true,
  })
  return {
    address: `http://127.0.0.1:${http.address().port}/console`,
    email,
    password,
    server,
    browser,
    async close() {
      await browser.close()
      http.closeAllConnections()
      http.close()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

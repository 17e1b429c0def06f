import { mkdtemp, rm } from 'node:fs/promises'
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Application, createApplication } from './app.ts'

let application: Application
let http: HttpServer
let folder = ''
let url = ''
const handled = ['uncaughtException', 'unhandledRejection', 'SIGTERM', 'SIGINT', 'exit'] as const
const listeners = () => handled.map((event) => process.listenerCount(event))
const listenersBefore = listeners()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-express-'))
  application = await createApplication(folder)
  http = createHttpServer(application.app)
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const address = http.address()
  url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  await application.synth.start()
}, 120_000)
afterAll(async () => {
  http.closeAllConnections()
  http.close()
  await application.synth.stop()
  await rm(folder, { recursive: true, force: true })
})

const call = (path: string, key?: string) =>
  fetch(`${url}${path}`, { headers: key === undefined ? {} : { 'X-Api-Key': key } })

const envelope = z.looseObject({ data: z.looseObject({}).optional() })

describe('an application with the platform at /synth', () => {
  it('still answers what is its own', async () => {
    expect(await (await call('/')).text()).toBe('The application itself.')
    expect((await call('/auth/me')).status).toBe(404)
  })

  it('signs people in itself', async () => {
    expect((await call('/synth/auth/me')).status).toBe(401)
    expect((await call('/synth/auth/me', 'nobody-key')).status).toBe(401)
    const ada = envelope.parse(await (await call('/synth/auth/me', 'ada-key')).json())
    const operator = envelope.parse(await (await call('/synth/auth/me', 'root-key')).json())
    expect(ada.data).toMatchObject({ role: 'user', email: '' })
    expect(operator.data).toMatchObject({ role: 'admin' })
    expect(ada.data?.['id']).not.toBe(operator.data?.['id'])
    const again = envelope.parse(await (await call('/synth/auth/me', 'ada-key')).json())
    expect(again.data?.['id']).toBe(ada.data?.['id'])
  })

  it('has no sign-in of the platform beside its own', async () => {
    const { paths } = z
      .object({ paths: z.record(z.string(), z.unknown()) })
      .parse(await (await call('/synth/openapi.json')).json())
    for (const path of ['/auth/register', '/auth/login', '/auth/refresh', '/auth/logout', '/auth/sessions'])
      expect(Object.keys(paths)).not.toContain(path)
    expect(Object.keys(paths)).toContain('/auth/me')
    expect((await fetch(`${url}/synth/auth/login`, { method: 'POST' })).status).toBe(404)
  })

  it('keeps tables apart', async () => {
    const form = new FormData()
    form.set('file', new Blob(['a,b\n1,2\n3,4\n']), 'a.csv')
    const sent = await fetch(`${url}/synth/upload/dataset`, {
      method: 'POST',
      headers: { 'X-Api-Key': 'ada-key' },
      body: form,
    })
    expect(sent.status).toBe(202)
    const id = Number(envelope.parse(await sent.json()).data?.['id'])
    expect((await call(`/synth/upload/datasets/${id}`, 'ada-key')).status).toBe(200)
    expect((await call(`/synth/upload/datasets/${id}`, 'root-key')).status).toBe(404)
  })

  it('is given nothing to do with its process', () => {
    expect(listeners()).toEqual(listenersBefore)
  })
})

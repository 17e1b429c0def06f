import { createServer, type IncomingMessage } from 'node:http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isPublic, postGuarded, RequestRefused } from './guarded-request.ts'

let port = 0
const seen: IncomingMessage[] = []
const server = createServer((request, response) => {
  seen.push(request)
  if (request.url === '/moved') response.writeHead(302, { Location: '/elsewhere' })
  if (request.url === '/endless') {
    const write = () => {
      if (!response.destroyed && response.write('x'.repeat(16_384))) setImmediate(write)
      else if (!response.destroyed) response.once('drain', write)
    }
    return write()
  }
  response.end('ok')
})
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const message = { headers: {}, body: '{}' }
const resolveTo = (...addresses: string[]) => ({
  resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
})

describe('a request to an address that a user has named', () => {
  it.each([
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.0.0.8/',
    'https://172.16.3.4/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://0.0.0.0/',
    'https://100.64.0.1/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a00:1]/',
    'https://2130706433/',
    'https://0x7f.1/',
    'https://017700000001/',
    'http://example.org/',
    'ftp://example.org/',
    'https://user:secret@example.org/',
  ])('is not made to %s', async (url) => {
    await expect(
      postGuarded({ url, ...message }, { allowPrivate: false, ...resolveTo('93.184.216.34') }),
    ).rejects.toThrow(RequestRefused)
  })

  it('is not made when any address of a name is private', async () => {
    const guard = { allowPrivate: false, ...resolveTo('93.184.216.34', '10.0.0.1') }
    await expect(postGuarded({ url: 'https://rebind.example/', ...message }, guard)).rejects.toThrow(
      'private network',
    )
  })

  it('asks for a name once, and goes to the address that was checked', async () => {
    let asked = 0
    const guard = {
      allowPrivate: true,
      resolve: async () => {
        asked++
        return [{ address: '127.0.0.1', family: 4 }]
      },
    }
    const before = seen.length
    expect(await postGuarded({ url: `http://name.invalid:${port}/`, ...message }, guard)).toBe(200)
    expect(asked).toBe(1)
    expect(seen[before]?.headers.host).toBe(`name.invalid:${port}`)
  })

  it('does not follow redirects', async () => {
    const before = seen.length
    const url = `http://127.0.0.1:${port}/moved`
    expect(await postGuarded({ url, ...message }, { allowPrivate: true })).toBe(302)
    expect(seen.length).toBe(before + 1)
  })

  it('reads no endless answers', async () => {
    const url = `http://127.0.0.1:${port}/endless`
    await expect(postGuarded({ url, ...message }, { allowPrivate: true })).rejects.toThrow('too long')
  })
})

describe('an address', () => {
  it('is public or not', () => {
    expect(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'].map(isPublic)).toEqual([true, true, true])
    const reserved = ['192.0.2.1', '224.0.0.1', '255.255.255.255', '::', '2001:db8::1', '64:ff9b::a00:1', 'x']
    expect(reserved.map(isPublic)).toEqual(reserved.map(() => false))
  })
})

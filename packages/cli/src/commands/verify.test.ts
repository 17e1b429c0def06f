import { generateKeyPairSync } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as delay } from 'node:timers/promises'
import { createTestServer, type TestServer } from '@tabricate/server/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import yauzl from 'yauzl'
import { ZipFile } from 'yazl'
import { z } from 'zod'
import { runFake } from '../../test/fake-io.ts'

// Results of a real platform, verified without it.

const table = `sex,age\n${Array.from({ length: 40 }, (_, row) => `${row % 3 === 0 ? 'f' : 'm'},${20 + row}`).join('\n')}\n`
const identified = z.looseObject({ id: z.number(), status: z.string() })

let folder = ''
let platform: TestServer
let token = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-verify-'))
  await writeFile(at('source.csv'), table)
  platform = await createTestServer({
    models: [new URL('../../../core/dist/index.js', import.meta.url).href],
  })
  token = await platform.signUp('a@example.org')
  const form = new FormData()
  form.set('file', new Blob([table]), 'source.csv')
  const uploaded = await fetch(`${platform.url}/upload/dataset`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}` },
    body: form,
  })
  const { id: dataset } = z.object({ data: identified }).parse(await uploaded.json()).data
  await settled(`/upload/datasets/${dataset}`)
  await generate(dataset, true, 'result.zip')
  const plain = await generate(dataset, false, 'result.csv')
  await fetchTo(`/generation/manifest/${plain}`, 'result.manifest.json')
  const config = await platform.call('GET', '/generation-v2/config', { token })
  await writeFile(
    at('key.pem'),
    z.looseObject({ manifest_public_key: z.string() }).parse(config.data).manifest_public_key,
  )
}, 180_000)
afterAll(async () => {
  await platform.stop()
  await rm(folder, { recursive: true })
})

const at = (name: string) => join(folder, name)

async function settled(path: string): Promise<void> {
  for (let status = ''; !['ready', 'succeeded'].includes(status); ) {
    status = identified.parse((await platform.call('GET', path, { token })).data).status
    if (status === 'failed') throw new Error(`${path} has failed.`)
    await delay(50)
  }
}

async function generate(dataset: number, isArchive: boolean, name: string): Promise<number> {
  const { data } = await platform.call('POST', '/generation-v2/start', {
    token,
    body: {
      dataset_id: dataset,
      model_config: { model_type: 'independent' },
      sample_size: 100,
      seed: 11,
      include_metadata: isArchive,
    },
  })
  const { id } = identified.parse(data)
  await settled(`/generation/status/${id}`)
  await fetchTo(`/generation/download/${id}?as=stream`, name)
  return id
}

async function fetchTo(path: string, name: string): Promise<void> {
  const answer = await fetch(`${platform.url}${path}`, { headers: { Authorization: `Bearer ${token}` } })
  expect(answer.status).toBe(200)
  await writeFile(at(name), Buffer.from(await answer.arrayBuffer()))
}

/** The archive with other files. */
async function rewritten(name: string, change: (files: Map<string, Buffer>) => void): Promise<string> {
  const files = new Map<string, Buffer>()
  const zip = await yauzl.openPromise(at('result.zip'))
  for await (const entry of zip.eachEntry()) {
    const parts: Buffer[] = []
    for await (const part of await zip.openReadStreamPromise(entry))
      if (Buffer.isBuffer(part)) parts.push(part)
    files.set(entry.fileName, Buffer.concat(parts))
  }
  change(files)
  const changed = new ZipFile()
  for (const [file, content] of files) changed.addBuffer(content, file.replace(/^twice /, ''))
  changed.end()
  await pipeline(changed.outputStream, createWriteStream(at(name)))
  return at(name)
}

const verify = (...argv: readonly string[]) => runFake(['verify', ...argv])

describe('tabricate verify', () => {
  it('accepts an archive as it was made, says what it rests on, and does not touch the network', async () => {
    const { exitCode, stdout, stderr } = await verify(at('result.zip'))
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/is as it was made: 100 rows of independent, seed 11/)
    expect(stdout).toMatch(/Learned from source\.csv \(SHA-256 [0-9a-f]{64}\)/)
    expect(stdout).toMatch(/Signed with SHA256:\S{43}\. Whose key that is was not checked/)
    const trusted = await verify(at('result.zip'), '--key', at('key.pem'), '--source', at('source.csv'))
    expect([trusted.exitCode, trusted.stdout]).toEqual([
      0,
      expect.stringContaining('with the key that was given'),
    ])
  })

  it('accepts a plain result with its manifest', async () => {
    const { exitCode, stdout } = await verify(
      at('result.csv'),
      '--manifest',
      at('result.manifest.json'),
      '--json',
    )
    expect(exitCode).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ valid: true, issues: [], manifest: { seed: 11, rows: 100 } })
    await writeFile(at('changed.csv'), (await readFile(at('result.csv'), 'utf8')).replace('\n', '\n\n'))
    const changed = await verify(at('changed.csv'), '--manifest', at('result.manifest.json'))
    expect([changed.exitCode, changed.stdout]).toEqual([
      3,
      expect.stringMatching(/synthetic-\d+\.csv was changed/),
    ])
    expect((await verify(at('result.csv'), '--manifest', at('source.csv'))).exitCode).toBe(3)
  })

  it.each<readonly [string, (files: Map<string, Buffer>) => void, RegExp]>([
    [
      'a byte of the data',
      (files) => files.set('synthetic.csv', Buffer.from('sex,age\nf,1\n')),
      /synthetic\.csv was changed/,
    ],
    ['a missing file', (files) => files.delete('schema.json'), /schema\.json is missing/],
    [
      'another file',
      (files) => files.set('more.csv', Buffer.from('a')),
      /more\.csv is not named by the manifest/,
    ],
    [
      'a file that is there twice',
      (files) => files.set('twice synthetic.csv', Buffer.from('sex,age\n')),
      /synthetic\.csv is not named by the manifest, or is there twice/,
    ],
    [
      'a second manifest',
      (files) => files.set('twice manifest.json', Buffer.from('{}')),
      /manifest\.json is not named by the manifest, or is there twice/,
    ],
    [
      'the manifest',
      (files) =>
        files.set(
          'manifest.json',
          Buffer.from(String(files.get('manifest.json')).replace('"seed": 11', '"seed": 12')),
        ),
      /manifest\.sig is not the signature of manifest\.json/,
    ],
    [
      'no manifest',
      (files) => files.set('manifest.json', Buffer.from('[]')),
      /is not a manifest of version 1/,
    ],
  ])('refuses %s', async (name, change, message) => {
    const { exitCode, stdout } = await verify(await rewritten(`${name}.zip`, change))
    expect([exitCode, stdout]).toEqual([3, expect.stringMatching(message)])
  })

  it('refuses another key, another source, and what is no archive', async () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' })
    await writeFile(at('other.pem'), other)
    const key = await verify(at('result.zip'), '--key', at('other.pem'))
    expect([key.exitCode, key.stdout]).toEqual([
      3,
      expect.stringContaining('is of another key than the one given'),
    ])
    const source = await verify(at('result.zip'), '--source', at('result.csv'))
    expect([source.exitCode, source.stdout]).toEqual([
      3,
      expect.stringContaining('is not the table that was learned'),
    ])
    expect((await verify(at('source.csv'))).exitCode).toBe(3)
    expect((await verify(at('nothing.zip'))).exitCode).toBe(4)
    expect((await verify(at('result.zip'), '--key', at('source.csv'))).exitCode).toBe(2)
  })
})

import { mkdir, mkdtemp, readdir, readFile, rm, rmdir, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createLog } from './create-log.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-log-'))
})
afterAll(() => rm(folder, { recursive: true }))

const now = () => new Date('2024-12-13T10:30:00.123Z')

function collector() {
  const lines: string[] = []
  return { lines, stream: { write: (text: string) => lines.push(text) } }
}

describe('the log', () => {
  it('has lines of the agreed shape', async () => {
    const { lines, stream } = collector()
    const { logger } = await createLog({ level: 'INFO', stream, file: null, now })
    logger({
      level: 'INFO',
      module: 'generation_service',
      userId: 123,
      requestId: 'req_abc123',
      message: 'Generation completed successfully',
      metadata: { model_type: 'ctgan', sample_size: 5000, duration_seconds: 120.5 },
    })
    logger({ level: 'DEBUG', module: 'http', message: 'left out' })
    logger({ level: 'WARNING', module: 'queue', message: 'The queue failed' })
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      {
        timestamp: '2024-12-13T10:30:00Z',
        level: 'INFO',
        module: 'generation_service',
        user_id: 123,
        request_id: 'req_abc123',
        message: 'Generation completed successfully',
        metadata: { model_type: 'ctgan', sample_size: 5000, duration_seconds: 120.5 },
      },
      {
        timestamp: '2024-12-13T10:30:00Z',
        level: 'WARNING',
        module: 'queue',
        message: 'The queue failed',
        metadata: {},
      },
    ])
    expect(lines.every((line) => line.endsWith('}\n'))).toBe(true)
  })

  it('holds no secrets', async () => {
    const { lines, stream } = collector()
    const { logger } = await createLog({ level: 'DEBUG', stream, file: null, now })
    const secrets = {
      password: 'hunter2',
      refresh_token: 'opaque-value',
      headers: { Authorization: 'Bearer abc.def', Cookie: 'sid=1', accept: 'text/html' },
      list: [{ SUPABASE_KEY: 'sb_1', api_key: 'k-1', private_key: 'pk-1' }],
      error: 'connect postgresql://synth:pa55@db:5432/synth_db failed',
      url: 'https://files.example/a?expires=1&signature=s1gn4ture&name=x',
      text: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl and $2b$12$abcdefghijklmnopqrstuuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123',
      tokens: 12,
      keys: ['a'],
    }
    logger({ level: 'ERROR', module: 'http', message: 'Basic dXNlcjpwYXNz was sent', metadata: secrets })
    const text = lines.join('')
    for (const secret of [
      'hunter2',
      'opaque-value',
      'abc.def',
      'sid=1',
      'sb_1',
      'k-1',
      'pk-1',
      'pa55',
      's1gn4ture',
      'eyJ',
      '$2b$',
      'dXNlcjpwYXNz',
    ])
      expect(text, secret).not.toContain(secret)
    for (const kept of ['text/html', 'synth_db', 'expires=1', '"tokens":12', '"keys":["a"]'])
      expect(text).toContain(kept)
  })

  it('is kept in a file that is rotated, with one writer a file', async () => {
    const { stream } = collector()
    const file = { path: join(folder, 'logs', 'app.log'), rotationSizeMb: 1, backupCount: 2 }
    const one = await createLog({ level: 'INFO', stream, file, now })
    const two = await createLog({ level: 'INFO', stream, file, now })
    expect([one.filePath, two.filePath]).toEqual([file.path, join(folder, 'logs', 'app.1.log')])
    two.logger({ level: 'INFO', module: 'worker', message: 'mine' })
    await two.close()
    for (let i = 0; i < 45; i++)
      one.logger({ level: 'INFO', module: 'test', message: `${i} ${'x'.repeat(100_000)}` })
    await one.close()
    const names = (await readdir(join(folder, 'logs'))).filter((name) => !name.startsWith('.')).sort()
    expect(names).toEqual(['app.1.log', 'app.log', 'app.log.1', 'app.log.2'])
    for (const name of names)
      expect((await stat(join(folder, 'logs', name))).size).toBeLessThanOrEqual(1_200_000)
    const latest = await readFile(join(folder, 'logs', 'app.log'), 'utf8')
    expect(latest).toContain('"message":"44 ')
    expect(await readFile(join(folder, 'logs', 'app.1.log'), 'utf8')).toContain('mine')
    const again = await createLog({ level: 'INFO', stream, file, now })
    expect(again.filePath).toBe(file.path)
    await again.close()
  })

  it('goes on in its stream where its file cannot be written, and in the file once it can', async () => {
    const { lines, stream } = collector()
    const path = join(folder, 'full', 'app.log')
    // As a full disk, this lets nothing be written.
    await mkdir(path, { recursive: true })
    let clock = now().getTime()
    const log = await createLog({
      level: 'INFO',
      stream,
      file: { path, rotationSizeMb: 1, backupCount: 1 },
      now: () => new Date(clock),
    })
    const say = (message: string) => log.logger({ level: 'INFO', module: 'test', message })
    say('first')
    await expect.poll(() => lines.join('')).toContain('not a file')
    say('second')
    expect(lines.map((line) => line.replace(/.*"message":"([^"]*)".*\n/, '$1'))).toEqual([
      'first',
      'The log is not written to its file',
      'second',
    ])
    await rmdir(path)
    say('too early')
    clock += 60_000
    say('third')
    await log.close()
    expect(await readFile(path, 'utf8')).toMatch(/^[^\n]*"message":"third"\}\n$/)
  })
})

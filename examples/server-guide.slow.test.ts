import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { reportSchema } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'

// The walk of docs/guides/server.md: its commands, as they stand, against a platform that `tabricate serve` runs.
const root = join(import.meta.dirname, '..')
const guide = await readFile(join(root, 'docs', 'guides', 'server.md'), 'utf8')
const commands = Array.from(guide.matchAll(/^```sh\n([\s\S]*?)^```/gm), ([, block = '']) => block)

let folder = ''
let platform: ChildProcess
let address = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-guide-'))
  await copyFile(join(root, 'examples', 'data', 'adult.csv'), join(folder, 'adult.csv'))
  const bin = join(root, 'packages', 'cli', 'dist', 'bin.js')
  platform = spawn(
    process.execPath,
    [bin, 'serve', '--port', '0', '--quiet', '--data-dir', join(folder, 'data')],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  if (platform.stdout === null) throw new Error('The platform has no output.')
  for await (const line of createInterface(platform.stdout)) {
    address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0] ?? ''
    if (address !== '') break
  }
  platform.stdout.resume()
}, 120_000)
afterAll(async () => {
  const ended = once(platform, 'exit')
  platform.kill('SIGTERM')
  await ended
  await rm(folder, { recursive: true, force: true })
}, 60_000)

describe('the walk of the guide', () => {
  it('goes from an account to two synthetic tables', async () => {
    expect(commands.length).toBeGreaterThanOrEqual(8)
    const script = ['set -euo pipefail', ...commands].join('\n').replace('http://127.0.0.1:8000', address)
    const { stdout } = await promisify(execFile)('bash', ['-c', script], {
      cwd: folder,
      maxBuffer: 50_000_000,
    })
    expect(stdout).toContain('"email":"ada@example.org"')
    expect(stdout).toContain('10000\n')
    expect(stdout).toContain('"valid":true')
    expect(stdout.match(/data: \{"state":"succeeded"\}/g)).toHaveLength(2)
    expect(stdout).toMatch(/event: progress\ndata: .*"epochs":10/)

    const real = await readTable(join(folder, 'adult.csv'))
    const names = real.schema.columns.map(({ name }) => name)
    for (const file of ['synthetic.csv', 'synthetic.parquet']) {
      const synthetic = await readTable(join(folder, file))
      expect(synthetic.rowCount).toBe(1000)
      expect(synthetic.schema.columns.map(({ name }) => name)).toEqual(names)
    }
    const page = await readFile(join(folder, 'report.html'), 'utf8')
    expect(page).toMatch(/^<!doctype html>/)
    expect(page).not.toMatch(/<script|https?:\/\/(?!www\.w3\.org)/)
    const answer = z.object({ data: reportSchema })
    const { data } = answer.parse(JSON.parse(await readFile(join(folder, 'report.json'), 'utf8')))
    expect(data.quality.score.value).toBeGreaterThan(0.6)
    const older = await readTable(join(folder, 'over-sixty.csv'))
    const ages = older.columns[names.indexOf('age')]
    expect(older.rowCount).toBe(2000)
    expect(ages?.type === 'numerical' ? Math.min(...ages.values) : null).toBeGreaterThanOrEqual(60)
  })
})

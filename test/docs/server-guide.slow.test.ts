import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { reportSchema } from '@tabricate/core'
import { readTable } from '@tabricate/core/node'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readBlocks } from './code-blocks.ts'
import { readPage } from './pages.ts'
import { type RunningPlatform, startPlatform } from './platform.ts'
import { createFolder, removeFolder } from './program.ts'
import { layTables, runPage } from './run-page.ts'

// The walk of docs/guides/server.md: its commands, as they stand, against a platform that `tabricate serve` runs.
const guide = await readPage('docs/guides/server.md')

let folder = ''
let platform: RunningPlatform
beforeAll(async () => {
  folder = await createFolder()
  await layTables(folder)
  platform = await startPlatform(folder)
}, 120_000)
afterAll(async () => {
  await platform.stop()
  await removeFolder(folder)
}, 60_000)

describe('the walk of the guide', () => {
  it('goes from an account to two synthetic tables', async () => {
    expect(readBlocks(guide).length).toBeGreaterThanOrEqual(9)
    const [walk] = await runPage(guide, { folder, platform: platform.address })
    const stdout = walk?.stdout ?? ''
    expect(stdout).toContain('"email":"ada@example.org"')
    expect(stdout).toContain('10000\n')
    expect(stdout).toContain('"valid":true')
    expect(stdout.match(/data: \{"state":"succeeded"\}/g)).toHaveLength(2)
    expect(stdout).toMatch(/event: progress\ndata: .*"epochs":10/)

    const real = await readTable(join(folder, 'examples', 'data', 'adult.csv'))
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

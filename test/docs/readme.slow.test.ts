import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readUnits } from './code-blocks.ts'
import { readPage } from './pages.ts'
import { createFolder, removeFolder } from './program.ts'
import { layTables, runPage } from './run-page.ts'

// The front page: its programs and commands on the built packages, in the order in which they stand.
const readme = await readPage('README.md')
const units = readUnits(readme)

let folder = ''
beforeAll(async () => {
  folder = await createFolder()
  await layTables(folder)
})
afterAll(() => removeFolder(folder))

describe('the README', () => {
  it('shows a first result in twelve lines', () => {
    const lines = units[0]?.code.split('\n').filter((line) => line.trim() !== '') ?? []
    expect(lines.length).toBeLessThanOrEqual(12)
  })

  it('runs, and leaves what it names', async () => {
    const outputs = await runPage(readme, { folder })
    expect(outputs.map(({ unit }) => unit.language)).toEqual(['ts', 'sh', 'ts', 'ts'])
    for (const { unit, stderr } of outputs) if (unit.language === 'ts') expect(stderr).toBe('')

    const [score, floor, ceiling] = (outputs[0]?.stdout ?? '').trim().split(' ').map(Number)
    expect(score).toBeGreaterThan(floor ?? 1)
    expect(ceiling).toBeLessThanOrEqual(1)
    const rowsOf = async (file: string) =>
      (await readFile(join(folder, file), 'utf8')).trim().split('\n').length - 1
    expect(await rowsOf('synthetic.csv')).toBe(1000)
    expect(await rowsOf('many.csv')).toBe(100_000)
    expect(outputs[3]?.stdout).toMatch(/epochs.*batchSize/s)
  })
})

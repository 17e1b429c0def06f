import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runFake } from '../../test/fake-io.ts'

let folder = ''
const file = (name: string) => join(folder, name)
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tabricate-'))
  const cities = ['Lyon,France', 'Kyoto,Japan', 'Boston,USA']
  const end = (i: number) => Math.min((i % 7) + (i % 5), 8)
  const rows = Array.from({ length: 90 }, (_, i) => `${cities[i % 3]},${i % 7},${end(i)},${i}.50`)
  await writeFile(file('trips.csv'), ['city,country,start,end,price', ...rows, ''].join('\n'))
  await writeFile(
    file('rules.json'),
    JSON.stringify([
      { kind: 'lessThan', low: 'start', high: 'end', orEqual: true },
      { kind: 'fixedCombinations', columns: ['city', 'country'] },
    ]),
  )
})
afterAll(() => rm(folder, { recursive: true }))

const synthesize = (...more: string[]) =>
  runFake(['synthesize', file('trips.csv'), '-m', 'independent', '-f', ...more])

async function brokenRows(name: string): Promise<string[]> {
  const [, ...lines] = (await readFile(file(name), 'utf8')).trim().split('\n')
  const known = ['Lyon,France', 'Kyoto,Japan', 'Boston,USA']
  return lines.filter((line) => {
    const [city, country, start, end] = line.split(',')
    return !known.includes(`${city},${country}`) || Number(start) > Number(end)
  })
}

describe('constraints on the command line', () => {
  it('are met by every row, given as texts or as a file, and by those of the saved model', async () => {
    expect(await synthesize('-o', file('free.csv'), '-q')).toMatchObject({ exitCode: 0 })
    expect((await brokenRows('free.csv')).length).toBeGreaterThan(20)
    const saved = ['--constraints', file('rules.json'), '--save', file('m.tabricate')]
    expect(await synthesize(...saved, '-o', file('a.csv'))).toMatchObject({ exitCode: 0 })
    expect(await brokenRows('a.csv')).toEqual([])
    const texts = [
      '--constraint',
      'lessThanOrEqual(start, end)',
      '--constraint',
      'fixedCombinations(city, country)',
    ]
    expect(await synthesize(...texts, '-o', file('b.csv'), '-q')).toMatchObject({ exitCode: 0 })
    expect(await readFile(file('b.csv'), 'utf8')).toBe(await readFile(file('a.csv'), 'utf8'))
    const sample = await runFake(['sample', file('m.tabricate'), '-n', '500', '-o', file('c.csv')])
    expect(sample.exitCode).toBe(0)
    expect(await brokenRows('c.csv')).toEqual([])
    expect(sample.stderr).toMatch(/Rows drawn again for constraints: real range \d+\.\d % of [\d,]+ drawn\./)
  })

  it('are shown of a saved model', async () => {
    const { stdout } = await runFake(['inspect', file('m.tabricate')])
    expect(stdout).toMatch(/^constraints +lessThanOrEqual\(start, end\)$/m)
    expect(stdout).toMatch(/^ +fixedCombinations\(city, country\)$/m)
    const json = await runFake(['inspect', file('m.tabricate'), '--json'])
    expect(JSON.parse(json.stdout)).toMatchObject({
      constraints: [{ kind: 'lessThan' }, { kind: 'fixedCombinations' }],
    })
  })

  it('that real rows break are an error that names rows, or leave them out', async () => {
    const strict = ['--constraint', 'lessThan(start, end)', '-o', file('d.csv')]
    const refused = await synthesize(...strict)
    expect(refused.exitCode).toBe(3)
    expect(refused.stderr).toContain(
      'lessThan(start, end) is broken by 18 of 90 rows (row 1, 6, 11, 16, 21, …)',
    )
    const dropped = await synthesize(...strict, '--drop-violations')
    expect(dropped.exitCode).toBe(0)
    expect(dropped.stderr).toContain('18 of 90 rows break constraints and are not learned')
  })

  it('are checked before anything is learned, with every problem and its place', async () => {
    await writeFile(file('wrong.json'), '[{ "kind": "lessThan", "low": "start" }]')
    const unread = await synthesize('--constraint', 'start < end', '--constraints', file('wrong.json'))
    expect(unread.exitCode).toBe(2)
    expect(unread.stderr).toContain('"start < end" is no constraint')
    expect(unread.stderr).toContain('wrong.json[0].high: ')
    const unknown = await synthesize('--constraint', 'lessThan(begin, end)')
    expect(unknown.exitCode).toBe(2)
    expect(unknown.stderr).toContain('there is no column "begin"')
    expect(await synthesize('--constraints', file('none.json'))).toMatchObject({ exitCode: 4 })
  })
})

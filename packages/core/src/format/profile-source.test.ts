import { describe, expect, it } from 'vitest'
import { isTabricateError } from '../errors.ts'
import { profileSchema } from '../profile/profile.ts'
import { profileTable } from '../profile/profile-table.ts'
import { formatJson } from './json/format-json.ts'
import { formatParquet } from './parquet/format-parquet.ts'
import { parseTable } from './parse-table.ts'
import { profileSource, useTables } from './profile-source.ts'

const rowCount = 3000
function csvOf(cells: (row: number) => readonly (string | number)[], names: readonly string[]): string {
  return `${names}\n${Array.from({ length: rowCount }, (_, row) => `${cells(row).join(',')}\n`).join('')}`
}
const regular = csvOf(
  (row) => [row + 1, row % 2, `g${row % 5}`, row % 10 === 0 ? '' : (row % 700) / 4, row % 40],
  ['id', 'flag', 'group', 'x', 'n'],
)
const figures = (profile: Awaited<ReturnType<typeof profileTable>>) =>
  profile.columns.map(({ reason: _, ...column }) => column)

describe('profileSource', () => {
  it('gives of a long file what the whole table gives, but for the reasons', async () => {
    const whole = await profileTable(await parseTable(regular))
    const sampled = await profileSource(regular, { inferenceRows: 200 })
    expect(figures(sampled)).toEqual(figures(whole))
    expect(profileSchema.parse(sampled)).toEqual(sampled)
    // A running number is seen although rows are left out.
    expect(sampled.columns[0]?.reason).toMatch(
      /whole numbers that run from 1 in steps of 1 → id \(in a random sample of 200 of 3,000 rows; checked against all\)$/,
    )
    expect(figures(await profileSource(new Blob([regular]).stream(), { inferenceRows: 200 }))).toEqual(
      figures(whole),
    )
  })

  it('gives of a short file exactly what the whole table gives', async () => {
    expect(await profileSource(regular)).toEqual(await profileTable(await parseTable(regular)))
  })

  it.each(['json', 'parquet'])('reads %s too', async (format) => {
    const table = await parseTable(regular)
    const file = format === 'json' ? formatJson(table) : formatParquet(table, { rowGroupRows: 700 })
    const whole = await profileTable(await parseTable(file))
    expect(figures(await profileSource(file, { inferenceRows: 200 }))).toEqual(figures(whole))
  })

  it('widens types that rows outside of the sample contradict', async () => {
    const text = csvOf(
      (row) => [
        row === 2999 ? 'many' : row % 50,
        row === 2998 ? 2 : row % 2,
        row === 2997 ? 'later' : `2020-01-${10 + (row % 20)}`,
      ],
      ['number', 'flag', 'day'],
    )
    // Of 20 rows the three odd ones are not among them, with this seed.
    const profile = await profileSource(text, { inferenceRows: 20, seed: 1 })
    const whole = await profileTable(await parseTable(text))
    expect(profile.columns.map(({ name, type }) => [name, type])).toEqual([
      ['number', 'categorical'],
      ['flag', 'numerical'],
      ['day', 'categorical'],
    ])
    expect(figures(profile)).toEqual(figures(whole))
  })

  it('finds members that only rows outside of the sample have', async () => {
    const lines = Array.from({ length: 500 }, (_, row) =>
      row === 499 ? '{"a":1,"late":true}' : `{"a":${row % 3}}`,
    ).join('\n')
    const profile = await profileSource(lines, { inferenceRows: 10 })
    expect(profile.columns.map(({ name, missing }) => [name, missing])).toEqual([
      ['a', 0],
      ['late', 499],
    ])
  })

  it('refuses a type of the user that values do not fit', async () => {
    const text = csvOf((row) => [row === 2999 ? 'many' : row % 50], ['number'])
    const profile = profileSource(text, { inferenceRows: 20, columns: { number: 'numerical' } })
    const error: unknown = await profile.catch((cause: unknown) => cause)
    expect(isTabricateError(error, 'INVALID_SCHEMA')).toBe(true)
    expect(String(error)).toContain('number: 1 value is no number: "many"')
  })
})

describe('useTables', () => {
  it('gives all rows with a schema that fits them all, and begins anew where a type was wrong', async () => {
    const text = csvOf((row) => [row === 2999 ? 'many' : row % 50, row % 7], ['number', 'n'])
    const types: string[][] = []
    const result = await useTables(text, { inferenceRows: 20, seed: 1 }, async (schema, tables) => {
      types.push(schema.columns.map(({ type }) => type))
      let rows = 0
      for await (const table of tables) rows += table.rowCount
      return rows
    })
    expect(result).toBe(rowCount)
    expect(types).toEqual([
      ['numerical', 'numerical'],
      ['categorical', 'numerical'],
    ])
  })

  it('gives a short file as one table, and lets errors of its user pass', async () => {
    const shapes = await useTables('a,b\n1,x\n', {}, async (schema, tables) => {
      const counts = [schema.columns.length]
      for await (const table of tables) counts.push(table.rowCount)
      return counts
    })
    expect(shapes).toEqual([2, 1])
    const failing = useTables(regular, { inferenceRows: 20 }, async (_, tables) => {
      for await (const _table of tables) throw new Error('no space left')
    })
    await expect(failing).rejects.toThrow('no space left')
  })
})

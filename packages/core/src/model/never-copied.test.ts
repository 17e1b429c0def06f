import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataTitle, findDataFile } from '../../test/csv-columns.ts'
import { decodeModel, encodeModel } from '../artifact/model-file.ts'
import { identity } from '../baselines/identity.ts'
import { independent } from '../baselines/independent.ts'
import { formatCsv } from '../format/csv/format-csv.ts'
import { parseCsv } from '../format/csv/parse-csv.ts'
import { detectPersonal } from '../personal/detect-personal.ts'
import type { ColumnRules } from '../table/column-rule.ts'
import { getColumn, type Table } from '../table/table.ts'

const tables = join(import.meta.dirname, '../../test/data/tables')
const userdata = readFileSync(join(tables, 'userdata1.csv'))
const read = (columns?: ColumnRules) => parseCsv(userdata, columns === undefined ? {} : { columns })

function idsOf(table: Table, name: string): (string | null)[] {
  const { column } = getColumn(table, name)
  if (column.type !== 'id') throw new Error(`${name} is ${column.type}`)
  return [...column.values]
}
const present = (values: readonly (string | null)[]) => values.filter((value) => value !== null)

const personal = ['first_name', 'last_name', 'email', 'ip_address', 'cc'] as const

describe('personal columns of userdata1.csv', async () => {
  const real = await read()
  const synthesizer = await independent().fit(real)
  const synthetic = await synthesizer.sample(5000, { seed: 3 })

  it.each([...personal, 'id'])(
    'no real value of "%s" is in 5,000 synthetic rows, of any model',
    async (name) => {
      const known = new Set(idsOf(real, name))
      known.delete(null)
      expect(present(idsOf(synthetic, name)).filter((value) => known.has(value))).toEqual([])
      const copied = await (await identity().fit(real)).sample(1000)
      expect(present(idsOf(copied, name)).filter((value) => known.has(value))).toEqual([])
    },
  )

  it.each(personal)('"%s" is what it was', (name) => {
    const provider = detectPersonal(name, present(idsOf(real, name)))?.provider
    expect(detectPersonal(name, present(idsOf(synthetic, name)))?.provider).toBe(provider)
  })

  it('is unique where the real ones were, and repeats as they did', () => {
    for (const name of ['email', 'ip_address', 'cc', 'id']) {
      const values = present(idsOf(synthetic, name))
      expect(new Set(values).size).toBe(values.length)
    }
    expect(new Set(present(idsOf(synthetic, 'first_name'))).size).toBe(197)
    expect(new Set(present(idsOf(synthetic, 'last_name'))).size).toBe(247)
  })

  it('is missing as often as the real ones', () => {
    const share = (table: Table, name: string) => 1 - present(idsOf(table, name)).length / table.rowCount
    // A share of .291 in 5,000 rows has a standard deviation of sqrt(.291 · .709 / 5,000) = .0064; within 5 of them.
    expect(Math.abs(share(synthetic, 'cc') - share(real, 'cc'))).toBeLessThan(5 * 0.0064)
    expect(share(synthetic, 'id')).toBe(0)
  })

  it('depends on the seed, not on chunks, and is the same from a saved model', async () => {
    const saved = await decodeModel(await encodeModel(synthesizer), [independent])
    const again = await saved.sample(5000, { seed: 3 })
    const other = await saved.sample(5000, { seed: 4 })
    for (const name of personal) {
      expect(idsOf(again, name)).toEqual(idsOf(synthetic, name))
      expect(idsOf(other, name)).not.toEqual(idsOf(synthetic, name))
      expect(idsOf(await saved.sample(10, { seed: 3 }), name)).toEqual(idsOf(synthetic, name).slice(0, 10))
    }
  })

  it('takes little room in the model, and no real value is in it', async () => {
    const file = new TextDecoder('latin1').decode(await encodeModel(synthesizer))
    for (const name of personal) {
      // First names are also ordinary words of the file's reasons and options.
      for (const value of present(idsOf(real, name)))
        if (value.length > 8) expect(file.includes(value)).toBe(false)
    }
    const filters = synthesizer
      .snapshot()
      .plan.columns.map((column) => (column.kind === 'generated' ? column.real.length : 0))
    expect(filters.reduce((sum, length) => sum + length, 0)).toBeLessThan(2000)
  })

  it('comes in the language of the table, or of a rule', async () => {
    const german = await read({ last_name: { type: 'id', provider: 'last-name', locale: 'de' } })
    expect(getColumn(german, 'last_name').schema.reason).toContain('chosen by the user')
    const sample = await (await independent().fit(german)).sample(1000)
    const umlauts = present(idsOf(sample, 'last_name')).filter((name) => /[äöüß]/.test(name)).length
    expect(umlauts).toBeGreaterThan(20)
    expect(present(idsOf(synthetic, 'last_name')).filter((name) => /[äöüß]/.test(name))).toEqual([])
  })

  it('is read and written unchanged, and a rule overrules it', async () => {
    const text = new TextDecoder().decode(userdata).replaceAll('\r\n', '\n')
    expect(formatCsv(real).split('\n').length).toBe(text.split('\n').length)
    expect(present(idsOf(real, 'cc'))[0]).toBe('6759521864920116')
    const learned = await read({ first_name: 'categorical' })
    expect(getColumn(learned, 'first_name').column.type).toBe('categorical')
  })
})

describe('nothing in these tables is taken for personal', () => {
  const personalOf = async (file: string) =>
    (await parseCsv(readFileSync(file))).schema.columns.flatMap((column) =>
      column.type === 'id' && column.format.kind === 'personal' ? [`${column.name}: ${column.reason}`] : [],
    )
  it.each(['insurance', 'german_credit', 'penguins', 'penguins_raw'])('%s', async (name) => {
    expect(await personalOf(join(tables, `${name}.csv`))).toEqual([])
  })
  for (const name of [
    'adult',
    'census_kdd_10k',
    'magic',
    'beijing_pm25',
    'california_housing',
    'intrusion_20k',
    'world_cities',
  ]) {
    const file = findDataFile(`${name}.csv`)
    it.skipIf(file === undefined)(dataTitle(name, `${name}.csv`), async () =>
      expect(await personalOf(file ?? '')).toEqual([]),
    )
  }
})

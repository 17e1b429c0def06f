import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import { it, describe as suite } from 'vitest'
import type { Column } from '../src/table/column.ts'
import type { ColumnSchema } from '../src/table/schema.ts'
import type { Table } from '../src/table/table.ts'

/**
 * Reads the golden figures: what other implementations measure on the same tables. Their CSV files follow one rule: an empty
 * field is missing, for every type; nothing else is.
 */

interface GoldenColumn {
  readonly type: ColumnSchema['type']
  readonly datetime_format?: string
}

export interface DisclosureSet {
  readonly known: readonly string[]
  readonly sensitive: readonly string[]
  readonly continuous?: readonly string[]
}

interface GoldenSchema {
  readonly columns: { readonly [name: string]: GoldenColumn }
  readonly primary_key?: string
  readonly disclosure?: readonly DisclosureSet[]
}

/** Expected figures, read as they stand; {@link figure} and {@link rows} take values out. */
export type Expected = { readonly [key: string]: unknown }

export interface GoldenPair {
  readonly name: string
  readonly schema: GoldenSchema
  readonly expected: Expected
  readonly real: Table
  readonly synthetic: Table
  readonly validation: Table
  readonly folder: string
}

const copied = join(import.meta.dirname, 'data/golden/metrics')
const given = process.env.TABRICATE_DATA
const shared = join(import.meta.dirname, '../../../../shared')
/** TABRICATE_DATA names the folder of data, or the one that holds it beside the golden figures. */
const dataFolders = given === undefined ? [shared] : [given, join(given, '..'), shared]

/** Where golden figures called `name` may be, outside the repository. */
export function goldenFolders(name: string): string[] {
  return dataFolders.map((folder) => join(folder, 'golden', name))
}

/** All pairs of the golden figures for metrics. Two large ones are not kept in the repository. */
export const metricPairs = [
  'tiny',
  'nasty',
  'penguins_bootstrap',
  'penguins_identity',
  'users_bootstrap',
  'california_copula',
  'german_copula',
  'beijing_bootstrap',
  'adult_copula',
  'adult_independent',
  'adult_copied20',
] as const

/** The folder of a pair; `undefined` if it is neither in the repository nor under TABRICATE_DATA. */
export function findPair(name: string): string | undefined {
  const folders = [join(copied, name), ...dataFolders.map((folder) => join(folder, 'golden/metrics', name))]
  return folders.find((folder) => existsSync(folder))
}

/** The name of a test over a pair, with the reason when it must be skipped. */
export function pairTitle(name: string): string {
  return findPair(name) === undefined ? `${name} (skipped: not in the repository; set TABRICATE_DATA)` : name
}

/** Tests over a pair, or one skipped test that says why. (The body of a skipped suite would still run, and find no files.) */
export function describePair(name: string, body: (pair: GoldenPair) => void): void {
  if (findPair(name) === undefined) it.skip(pairTitle(name))
  else suite(name, () => body(readPair(name)))
}

export function readPair(name: string): GoldenPair {
  const folder = findPair(name)
  if (folder === undefined) throw new Error(`There is no golden pair ${name}.`)
  const schema: GoldenSchema = JSON.parse(readFileSync(join(folder, 'schema.json'), 'utf8'))
  const expected: Expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8'))
  const read = (file: string) => readGoldenTable(join(folder, file), schema)
  return {
    name,
    folder,
    schema,
    expected,
    real: read('real.csv'),
    synthetic: read('synthetic.csv'),
    validation: read('validation.csv'),
  }
}

/** Reads a CSV file. `datetimeFormat` overrules the schema's. */
export function readGoldenTable(file: string, schema: GoldenSchema, datetimeFormat?: string): Table {
  const [header = [], ...records] = Papa.parse<string[]>(readFileSync(file, 'utf8'), {
    skipEmptyLines: true,
  }).data
  const described = header.map((name, index) => {
    const golden = schema.columns[name]
    if (golden === undefined) throw new Error(`${file}: column ${name} is not in the schema.`)
    const texts = records.map((record) => record[index] ?? '')
    return describe(name, golden, texts, datetimeFormat ?? golden.datetime_format ?? '')
  })
  return {
    schema: { columns: described.map(([columnSchema]) => columnSchema) },
    columns: described.map(([, column]) => column),
    rowCount: records.length,
  }
}

function describe(
  name: string,
  golden: GoldenColumn,
  texts: string[],
  format: string,
): [ColumnSchema, Column] {
  const base = { name, reason: 'golden', missing: '' }
  switch (golden.type) {
    case 'numerical':
      return [
        { ...base, type: 'numerical', format: { style: 'shortest', decimals: null } },
        {
          type: 'numerical',
          values: Float64Array.from(texts, (text) => (text === '' ? Number.NaN : Number(text))),
        },
      ]
    case 'datetime':
      return [
        { ...base, type: 'datetime', format },
        { type: 'datetime', values: Float64Array.from(texts, datetimeReader(format)) },
      ]
    case 'categorical': {
      const categories = [...new Set(texts.filter((text) => text !== ''))]
      const codes = new Map(categories.map((category, code) => [category, code]))
      return [
        { ...base, type: 'categorical' },
        { type: 'categorical', codes: Int32Array.from(texts, (text) => codes.get(text) ?? -1), categories },
      ]
    }
    case 'boolean':
      return [
        { ...base, type: 'boolean', words: ['false', 'true'] },
        { type: 'boolean', codes: Int8Array.from(texts, (text) => ['false', 'true'].indexOf(text)) },
      ]
    case 'id':
      return [
        { ...base, type: 'id', format: { kind: 'sequence', start: 0, step: 1 }, unique: true },
        { type: 'id', values: texts.map((text) => (text === '' ? null : text)) },
      ]
    default:
      return golden.type satisfies never
  }
}

/** Milliseconds since 1970, with fractions, for the strftime directives that the golden files use. */
function datetimeReader(format: string): (text: string) => number {
  const order: string[] = []
  const pattern = format.replaceAll(/%([YmdHMSf])/g, (_, directive: string) => {
    order.push(directive)
    return '(\\d+)'
  })
  const expression = new RegExp(`^${pattern}$`)
  return (text) => {
    if (text === '') return Number.NaN
    const match = expression.exec(text)
    if (match === null) throw new Error(`${text} does not match ${format}.`)
    const part = (directive: string, otherwise: number) => {
      const position = order.indexOf(directive)
      return position < 0 ? otherwise : Number(match[position + 1])
    }
    const [year, month, day] = [part('Y', 1970), part('m', 1) - 1, part('d', 1)]
    return Date.UTC(year, month, day, part('H', 0), part('M', 0), part('S', 0)) + part('f', 0) / 1000
  }
}

/** The value at a path of the expected figures. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>((found, key) => (isRecord(found) ? found[key] : undefined), value)
}

/** The figure at a path: `null` where the package gave NaN, an infinity or an error; `undefined` where there is none. */
export function figure(value: unknown, ...path: readonly (string | number)[]): number | null | undefined {
  const found = at(value, ...path)
  if (found === undefined) return undefined
  return typeof found === 'number' ? found : null
}

/** The list at a path. */
export function list(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path)
  if (!Array.isArray(found)) throw new Error(`There is no list at ${path.join('.')}.`)
  return found
}

function isRecord(value: unknown): value is { readonly [key: string | number]: unknown } {
  return typeof value === 'object' && value !== null
}

import { TabricateError, throwIssues } from '../errors.ts'
import type { Profile } from '../profile/profile.ts'
import { createTableProfiler } from '../profile/profile-table.ts'
import { createColumnBuilder } from '../table/column-builder.ts'
import { type ColumnRule, ruleMap } from '../table/column-rule.ts'
import type { Misfit } from '../table/decode-column.ts'
import { counted } from '../table/evidence.ts'
import { inferSchema } from '../table/infer-schema.ts'
import { type RawColumn, rawTexts } from '../table/raw-column.ts'
import type { RawTable } from '../table/raw-table.ts'
import type { Schema } from '../table/schema.ts'
import type { Table } from '../table/table.ts'
import { decodeColumns } from '../table/table-from-raw.ts'
import { openFormat, type TableParseOptions } from './parse-table.ts'
import { allBytes, type FileSource, isRepeatable } from './random-access.ts'
import { rawChunks } from './raw-chunks.ts'
import { readRawTable, tableOfFile } from './read-raw-table.ts'
import type { TableFormat } from './table-format.ts'

export interface ProfileSourceOptions
  extends Omit<TableParseOptions, 'schema' | 'sampleRows' | 'sampleCells'> {
  /** A longer file's types are inferred from a random sample of so many rows, and checked against all. Default 100,000. */
  readonly inferenceRows?: number
}

/** Of a sample, and of the rows that are worked on at a time. */
const maxSampleCells = 5_000_000
const maxChunkCells = 500_000
const maxChunkRows = 10_000
/** After so many samples that other rows contradicted, a column is one of texts. */
const maxSamples = 3

/**
 * What a file of any length holds ({@link profileTable}), in memory that does not grow with its rows; XLSX in that of the file, a stream in
 * that of its bytes.
 * @throws TabricateError as `parseTable`
 */
export async function profileSource(
  source: FileSource,
  options: ProfileSourceOptions = {},
): Promise<Profile> {
  return useTables(source, options, async (schema, tables) => {
    const profiler = createTableProfiler(schema)
    for await (const table of tables) profiler.add(table)
    return profiler.finish()
  })
}

/**
 * Hands a file of any length, whose types are not known, to `use`: the schema, and the tables one after the other. Long files are read
 * twice: for a sample that types are inferred from, and for the tables. Where a value does not fit its column's type, `tables` ends with
 * an error, which `use` must let pass; the type is then inferred again from the sample and such values, and `use` called once more: what
 * it writes must be such that it can begin anew.
 * @returns what the last call of `use` gave
 * @throws TabricateError as `parseTable`
 */
export async function useTables<Result>(
  source: FileSource,
  options: ProfileSourceOptions,
  use: (schema: Schema, tables: AsyncIterable<Table>) => Promise<Result>,
): Promise<Result> {
  const { inferenceRows = 100_000, ...parse } = options
  const { format, whole } = await openFormat(isRepeatable(source) ? source : await allBytes(source), options)
  const sampled = format === 'xlsx' ? {} : { sampleRows: inferenceRows, sampleCells: maxSampleCells }
  const file = await readRawTable(format, whole, { ...parse, ...sampled })
  if (file.raw.places === null) {
    const table = tableOfFile(file, parse)
    return use(table.schema, only(table))
  }

  const rules = new Map(ruleMap(parse.columns))
  const decimalComma = parse.decimalComma ?? file.decimalComma
  let columns = file.raw.columns
  for (let sample = 1; ; sample++) {
    const schema = inferSampled({ ...file.raw, columns }, { decimalComma, rules })
    const found = new Misfits()
    try {
      return await use(schema, fittingTables(format, whole, schema, parse, found))
    } catch (error) {
      if (error !== found) throw error
    }
    const { misfits } = found
    const asked = misfits.filter(({ column }) => ruleMap(parse.columns).has(column))
    throwIssues(
      'INVALID_SCHEMA',
      'Values do not fit the type of their column',
      asked.map(({ column, message }) => ({ path: ['columns', column], message })),
    )
    if (sample > maxSamples)
      throw new TabricateError('DEFECT', `The column "${misfits[0]?.column}" fits no type.`)
    columns = columns.map((raw) => withTexts(raw, misfits))
    if (sample === maxSamples) for (const { column } of misfits) rules.set(column, 'categorical')
  }
}

/** What ends the tables of a file whose values do not fit the schema. */
class Misfits extends Error {
  readonly misfits: Misfit[] = []
}

async function* only(table: Table): AsyncGenerator<Table> {
  yield table
}

function inferSampled(
  { columns, places, rowCount, totalRows }: RawTable,
  { decimalComma, rules }: { decimalComma: boolean; rules: ReadonlyMap<string, ColumnRule> },
): Schema {
  const schema = inferSchema(columns, {
    columns: rules,
    decimalComma,
    ...(places !== null && { places }),
  })
  const sample = `a random sample of ${counted(rowCount)} of ${counted(totalRows)} rows`
  return {
    columns: schema.columns.map((column) =>
      rules.has(column.name)
        ? column
        : { ...column, reason: `${column.reason} (in ${sample}; checked against all)` },
    ),
  }
}

/** The tables of a file. Once a value does not fit, the rest is only checked, and all that does not fit is thrown as `found`. */
async function* fittingTables(
  format: TableFormat,
  source: FileSource,
  schema: Schema,
  options: TableParseOptions,
  found: Misfits,
): AsyncGenerator<Table> {
  const names = schema.columns.map(({ name }) => name)
  const chunkRows = Math.max(1, Math.min(maxChunkRows, Math.floor(maxChunkCells / Math.max(1, names.length))))
  for await (const chunk of rawChunks(format, source, names, { ...options, chunkRows })) {
    const columns = decodeColumns(chunk.columns, schema, (misfit) => found.misfits.push(misfit))
    if (found.misfits.length === 0) yield { schema, columns, rowCount: chunk.rowCount }
  }
  if (found.misfits.length > 0) throw found
}

/** The column with the texts that did not fit its type, so that inference sees them too. */
function withTexts(raw: RawColumn, misfits: readonly Misfit[]): RawColumn {
  const added = new Set(misfits.flatMap(({ column, texts }) => (column === raw.name ? texts : [])))
  if (added.size === 0) return raw
  const { texts, codes, isLiteral } = rawTexts(raw)
  const builder = createColumnBuilder(raw.name)
  const push = isLiteral ? builder.pushLiteral : builder.pushText
  for (const code of codes) {
    const text = texts[code]
    if (text === undefined) builder.pushMissing()
    else push(text)
  }
  for (const text of added) push(text)
  return builder.finish()
}

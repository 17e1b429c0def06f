import { type Json, namedColumns, type Schema, type Synthesizer, type Table } from '@tabricate/core'
import { loadModel } from '@tabricate/core/node'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { readInputTable } from '../input.ts'
import { type Io, writeLine } from '../io.ts'
import { restorers } from '../models.ts'
import { type ColumnProfile, profileColumn } from '../profile-column.ts'
import { readArguments } from '../read-arguments.ts'
import { formatTextTable, printable } from '../text-table.ts'

const argumentsSchema = z.object({ type: z.array(z.string()), json: z.boolean() })

/** `tabricate inspect`: what a table, or a saved model, holds. */
export async function inspect(input: string, given: object, io: Io): Promise<ExitCode> {
  const { type, json } = readArguments(argumentsSchema, given)
  const [asJson, asText] = input.endsWith('.tabricate')
    ? describeModel(await loadModel(input, restorers))
    : describeTable(await readInputTable(input, io, type))
  await writeLine(io.stdout, json ? JSON.stringify(asJson, null, 2) : asText)
  return exitCodes.done
}

type Description = readonly [json: object, text: string]

function describeTable(table: Table): Description {
  const columns = namedColumns(table).map(profileColumn)
  const text = formatTextTable(
    [
      { title: 'column' },
      { title: 'type' },
      { title: 'missing', align: 'right' },
      { title: 'distinct', align: 'right' },
      { title: 'min', align: 'right' },
      { title: 'max', align: 'right' },
      { title: 'why this type' },
    ],
    columns.map((column) => profileRow(column, table.rowCount)),
  )
  return [
    { rows: table.rowCount, columns },
    `${table.rowCount.toLocaleString('en')} rows × ${columns.length} columns\n\n${text}`,
  ]
}

function profileRow(
  { name, type, reason, missing, distinct, min, max }: ColumnProfile,
  rows: number,
): string[] {
  const share = missing === 0 ? '–' : `${((100 * missing) / rows).toFixed(1)} %`
  return [name, type, share, distinct.toLocaleString('en'), formatEnd(min), formatEnd(max), reason]
}

function formatEnd(value: number | string | null): string {
  return value === null ? '–' : String(value)
}

function describeModel(synthesizer: Synthesizer): Description {
  const { modelId, modelVersion, options, seed, threads, rowCount, constraints } = synthesizer.snapshot()
  const { schema } = synthesizer
  const json = {
    model: modelId,
    modelVersion,
    options,
    seed,
    threads,
    learnedRows: rowCount,
    constraints,
    schema,
  }
  const facts = [
    ['model', `${modelId} (version ${modelVersion})`],
    ['learned', `${rowCount.toLocaleString('en')} rows × ${schema.columns.length} columns`],
    ['seed', String(seed)],
    ['threads', String(threads)],
    ...optionFacts(options),
  ]
  return [
    json,
    `${formatTextTable([{ title: 'saved model' }, { title: '' }], facts)}\n\n${formatSchema(schema)}`,
  ]
}

function optionFacts(options: Json): string[][] {
  if (options === null || typeof options !== 'object') return []
  return Object.entries(options).map(([name, value]) => [`  ${name}`, printable(JSON.stringify(value))])
}

function formatSchema(schema: Schema): string {
  return formatTextTable(
    [{ title: 'column' }, { title: 'type' }, { title: 'why this type' }],
    schema.columns.map(({ name, type, reason }) => [name, type, reason]),
  )
}

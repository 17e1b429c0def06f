import {
  type ColumnProfile,
  formatConstraint,
  type Json,
  type Profile,
  profileSource,
  type Schema,
  type SynthesizerSnapshot,
} from '@tabricate/core'
import { isModelFile, loadSnapshot, profileFile } from '@tabricate/core/node'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { standardStream, typeRules } from '../input.ts'
import { type Io, readStdin, writeLine } from '../io.ts'
import { createSay } from '../messages.ts'
import { readArguments } from '../read-arguments.ts'
import { formatSchema } from '../table-format.ts'
import { formatTextTable, printable } from '../text-table.ts'

const argumentsSchema = z.object({
  type: z.array(z.string()),
  format: formatSchema.optional(),
  quiet: z.boolean(),
  json: z.boolean(),
})

/** `tabricate inspect`: what a table, or a saved model, holds. */
export async function inspect(input: string, given: object, io: Io): Promise<ExitCode> {
  const { type, format, quiet, json } = readArguments(argumentsSchema, given)
  const notices: string[] = []
  const options = {
    ...typeRules(type),
    ...(format !== undefined && { format }),
    onNotice: (notice: string) => notices.push(notice),
  }
  const [asJson, asText] =
    input === standardStream
      ? describeTable(await profileSource(readStdin(io), options))
      : (await isModelFile(input))
        ? describeModel(await loadSnapshot(input))
        : describeTable(await profileFile(input, options))
  for (const notice of notices) await createSay(io, quiet || json)(`Note: ${notice}`)
  await writeLine(io.stdout, json ? JSON.stringify(asJson, null, 2) : asText)
  return exitCodes.done
}

type Description = readonly [json: object, text: string]

function describeTable(profile: Profile): Description {
  const { rowCount, columns } = profile
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
    columns.map((column) => profileRow(column, rowCount)),
  )
  const notes = columns.flatMap(columnNotes)
  const parts = [`${rowCount.toLocaleString('en')} rows × ${columns.length} columns`, text]
  if (notes.length > 0) parts.push(formatTextTable([{ title: 'column' }, { title: 'note' }], notes))
  return [profile, parts.join('\n\n')]
}

function profileRow(
  { name, type, reason, missing, distinct, min, max }: ColumnProfile,
  rows: number,
): string[] {
  const share = missing === 0 ? '–' : `${((100 * missing) / rows).toFixed(1)} %`
  const different = `${distinct.isEstimated ? '≈ ' : ''}${distinct.count.toLocaleString('en')}`
  return [name, type, share, different, formatEnd(min), formatEnd(max), reason]
}

function columnNotes({ name, personal, warnings }: ColumnProfile): string[][] {
  const made = personal?.isReplaced
    ? [`likely personal (${personal.provider}): synthetic values are made up`]
    : []
  return [...made, ...warnings.map(({ message }) => message)].map((note) => [name, note])
}

function formatEnd(value: number | string | null): string {
  return value === null ? '–' : String(value)
}

function describeModel(snapshot: SynthesizerSnapshot): Description {
  const { modelId, modelVersion, options, seed, threads, rowCount, constraints } = snapshot
  const { schema } = snapshot.transformation ?? snapshot.plan
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
    ...constraints.map((each, index) => [
      index === 0 ? 'constraints' : '',
      printable(typeof each === 'string' ? each : formatConstraint(each)),
    ]),
    ...optionFacts(options),
  ]
  return [
    json,
    `${formatTextTable([{ title: 'saved model' }, { title: '' }], facts)}\n\n${describeSchema(schema)}`,
  ]
}

function optionFacts(options: Json): string[][] {
  if (options === null || typeof options !== 'object') return []
  return Object.entries(options).map(([name, value]) => [`  ${name}`, printable(JSON.stringify(value))])
}

function describeSchema(schema: Schema): string {
  return formatTextTable(
    [{ title: 'column' }, { title: 'type' }, { title: 'why this type' }],
    schema.columns.map(({ name, type, reason }) => [name, type, reason]),
  )
}

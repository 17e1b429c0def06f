import type { Json } from '@tabricate/core'
import { z } from 'zod'
import { type ExitCode, exitCodes } from '../exit-codes.ts'
import { type Io, writeLine } from '../io.ts'
import { findModel, models } from '../models.ts'
import { readArguments } from '../read-arguments.ts'
import { formatTextTable } from '../text-table.ts'

const argumentsSchema = z.object({ json: z.boolean() })

const optionsSchema = z.object({
  properties: z
    .record(z.string(), z.object({ default: z.json().optional(), description: z.string().optional() }))
    .default({}),
})

/** `tabricate models`: the models there are, or the options of one. */
export async function listModels(id: string | undefined, given: object, io: Io): Promise<ExitCode> {
  const { json } = readArguments(argumentsSchema, given)
  if (id === undefined) {
    const list = models.map(({ id, summary }) => ({ id, summary }))
    await writeLine(io.stdout, json ? JSON.stringify(list, null, 2) : formatModels())
    return exitCodes.done
  }
  const { options } = await findModel(id).load()
  await writeLine(io.stdout, json ? JSON.stringify(options, null, 2) : formatOptions(id, options))
  return exitCodes.done
}

function formatModels(): string {
  return formatTextTable(
    [{ title: 'model' }, { title: 'what it does' }],
    models.map(({ id, summary }) => [id, summary]),
  )
}

function formatOptions(id: string, jsonSchema: Json): string {
  const options = Object.entries(optionsSchema.parse(jsonSchema).properties)
  if (options.length === 0) return `The model "${id}" has no options.`
  return formatTextTable(
    [{ title: 'option' }, { title: 'default' }, { title: 'meaning' }],
    options.map(([name, option]) => [name, JSON.stringify(option.default) ?? '', option.description ?? '']),
  )
}

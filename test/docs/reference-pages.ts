import { Readable, Writable } from 'node:stream'
import type { ModelDefinition } from '@tabricate/core'
import { ctgan } from '@tabricate/models-ctgan'
import { mixture } from '@tabricate/models-mixture'
import { tvae } from '@tabricate/models-tvae'
import { contracts } from '@tabricate/server/contracts'
import { z } from 'zod'
import { runProgram } from '../../packages/cli/src/program.ts'
import { environmentNames, settingsSchema } from '../../packages/server/src/settings/settings-schema.ts'

/** The first line of every page of `docs/reference`. */
const origin =
  '<!-- Written by npm run write:reference from the schemas in the sources. Changes here are lost. -->\n'

/** Options of the models, and settings of the platform. */
export function optionsPage(): string {
  return [
    `${origin}# Options and settings`,
    [
      'Options of models are an argument of the model (`ctgan({ epochs: 100 })`), `--set epochs=100` on the command line, and in snake case part of',
      '`model_config` in requests (`batch_size`). All of them are JSON values with a default. Unknown names, values out of range and rules that are',
      'broken are told all at once. The schemas themselves: `tabricate models ctgan --json`.',
    ].join('\n'),
    ...modelSection(ctgan.definition),
    ...modelSection(tvae.definition),
    ...modelSection(mixture.definition),
    '## Settings of the platform',
    'Environment variables, lines of `.env`, or by their names here values in `createServer({ settings })`.',
    table(
      ['variable', 'setting', 'default', 'values', 'meaning'],
      propertiesOf(settingsSchema, 'output').map(([name, property]) => [
        code(environmentNames.get(name) ?? name),
        code(name),
        shownDefault(property),
        range(property),
        property.description,
      ]),
    ),
    '',
  ].join('\n\n')
}

function modelSection<Options>({
  id,
  options,
  rules = [],
  presets = {},
}: ModelDefinition<Options>): string[] {
  const rows = propertiesOf(options, 'input').map(([name, property]) => [
    code(name),
    shownDefault(property),
    range(property),
    property.description,
  ])
  const names = Object.keys(presets)
  return [
    `## ${id}`,
    table(['option', 'default', 'values', 'meaning'], rows),
    ...(rules.length === 0 ? [] : [`Rules: ${rules.map(({ description }) => description).join('; ')}.`]),
    ...(names.length === 0 ? [] : [`Presets: ${names.map(code).join(', ')}.`]),
  ]
}

/** Every operation of the platform. */
export function operationsPage(): string {
  const tags = [...new Set(contracts.map(({ tag }) => tag))]
  const sections = tags.flatMap((tag) => [
    `## ${tag}`,
    table(
      ['operation', 'for', 'what it does'],
      contracts
        .filter((contract) => contract.tag === tag)
        .map(({ method, path, access, summary }) => [
          code(`${method.toUpperCase()} ${path}`),
          access,
          summary,
        ]),
    ),
  ])
  return [
    `${origin}# Operations over HTTP`,
    [
      'Paths are below the one that the platform is mounted at. Bodies, answers and errors of each: `/docs`, `/redoc` and `/openapi.json` of a',
      'running platform. A host that signs people in itself has none of the operations for signing in.',
    ].join('\n'),
    ...sections,
    '',
  ].join('\n\n')
}

/** The help of every command. */
export async function commandsPage(): Promise<string> {
  const main = await helpOf([])
  const sections: string[] = []
  for (const path of await commandsBelow([], main))
    sections.push(`## tabricate ${path.join(' ')}`, textBlock(await helpOf(path)))
  return [`${origin}# Commands`, textBlock(main), ...sections, ''].join('\n\n')
}

async function commandsBelow(path: readonly string[], help: string): Promise<(readonly string[])[]> {
  const [, list = ''] = /^Commands:\n((?: .*\n)+)/m.exec(help) ?? []
  const found: (readonly string[])[] = []
  for (const [, name = ''] of list.matchAll(/^ {2}(\S+)/gm)) {
    if (name === 'help') continue
    found.push([...path, name], ...(await commandsBelow([...path, name], await helpOf([...path, name]))))
  }
  return found
}

async function helpOf(path: readonly string[]): Promise<string> {
  let text = ''
  const stdout = new Writable({
    write(chunk, _encoding, done) {
      text += String(chunk)
      done()
    },
  })
  const io = {
    stdin: Readable.from([]),
    stdout,
    stderr: stdout,
    signal: new AbortController().signal,
    clock: () => 0,
  }
  await runProgram([...path, '--help'], io)
  return text.trim()
}

const propertySchema = z.looseObject({ description: z.string(), default: z.json().optional() })
type Property = z.infer<typeof propertySchema>

function propertiesOf(schema: z.ZodType, io: 'input' | 'output'): [string, Property][] {
  const { properties } = z
    .object({ properties: z.record(z.string(), propertySchema) })
    .parse(z.toJSONSchema(schema, { io }))
  return Object.entries(properties)
}

const rangeSchema = z.object({
  type: z.string().optional(),
  format: z.string().optional(),
  enum: z.array(z.string()).optional(),
  const: z.string().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  exclusiveMinimum: z.number().optional(),
  minLength: z.number().default(0),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  items: z.unknown().optional(),
})

/** The values that a JSON Schema allows, in words. */
function range(schema: unknown): string {
  const read = rangeSchema.parse(schema)
  const { type, minimum, exclusiveMinimum, maximum, minItems, maxItems, items, minLength } = read
  if (read.const !== undefined) return code(read.const)
  if (read.enum !== undefined) return read.enum.map(code).join(', ')
  if (type === 'array') return `list${between(minItems, maxItems, ' of ')} of: ${range(items)}`
  if (type === 'integer' || type === 'number') {
    const above = exclusiveMinimum === undefined ? '' : `, above ${exclusiveMinimum}`
    return `${type === 'integer' ? 'whole' : 'number'}${above}${between(minimum, largest(maximum), ', ')}`
  }
  if (type === 'string' && read.format === 'uri') return 'address'
  if (type === 'string') return minLength > 1 ? `text of ${minLength} characters and more` : 'text'
  return type ?? 'any'
}

/** The largest safe integer is no limit that anybody has set. */
function largest(maximum: number | undefined): number | undefined {
  return maximum === Number.MAX_SAFE_INTEGER ? undefined : maximum
}

function between(from: number | undefined, to: number | undefined, before: string): string {
  const shown = (value: number) => value.toLocaleString('en', { maximumFractionDigits: 10 })
  if (from === undefined) return to === undefined ? '' : `${before}up to ${shown(to)}`
  return to === undefined ? `${before}from ${shown(from)}` : `${before}${shown(from)} – ${shown(to)}`
}

function shownDefault({ default: value }: Property): string {
  return value === undefined ? '' : code(JSON.stringify(value))
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
  return [line(header), `|${'---|'.repeat(header.length)}`, ...rows.map(line)].join('\n')
}

function code(text: string): string {
  return `\`${text}\``
}

function textBlock(text: string): string {
  return `\`\`\`text\n${text}\n\`\`\``
}

import { type Issue, isTabricateError, type Json, optionsJsonSchema, parseOptions } from '@tabricate/core'
import { type AnyPlugin, loadPlugins } from '@tabricate/core/node'
import { z } from 'zod'
import { packageVersion } from '../package-files.ts'

/** Options by name, JSON values only. */
export type OptionValues = { readonly [name: string]: Json }

/** A model that the host has named. */
export interface CatalogModel {
  readonly id: string
  /** Of the model's state. */
  readonly version: number
  readonly url: string
  readonly plugin: AnyPlugin
  /** All options with their defaults, in the names of the contract. */
  readonly defaults: OptionValues
  /** JSON Schema of the options, in the names of the contract. */
  readonly jsonSchema: OptionValues
  readonly rules: readonly { readonly fields: readonly string[]; readonly description: string }[]
  readonly hasEpochs: boolean
  /** Sets of options by name, for a table of so many rows, in the names of the contract. */
  presets(rowCount: number): { readonly [name: string]: OptionValues }
  /** The model's options of a `model_config`, complete; problems are told to `complain`, all of them. */
  readOptions(modelConfig: OptionValues, complain: (issue: Issue) => void): OptionValues | null
  /** Those of the model's options that a `model_config` gives, without defaults and rules between them. */
  readGiven(modelConfig: OptionValues, complain: (issue: Issue) => void): OptionValues | null
  /** The model's options that a name of the contract sets; none for a name that it does not have. */
  optionsOf(name: string): readonly string[]
  /** JSON Schema of one of the model's options. */
  optionSchema(option: string): Json | undefined
  /** What is wrong with a value of a name of the contract; null when it is right, whatever the others are. */
  optionIssue(name: string, value: Json): string | null
  /** Options in the names of the contract. */
  toWire(options: OptionValues): OptionValues
}

export interface ModelCatalog {
  readonly models: readonly CatalogModel[]
  find(id: string): CatalogModel | undefined
}

/** Names of the contract that are not an option's own name in snake case, and the options that they set. */
const aliases: ReadonlyMap<string, readonly string[]> = new Map([
  ['generator_dim', ['generatorDims']],
  ['discriminator_dim', ['discriminatorDims']],
  ['learning_rate', ['generatorLr', 'discriminatorLr', 'lr']],
])

/** @throws TabricateError `MODEL_UNKNOWN` for a module that cannot be loaded or exports no model */
export async function loadCatalog(urls: readonly string[]): Promise<ModelCatalog> {
  const models = (
    await Promise.all(
      urls.map(async (url) => (await loadPlugins(url)).map((plugin) => describe(plugin, url))),
    )
  ).flat()
  return { models, find: (id) => models.find((model) => model.id === id) }
}

const valuesSchema = z.record(z.string(), z.json())

const schemaShape = z.looseObject({
  properties: z.record(z.string(), z.record(z.string(), z.json())).default({}),
})

function describe(plugin: AnyPlugin, url: string): CatalogModel {
  const { options, rules = [], presets = {} } = plugin.definition
  const schema = schemaShape.parse(optionsJsonSchema(options))
  const names = Object.keys(schema.properties)
  const wireNames = new Map(names.map((name) => [name, wireName(name, names)]))
  const targets = new Map<string, readonly string[]>(names.map((name) => [snakeCase(name), [name]]))
  for (const [alias, options_] of aliases) {
    const known = options_.filter((name) => names.includes(name))
    if (known.length > 0) targets.set(alias, known)
  }
  const toWire = (values: OptionValues): OptionValues =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [wireNames.get(name) ?? name, value]))
  const defaults: { [name: string]: Json } = {}
  for (const [name, { default: value }] of Object.entries(schema.properties))
    if (value !== undefined) defaults[name] = value

  /** The model's options by their own names; null when some are not known. */
  function readNames(modelConfig: OptionValues, complain: (issue: Issue) => void): OptionValues | null {
    const given: { [name: string]: Json } = {}
    let isKnown = true
    for (const [name, value] of Object.entries(modelConfig)) {
      if (name === 'model_type') continue
      const options_ = targets.get(name)
      if (options_ === undefined) {
        isKnown = false
        complain({ path: [name], message: `is no option of the model "${plugin.id}"` })
      }
      // What is given by its own name wins over what is given together.
      for (const option of options_ ?? [])
        if (!aliases.has(name) || !Object.hasOwn(modelConfig, snakeCase(option))) given[option] = value
    }
    return isKnown ? given : null
  }

  /** Complete options; problems are told in the names of the contract. */
  function parse(
    given: OptionValues,
    rules_: typeof rules,
    complain: (issue: Issue) => void,
  ): OptionValues | null {
    try {
      const read: unknown = parseOptions(`model "${plugin.id}"`, options, given, rules_)
      return z.record(z.string(), z.json()).parse(read)
    } catch (error) {
      if (!isTabricateError(error, 'INVALID_OPTIONS')) throw error
      for (const { path, message } of error.issues) {
        const [first, ...rest] = path
        complain({ path: [namesIn(String(first), wireNames), ...rest], message })
      }
      return null
    }
  }

  return {
    id: plugin.id,
    version: plugin.definition.version,
    url,
    plugin,
    defaults: toWire(defaults),
    jsonSchema: { type: 'object', properties: toWire(schema.properties), additionalProperties: false },
    rules: rules.map((rule) => ({
      fields: rule.fields.map((field) => wireNames.get(field) ?? field),
      description: rule.description,
    })),
    hasEpochs: names.includes('epochs'),
    toWire,
    presets: (rowCount) =>
      Object.fromEntries(
        Object.entries(presets).map(([name, optionsFor]) => [
          name,
          toWire(valuesSchema.parse(optionsFor(rowCount))),
        ]),
      ),
    readOptions(modelConfig, complain) {
      let isKnown = true
      const given = readNames(modelConfig, (issue) => {
        isKnown = false
        complain(issue)
      })
      // Even so, the others are looked at: all problems are told at once.
      const known = Object.entries(modelConfig).filter(([name]) => targets.has(name))
      const read = parse(
        given ?? readNames(Object.fromEntries(known), () => undefined) ?? {},
        rules,
        complain,
      )
      return isKnown ? read : null
    },
    readGiven(modelConfig, complain) {
      const given = readNames(modelConfig, complain)
      return given === null || parse(given, [], complain) === null ? null : given
    },
    optionsOf: (name) => targets.get(name) ?? [],
    optionSchema: (option) => schema.properties[option],
    optionIssue(name, value) {
      const messages: string[] = []
      const given = Object.fromEntries((targets.get(name) ?? []).map((option) => [option, value]))
      parse(given, [], ({ message }) => messages.push(message))
      return messages.length === 0 ? null : messages.join('; ')
    },
  }
}

/** A rule's issue names several options: `batchSize / pac`. */
function namesIn(path: string, wireNames: ReadonlyMap<string, string>): string {
  return path
    .split(' / ')
    .map((name) => wireNames.get(name) ?? name)
    .join(' / ')
}

/** What is told of a result's making: versions by name. */
export function softwareOf({ id, version }: CatalogModel): { readonly [name: string]: string } {
  return { tabricate: packageVersion(), node: process.versions.node, [`model ${id}`]: String(version) }
}

/** The name in the contract: an alias that stands for one option of the model alone, or its own in snake case. */
function wireName(option: string, all: readonly string[]): string {
  for (const [alias, options] of aliases) {
    const [only, ...others] = options.filter((name) => all.includes(name))
    if (only === option && others.length === 0) return alias
  }
  return snakeCase(option)
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

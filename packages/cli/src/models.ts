import {
  type Json,
  type Model,
  type ModelPlugin,
  optionsJsonSchema,
  parseOptions,
  type Restorer,
  TabricateError,
} from '@tabricate/core'
import { z } from 'zod'

/** A model that the command line offers. Its package is loaded when it is used, so that `--help` is quick. */
export interface ModelChoice {
  readonly id: string
  readonly summary: string
  /** Said before it is used. */
  readonly warning?: string
  load(): Promise<LoadedModel>
}

export interface LoadedModel {
  /** @throws TabricateError `INVALID_OPTIONS` */
  create(options: { readonly [name: string]: Json }): Model
  /**
   * The options of a preset for a table of so many rows.
   * @throws TabricateError `INVALID_OPTIONS` when the model has no preset of this name
   */
  preset(name: string, rowCount: number): { readonly [name: string]: Json }
  readonly presets: readonly string[]
  readonly restore: Restorer['restore']
  /** JSON Schema of the options. */
  readonly options: Json
}

export const models: readonly ModelChoice[] = [
  {
    id: 'ctgan',
    summary: 'conditional generative adversarial network, learns how columns depend on each other',
    load: async () => toLoaded((await import('@tabricate/models-ctgan')).ctgan),
  },
  {
    id: 'tvae',
    summary: 'variational autoencoder: several times quicker to train than ctgan',
    load: async () => toLoaded((await import('@tabricate/models-tvae')).tvae),
  },
  {
    id: 'independent',
    summary: 'every column by itself: the right shapes, no dependence; a quick floor to compare with',
    load: async () => toLoaded((await import('@tabricate/core')).independent),
  },
  {
    id: 'uniform',
    summary: 'values spread evenly between the extremes or over the categories',
    load: async () => toLoaded((await import('@tabricate/core')).uniform),
  },
  {
    id: 'identity',
    summary: 'copies of real rows, to test other tools with',
    warning:
      'the model "identity" copies real rows: its output is as private as the input, so do not publish it.',
    load: async () => toLoaded((await import('@tabricate/core')).identity),
  },
]

/** @throws TabricateError `INVALID_OPTIONS` when there is no such model */
export function findModel(id: string): ModelChoice {
  const found = models.find((model) => model.id === id)
  if (found !== undefined) return found
  const known = models.map((model) => model.id).join(', ')
  throw new TabricateError('INVALID_OPTIONS', `There is no model "${id}". The models are: ${known}.`)
}

/** Reads any of the models from a file. */
export const restorers: readonly Restorer[] = models.map(({ id, load }) => ({
  id,
  restore: async (snapshot, restoreArguments) => (await load()).restore(snapshot, restoreArguments),
}))

function toLoaded<Options>(plugin: ModelPlugin<Options>): LoadedModel {
  const { options, rules, presets = {} } = plugin.definition
  const names = Object.keys(presets)
  return {
    presets: names,
    preset(name, rowCount) {
      const preset = names.includes(name) ? presets[name] : undefined
      if (preset !== undefined) return z.record(z.string(), z.json()).parse(preset(rowCount))
      throw new TabricateError(
        'INVALID_OPTIONS',
        `The model "${plugin.id}" has no preset "${name}"; ${names.length === 0 ? 'it has none' : `there are: ${names.join(', ')}`}.`,
      )
    },
    create: (given) => plugin(parseOptions(`model "${plugin.id}"`, options, given, rules)),
    restore: (snapshot, restoreArguments) => plugin.restore(snapshot, restoreArguments),
    options: optionsJsonSchema(options),
  }
}

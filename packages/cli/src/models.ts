import {
  type Json,
  knownNames,
  type Model,
  type ModelPlugin,
  type OptionRule,
  optionsJsonSchema,
  parseOptions,
  type Restorer,
  TabricateError,
} from '@tabricate/core'
import { type ForkedModelOptions, forkedModel } from '@tabricate/core/node'
import { z } from 'zod'

/** A model that the command line offers. Its package is loaded when it is used, so that `--help` is quick. */
export interface ModelChoice {
  readonly id: string
  readonly summary: string
  /** Said before it is used. */
  readonly warning?: string
  /** What `tabricate tune` searches unless told otherwise. */
  readonly space?: { readonly [name: string]: readonly Json[] }
  load(): Promise<LoadedModel>
}

export interface LoadedModel {
  /** @throws TabricateError `INVALID_OPTIONS` */
  create(options: { readonly [name: string]: unknown }): Model
  /** The same, with every fit in a process of its own. */
  createForked(
    options: { readonly [name: string]: unknown },
    forkOptions: Omit<ForkedModelOptions, 'modelUrl'>,
  ): Model
  /** Rules between options, on options that need not be complete. */
  readonly rules: readonly OptionRule<{ readonly [name: string]: unknown }>[]
  /** JSON Schema of each option. */
  readonly optionSchemas: { readonly [name: string]: unknown }
  /**
   * The options of a preset for a table of so many rows.
   * @throws TabricateError `INVALID_OPTIONS` when the model has no preset of this name
   */
  preset(name: string, rowCount: number): { readonly [name: string]: Json }
  readonly presets: readonly string[]
  readonly restore: Restorer['restore']
  readonly fineTune: ModelPlugin<unknown>['fineTune']
  /** JSON Schema of the options. */
  readonly options: Json
}

export const models: readonly ModelChoice[] = [
  {
    id: 'mixture',
    space: { smoothing: [0.05, 1], bins: [16, 96], dependence: ['trees', 'none'] },
    summary: 'mixture of dependence trees: seconds to fit, no network, exact conditions',
    load: async () =>
      toLoaded((await import('@tabricate/models-mixture')).mixture, '@tabricate/models-mixture'),
  },
  {
    id: 'ctgan',
    space: { epochs: [50, 200], batch_size: [100, 1000], learning_rate: [1e-4, 1e-2] },
    summary: 'conditional generative adversarial network, learns how columns depend on each other',
    load: async () => toLoaded((await import('@tabricate/models-ctgan')).ctgan, '@tabricate/models-ctgan'),
  },
  {
    id: 'tvae',
    space: { epochs: [50, 300], batch_size: [50, 500], learning_rate: [1e-4, 1e-2], lossFactor: [0.5, 8] },
    summary: 'variational autoencoder: several times quicker to train than ctgan',
    load: async () => toLoaded((await import('@tabricate/models-tvae')).tvae, '@tabricate/models-tvae'),
  },
  {
    id: 'independent',
    summary: 'every column by itself: the right shapes, no dependence; a quick floor to compare with',
    load: async () => toLoaded((await import('@tabricate/core')).independent, '@tabricate/core'),
  },
  {
    id: 'uniform',
    summary: 'values spread evenly between the extremes or over the categories',
    load: async () => toLoaded((await import('@tabricate/core')).uniform, '@tabricate/core'),
  },
  {
    id: 'identity',
    summary: 'copies of real rows, to test other tools with',
    warning:
      'the model "identity" copies real rows: its output is as private as the input, so do not publish it.',
    load: async () => toLoaded((await import('@tabricate/core')).identity, '@tabricate/core'),
  },
]

/** @throws TabricateError `INVALID_OPTIONS` when there is no such model */
export function findModel(id: string): ModelChoice {
  const found = models.find((model) => model.id === id)
  if (found !== undefined) return found
  const known = knownNames(
    id,
    models.map((model) => model.id),
  )
  throw new TabricateError('INVALID_OPTIONS', `There is no model "${id}"; ${known}.`)
}

/** Reads any of the models from a file. */
export const restorers: readonly Restorer[] = models.map(({ id, load }) => ({
  id,
  restore: async (snapshot, restoreArguments) => (await load()).restore(snapshot, restoreArguments),
}))

const schemaShape = z.looseObject({ properties: z.record(z.string(), z.unknown()).default({}) })

function toLoaded<Options>(plugin: ModelPlugin<Options>, module: string): LoadedModel {
  const { options, rules = [], presets = {} } = plugin.definition
  const complete = (given: object): Options => parseOptions(`model "${plugin.id}"`, options, given)
  const names = Object.keys(presets)
  // The plugin checks the names and values of options, whatever their types are here.
  const tuner: Pick<ModelPlugin<unknown>, 'fineTune'> = plugin
  return {
    presets: names,
    preset(name, rowCount) {
      const preset = names.includes(name) ? presets[name] : undefined
      if (preset !== undefined) return z.record(z.string(), z.json()).parse(preset(rowCount))
      throw new TabricateError(
        'INVALID_OPTIONS',
        `The model "${plugin.id}" has no preset "${name}"; ${knownNames(name, names)}.`,
      )
    },
    create: (given) => plugin(parseOptions(`model "${plugin.id}"`, options, given, rules)),
    createForked: (given, forkOptions) =>
      forkedModel(plugin, { ...forkOptions, modelUrl: import.meta.resolve(module) })(complete(given)),
    rules: rules.map((rule) => ({ ...rule, check: (given) => rule.check(complete(given)) })),
    optionSchemas: schemaShape.parse(optionsJsonSchema(options)).properties,
    restore: (snapshot, restoreArguments) => plugin.restore(snapshot, restoreArguments),
    fineTune: (checkpoint, table, given) => tuner.fineTune(checkpoint, table, given),
    options: optionsJsonSchema(options),
  }
}

import { type Issue, isTabricateError, type Json, parseOptions } from '@tabricate/core'
import {
  type Constraint,
  categorical,
  float,
  int,
  optionRuleConstraint,
  type Parameter,
  type Space,
  toOptionValues,
  type Values,
} from '@tabricate/optimizer'
import { z } from 'zod'
import type { searchSpaceSchema } from '../contracts/optimization.ts'
import type { CatalogModel, OptionValues } from '../services/model-catalog.ts'

/** Parameters by the names of the contract, as they were sent. */
export type WireSpace = z.output<typeof searchSpaceSchema>

/** Where the search goes when a request does not say; only options that the model has and the request does not fix. */
const defaultSpace: WireSpace = {
  learning_rate: [1e-4, 1e-2],
  batch_size: [100, 1000],
  embedding_dim: [64, 128, 256],
  generator_decay: { low: 1e-7, high: 1e-3, log: true },
  l2scale: { low: 1e-7, high: 1e-3, log: true },
  loss_factor: [1, 4],
}

/** The default search space of a model, without the options that are fixed. */
export function defaultSpaceOf(model: CatalogModel, fixed: OptionValues): WireSpace {
  const fixedTargets = Object.keys(fixed).flatMap((name) => model.optionsOf(name))
  return Object.fromEntries(
    Object.entries(defaultSpace).filter(([name]) => {
      const targets = model.optionsOf(name)
      return targets.length > 0 && !targets.some((target) => fixedTargets.includes(target))
    }),
  )
}

const propertySchema = z.looseObject({ type: z.string().optional() })

/** Whether an option is a number, and of which kind. */
function numberKind(model: CatalogModel, name: string): 'int' | 'float' | null {
  const [option] = model.optionsOf(name)
  const property = propertySchema.safeParse(option === undefined ? undefined : model.optionSchema(option))
  if (!property.success) return null
  if (property.data.type === 'integer') return 'int'
  return property.data.type === 'number' ? 'float' : null
}

const isLearningRate = (name: string) => /(^|_)(lr|learning_rate)$/.test(name)

/**
 * A search space in the names of the contract. Problems are told to `complain`, each with its place in `search_space`.
 * @returns null when there are any
 */
export function readSearchSpace(
  model: CatalogModel,
  wire: WireSpace,
  complain: (issue: Issue) => void,
): Space | null {
  const space: { [name: string]: Parameter } = {}
  let isRight = true
  for (const [name, given] of Object.entries(wire)) {
    const tell = (message: string) => {
      isRight = false
      complain({ path: ['search_space', name], message })
    }
    if (model.optionsOf(name).length === 0) {
      tell(`is no option of the model "${model.id}"`)
      continue
    }
    try {
      const parameter = readParameter(name, given, numberKind(model, name))
      space[name] = parameter
      for (const value of endsOf(parameter)) {
        const message = model.optionIssue(name, value)
        if (message !== null) tell(`${JSON.stringify(value)}: ${message}`)
      }
    } catch (error) {
      if (!isTabricateError(error, 'INVALID_OPTIONS')) throw error
      tell(error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '))
    }
  }
  return isRight ? space : null
}

function readParameter(name: string, given: WireSpace[string], kind: 'int' | 'float' | null): Parameter {
  if (!Array.isArray(given)) {
    const { low, high, step } = given
    const options = { log: given.log ?? (isLearningRate(name) && low > 0), ...(step && { step }) }
    return kind === 'int' ? int(low, high, options) : float(low, high, options)
  }
  const [low, high] = given
  const isRange = given.length === 2 && kind !== null && typeof low === 'number' && typeof high === 'number'
  if (!isRange) return categorical(given)
  return kind === 'int' ? int(low, high) : float(low, high, { log: isLearningRate(name) && low > 0 })
}

function endsOf(parameter: Parameter): readonly Json[] {
  return parameter.type === 'categorical' ? parameter.choices : [parameter.low, parameter.high]
}

/** The options that each parameter sets. */
export function tiesOf(model: CatalogModel, space: Space): { readonly [name: string]: readonly string[] } {
  return Object.fromEntries(Object.keys(space).map((name) => [name, model.optionsOf(name)]))
}

/** The model's rules between options as constraints between the parameters that set them. */
export function constraintsOf(model: CatalogModel, space: Space, fixed: OptionValues): readonly Constraint[] {
  const ties = tiesOf(model, space)
  const { options, rules = [] } = model.plugin.definition
  const complete = (values: Values) =>
    parseOptions(`model "${model.id}"`, options, {
      ...fixed,
      ...toOptionValues(z.record(z.string(), z.json()).parse(values), ties),
    })
  return rules
    .map((rule) => optionRuleConstraint(rule, complete))
    .map((constraint) => ({
      ...constraint,
      parameters: Object.keys(space).filter((name) =>
        constraint.parameters.some((option) => ties[name]?.includes(option)),
      ),
    }))
    .filter(({ parameters }) => parameters.length > 0)
}

import { z } from 'zod'

/** What is known of a model's options: their JSON Schemas by name. */
export type OptionSchemas = { readonly [name: string]: unknown }

const rangeSchema = z.tuple([z.number(), z.number()])
const integerSchema = z.looseObject({ type: z.literal('integer') })

/** Ranges over two powers of ten or more are searched by their logarithm. */
const logRatio = 100

/** Names that other tools give to several options at once. */
const sharedNames: { readonly [name: string]: readonly string[] } = {
  learning_rate: ['generatorLr', 'discriminatorLr', 'lr'],
}

/**
 * A space in shorthand made whole: `[low, high]` of two numbers for a range, any other list for choices, names of options in snake case,
 * and `learning_rate` for all learning rates. What is written out stays as it is.
 */
export function expandSpace(given: unknown, options: OptionSchemas): unknown {
  const space = z.record(z.string(), z.unknown()).safeParse(given)
  if (!space.success) return given
  return Object.fromEntries(
    Object.entries(space.data).map(([name, parameter]) => {
      const targets = targetsOf(name, options)
      return targets.length > 1
        ? [name, { ...expandParameter(parameter, options[targets[0] ?? name]), sets: targets }]
        : [targets[0] ?? name, expandParameter(parameter, options[targets[0] ?? name])]
    }),
  )
}

function targetsOf(name: string, options: OptionSchemas): readonly string[] {
  if (Object.hasOwn(options, name)) return [name]
  const shared = (sharedNames[name] ?? []).filter((option) => Object.hasOwn(options, option))
  if (shared.length > 0) return shared
  const camel = name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return Object.hasOwn(options, camel) ? [camel] : []
}

function expandParameter(parameter: unknown, schema: unknown): object {
  const range = rangeSchema.safeParse(parameter)
  if (range.success) {
    const [low, high] = range.data
    const isWhole = integerSchema.safeParse(schema).success
    return { type: isWhole ? 'int' : 'float', low, high, log: low > 0 && high / low >= logRatio }
  }
  if (Array.isArray(parameter)) return { type: 'categorical', choices: parameter }
  return typeof parameter === 'object' && parameter !== null ? parameter : { type: parameter }
}

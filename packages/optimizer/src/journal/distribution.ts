import type { Json } from '@tabricate/core'
import { z } from 'zod'
import { createAxis } from '../space/axis.ts'
import { categorical, float, int, type Parameter } from '../space/parameter.ts'

/** A parameter as Optuna's journals write it, inside a JSON string. */
export const distributionSchema = z.discriminatedUnion('name', [
  z.object({
    name: z.literal('FloatDistribution'),
    attributes: z.object({
      step: z.number().nullable(),
      low: z.number(),
      high: z.number(),
      log: z.boolean(),
    }),
  }),
  z.object({
    name: z.literal('IntDistribution'),
    attributes: z.object({ log: z.boolean(), step: z.int(), low: z.int(), high: z.int() }),
  }),
  z.object({
    name: z.literal('CategoricalDistribution'),
    attributes: z.object({ choices: z.array(z.union([z.null(), z.boolean(), z.number(), z.string()])) }),
  }),
])

export type Distribution = z.infer<typeof distributionSchema>

export function toDistribution(parameter: Parameter): Distribution {
  switch (parameter.type) {
    case 'float': {
      const { low, log, step } = parameter
      return { name: 'FloatDistribution', attributes: { step, low, high: createAxis(parameter).high, log } }
    }
    case 'int': {
      const { low, log, step } = parameter
      return { name: 'IntDistribution', attributes: { log, step, low, high: createAxis(parameter).high } }
    }
    case 'categorical':
      return { name: 'CategoricalDistribution', attributes: { choices: parameter.choices.map(toChoice) } }
    default:
      return parameter satisfies never
  }
}

export function toParameter({ name, attributes }: Distribution): Parameter {
  switch (name) {
    case 'FloatDistribution': {
      const { low, high, log, step } = attributes
      return float(low, high, { log, ...(step !== null && { step }) })
    }
    case 'IntDistribution':
      return int(attributes.low, attributes.high, { log: attributes.log, step: attributes.step })
    case 'CategoricalDistribution':
      return categorical(attributes.choices)
    default:
      return name satisfies never
  }
}

/** A parameter's value as a number: itself, or the index of the choice. */
export function toInternal(parameter: Parameter, value: Json | undefined): number {
  if (parameter.type !== 'categorical') return Number(value)
  const text = JSON.stringify(value)
  return parameter.choices.findIndex((choice) => JSON.stringify(choice) === text)
}

export function fromInternal({ name, attributes }: Distribution, internal: number): Json {
  return name === 'CategoricalDistribution' ? (attributes.choices[internal] ?? null) : internal
}

/** Journals know simple choices only: lists and objects are written as JSON text. */
function toChoice(choice: Json): null | boolean | number | string {
  return typeof choice === 'object' && choice !== null ? JSON.stringify(choice) : choiceOf(choice)
}

function choiceOf(choice: Exclude<Json, object>): null | boolean | number | string {
  return choice
}

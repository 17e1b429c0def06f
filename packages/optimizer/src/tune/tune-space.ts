import type { Json } from '@tabricate/core'
import type { Values } from '../space/constraint.ts'
import type { CategoricalParameter, FloatParameter, IntParameter } from '../space/parameter.ts'
import type { Space } from '../space/space.ts'

type ReadonlyDeep<V> = V extends readonly (infer Item)[] ? readonly ReadonlyDeep<Item>[] : V

/** What may search an option of type `V`. */
export type ParameterFor<V> =
  | CategoricalParameter<Extract<ReadonlyDeep<V>, Json>>
  | (V extends number ? FloatParameter | IntParameter : never)

/** One parameter that sets several options at once, such as a learning rate for both networks: its name and theirs. */
export type Ties<Options> = { readonly [name: string]: readonly (keyof Options & string)[] }

/** Parameters by the names of the model's options, or of ties; any other name does not compile. */
export type TuneSpace<Options, T extends Ties<Options>, S extends Space> = {
  readonly [Name in keyof S]: Name extends keyof T
    ? ParameterFor<Options[T[Name][number]]>
    : Name extends keyof Options
      ? ParameterFor<Options[Name]>
      : never
}

/** The options that parameters stand for: those of ties spread to each of their options. */
export function toOptionValues(
  parameters: Values,
  ties: { readonly [name: string]: readonly string[] },
): Values {
  return Object.fromEntries(
    Object.entries(parameters).flatMap(([name, value]) =>
      (ties[name] ?? [name]).map((option) => [option, value]),
    ),
  )
}

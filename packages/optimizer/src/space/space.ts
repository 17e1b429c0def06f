import { z } from 'zod'
import { type CategoricalParameter, type Parameter, parameterSchema } from './parameter.ts'

/** What is searched: parameters by name. Plain JSON. */
export type Space = { readonly [name: string]: Parameter }

export const spaceSchema = z.record(z.string().min(1), parameterSchema)

/** The values that a parameter takes. */
export type ParameterValue<P extends Parameter> =
  P extends CategoricalParameter<infer C> ? C : P extends { readonly type: 'float' | 'int' } ? number : never

/** A point of the space `S`: a value for every parameter. */
export type ParametersOf<S extends Space> = { readonly [Name in keyof S]: ParameterValue<S[Name]> }

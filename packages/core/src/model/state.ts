import { z } from 'zod'

/** A value that survives `JSON.stringify` and `JSON.parse` unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export type Tensor = Float32Array | Float64Array | Int32Array | Uint32Array

/** What a fitted model or a training is made of: plain data, nothing executable. */
export interface ModelState {
  readonly meta: Json
  readonly tensors: { readonly [name: string]: Tensor }
}

/** What remains of a value on its way through JSON text. */
export function toJson(value: unknown): Json {
  return z.json().parse(JSON.parse(JSON.stringify(value)))
}

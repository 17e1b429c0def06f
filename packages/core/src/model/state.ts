/** A value that survives `JSON.stringify` and `JSON.parse` unchanged. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json }

export type Tensor = Float32Array | Float64Array | Int32Array | Uint32Array

/** What a fitted model or a training is made of: plain data, nothing executable. */
export interface ModelState {
  readonly meta: Json
  readonly tensors: { readonly [name: string]: Tensor }
}
